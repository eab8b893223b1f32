// Number literals: radix prefixes, underscores, fractions, exponents, imaginary suffix, and the
// errors for what follows a number without a space.
#include "base/unicode_identifiers.h"
#include "base/utf8.h"
#include "syntax/lexer.h"

namespace taipan {

namespace {

bool isDigit(int c) { return c >= '0' && c <= '9'; }
bool isRadixDigit(int c, int radix) {
  if (radix == 16) return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  return c >= '0' && c < '0' + radix;
}
bool continuesIdentifier(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c >= 128;
}

}  // namespace

/// Decimal digits with single underscores between them.
bool Lexer::readDigits(const char* invalidMessage) {
  for (;;) {
    while (isDigit(peek())) pos_++;
    if (peek() != '_') return true;
    pos_++;
    if (!isDigit(peek())) {
      return failHere(invalidMessage);
    }
  }
}

bool Lexer::readRadix(int radix, const char* name) {
  pos_ += 2;
  do {
    if (peek() == '_') pos_++;
    if (!isRadixDigit(peek(), radix)) {
      if (isDigit(peek())) {
        std::string message = std::string("invalid digit '") + static_cast<char>(peek()) + "' in " +
                              name + " literal";
        pos_++;
        return failHere(std::move(message));
      }
      return failHere(std::string("invalid ") + name + " literal");
    }
    while (isRadixDigit(peek(), radix)) pos_++;
  } while (peek() == '_');
  if (isDigit(peek())) {
    std::string message = std::string("invalid digit '") + static_cast<char>(peek()) + "' in " +
                          name + " literal";
    pos_++;
    return failHere(std::move(message));
  }
  return endNumber(name);
}

/// What may follow: a keyword gets a warning, another identifier character is an error.
bool Lexer::endNumber(const char* kindName) {
  std::string_view rest = text_.substr(pos_);
  std::string message = std::string("invalid ") + kindName + " literal";
  auto follows = [&](std::string_view word) {
    return rest.starts_with(word) && !continuesIdentifier(rest.size() > word.size() ? static_cast<uint8_t>(rest[word.size()]) : -1);
  };
  bool keyword = false;
  switch (peek()) {
    case 'a': keyword = follows("and"); break;
    case 'e': keyword = follows("else"); break;
    case 'f': keyword = follows("for"); break;
    case 'i': keyword = rest.starts_with("if") || rest.starts_with("in") || rest.starts_with("is"); break;
    case 'n': keyword = follows("not"); break;
    case 'o': keyword = follows("or"); break;
    default: break;
  }
  if (keyword) {
    warnHere(message);
    return true;
  }
  // Any character beyond ASCII counts as part of a name here.
  if (continuesIdentifier(peek())) return failHere(message);
  return true;
}

bool Lexer::lexFraction() {
  pos_++;
  if (isDigit(peek()) && !readDigits("invalid decimal literal")) return false;
  return lexExponentAndEnd();
}

bool Lexer::lexExponentAndEnd() {
  if (peek() == 'e' || peek() == 'E') {
    size_t signLength = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (isDigit(peek(1 + signLength))) {
      pos_ += 1 + static_cast<uint32_t>(signLength);
      if (!readDigits("invalid decimal literal")) return false;
    } else if (signLength == 1) {
      pos_ += 2;
      return failHere("invalid decimal literal");
    } else {
      return endNumber("decimal");
    }
  }
  if (peek() == 'j' || peek() == 'J') {
    pos_++;
    return endNumber("imaginary");
  }
  return endNumber("decimal");
}

bool Lexer::lexNumber() {
  uint32_t start = pos_;
  auto finish = [&](bool ok) { return ok && emit(TokenType::kNumber, start); };
  if (peek() == '.') return finish(lexFraction());
  if (peek() == '0') {
    switch (peek(1)) {
      case 'x': case 'X': return finish(readRadix(16, "hexadecimal"));
      case 'o': case 'O': return finish(readRadix(8, "octal"));
      case 'b': case 'B': return finish(readRadix(2, "binary"));
      default: break;
    }
    bool nonZero = false;
    for (;;) {
      if (peek() == '_') {
        pos_++;
        if (!isDigit(peek())) return failHere("invalid decimal literal");
      }
      if (peek() != '0') break;
      pos_++;
    }
    uint32_t zerosEnd = pos_;
    if (isDigit(peek())) {
      nonZero = true;
      if (!readDigits("invalid decimal literal")) return false;
    }
    if (peek() == '.') return finish(lexFraction());
    if (peek() == 'e' || peek() == 'E' || peek() == 'j' || peek() == 'J') {
      return finish(lexExponentAndEnd());
    }
    if (nonZero) {
      int first = static_cast<int>(start - lineStart_) + 1;  // bytes, as CPython has it
      int last = static_cast<int>(zerosEnd - lineStart_) + 1;
      return failHere("leading zeros in decimal integer literals are not permitted; "
                      "use an 0o prefix for octal integers", first, last);
    }
    return finish(endNumber("decimal"));
  }
  if (!readDigits("invalid decimal literal")) return false;
  if (peek() == '.') return finish(lexFraction());
  return finish(lexExponentAndEnd());
}

}  // namespace taipan
