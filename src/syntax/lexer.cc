// Lines, indentation, identifiers, strings and operators; numbers are in lexer_numbers.cc.
#include "syntax/lexer.h"

#include <array>
#include <cstdio>
#include <cstring>

#include "base/unicode_identifiers.h"
#include "base/utf8.h"

namespace taipan {

namespace {

constexpr size_t kMaxBrackets = 200;
constexpr int kMaxIndents = 100;

bool isIdentifierStart(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}
constexpr auto kIdentifierParts = [] {
  std::array<bool, 256> parts{};
  for (int c = 0; c < 256; c++) {
    int letter = c | 0x20;
    parts[static_cast<size_t>(c)] = (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '_' || c >= 128;
  }
  return parts;
}();
bool isIdentifierPart(int c) { return c >= 0 && kIdentifierParts[static_cast<size_t>(c)]; }

struct Spelling {
  std::string_view text;
  TokenType type;
};

#define OTHER(name)
#define TOKEN(name, text)
#define KEYWORD(name, text) {text, TokenType::k##name},
constexpr Spelling kKeywords[] = {
#include "syntax/tokens.def"
};
#undef TOKEN
#undef KEYWORD
#define TOKEN(name, text) {text, TokenType::k##name},
#define KEYWORD(name, text)
constexpr Spelling kOperators[] = {
#include "syntax/tokens.def"
};
#undef OTHER
#undef TOKEN
#undef KEYWORD

// Where the keywords with a given first letter stand in kKeywords, which is sorted by it; and the operators of one character.
struct FirstCharacters {
  uint8_t firstKeyword[128] = {}, endKeyword[128] = {};
  TokenType single[128];

  constexpr FirstCharacters() {
    for (TokenType& type : single) type = TokenType::kUnknown;
    for (size_t i = 0; i < std::size(kKeywords); i++) {
      auto c = static_cast<uint8_t>(kKeywords[i].text[0]);
      if (endKeyword[c] == 0) firstKeyword[c] = static_cast<uint8_t>(i);
      endKeyword[c] = static_cast<uint8_t>(i + 1);
    }
    for (const Spelling& entry : kOperators) {
      if (entry.text.size() == 1) single[static_cast<uint8_t>(entry.text[0])] = entry.type;
    }
  }
};
constexpr FirstCharacters kFirst;

TokenType keywordOrName(std::string_view text) {
  if (text.size() < 2 || text.size() > 8) return TokenType::kName;
  auto c = static_cast<uint8_t>(text[0]);
  if (c >= 128) return TokenType::kName;
  for (size_t i = kFirst.firstKeyword[c]; i < kFirst.endKeyword[c]; i++) {
    if (kKeywords[i].text == text) return kKeywords[i].type;
  }
  return TokenType::kName;
}

/// The longest operator at the start of `text`.
TokenType longestOperator(std::string_view text, size_t* length) {
  char next = text.size() > 1 ? text[1] : ' ';
  auto c = static_cast<uint8_t>(text[0]);
  if (next != '=' && next != '*' && next != '/' && next != '<' && next != '>' && next != '.') {
    *length = 1;
    return c < 128 ? kFirst.single[c] : TokenType::kUnknown;
  }
  *length = 0;
  TokenType best = TokenType::kUnknown;
  for (const Spelling& entry : kOperators) {
    if (entry.text[0] == text[0] && entry.text.size() > *length && text.starts_with(entry.text)) {
      *length = entry.text.size();
      best = entry.type;
    }
  }
  return best;
}

}  // namespace

Lexer::Lexer(std::string_view text, const ParseOptions& options, SourceOrigin origin, bool newlineAdded)
    : inputEnd(static_cast<uint32_t>(text.size()) - (newlineAdded ? 1 : 0)),
      text_(text),
      options_(options),
      origin_(origin),
      line_(origin.line) {}

void Lexer::run() {
  tokens.reserve(text_.size() / 5 + 8);
  while (next()) {
  }
}

std::string_view Lexer::lineAt(uint32_t at) const {
  if (at > text_.size()) at = static_cast<uint32_t>(text_.size());
  size_t start = at;
  while (start > 0 && text_[start - 1] != '\n') start--;
  size_t end = text_.find('\n', at);
  if (end == std::string_view::npos) end = text_.size();
  return text_.substr(start, end - start);
}

int Lexer::columnOf(uint32_t offset) const {
  return static_cast<int>(countCodePoints(text_.substr(lineStart_, offset - lineStart_)));
}

bool Lexer::fail(ProblemKind kind, std::string message, int lineno, int offset, int endOffset) {
  problem.kind = kind;
  problem.message = std::move(message);
  problem.lineno = lineno;
  problem.offset = offset;
  problem.endLineno = lineno;
  problem.endOffset = endOffset;
  uint32_t at = lineStart_;
  if (lineno != line_) {
    at = 0;
    for (int line = origin_.line; line < lineno && at < text_.size(); at++) {
      if (text_[at] == '\n') line++;
    }
  }
  problem.text = std::string(lineAt(at));
  weakError = kind != ProblemKind::kSyntaxError;
  if (weakError) *problem.text += '\n';
  emit(TokenType::kError, pos_);
  return false;
}

bool Lexer::failHere(std::string message, int startColumn, int endColumn) {
  int column = startColumn >= 0 ? startColumn : columnOf(pos_);
  problem.fromLexer = true;
  return fail(ProblemKind::kSyntaxError, std::move(message), line_, column,
              endColumn >= 0 ? endColumn : column);
}

void Lexer::warnHere(std::string message) {
  SyntaxWarningNote note;
  note.message = message;
  note.lineno = line_;
  note.asError.message = std::move(message);
  note.asError.lineno = note.asError.endLineno = line_;
  note.asError.offset = note.asError.endOffset = columnOf(pos_);
  note.asError.text = std::string(lineAt(lineStart_));
  warnings.push_back(std::move(note));
}

bool Lexer::emit(TokenType type, uint32_t start) {
  Token token;
  token.type = type;
  token.start = start;
  token.end = pos_;
  token.line = tokenLine_;
  token.lineStart = tokenLineStart_;
  token.endLine = line_;
  token.col = static_cast<int>(start - tokenLineStart_);
  token.endCol = static_cast<int>(pos_ - lineStart_);
  if (token.line == origin_.line) token.col += origin_.col;
  if (token.endLine == origin_.line) token.endCol += origin_.col;
  token.level = static_cast<uint16_t>(brackets.size());
  tokens.push_back(token);
  return true;
}

bool Lexer::endOfText() {
  tokenLine_ = line_;
  tokenLineStart_ = lineStart_ = pos_;
  if (!brackets.empty()) return failUnfinished();
  emit(TokenType::kEndMarker, pos_);
  return false;
}

bool Lexer::failUnfinished() {
  endedEarly = true;
  int length = static_cast<int>(countCodePoints(lineAt(pos_ > 0 ? pos_ - 1 : 0))) + 1;
  fail(ProblemKind::kSyntaxError, "unexpected EOF while parsing", line_ - 1, length, -1);
  *problem.text += '\n';
  weakError = true;
  return false;
}

/// Measures the indentation; true unless it is wrong.
bool Lexer::beginLine() {
  int col = 0;
  int altCol = 0;
  int continuedCol = 0;
  int continuedAlt = 0;
  atLineStart_ = false;
  for (;;) {
    int c = peek();
    if (c == ' ') {
      col++;
      altCol++;
    } else if (c == '\t') {
      col = (col / 8 + 1) * 8;
      altCol++;
    } else if (c == '\f') {
      col = altCol = 0;
    } else if (c == '\\') {
      // A continued line is indented as its first piece.
      if (continuedCol == 0) {
        continuedCol = col;
        continuedAlt = altCol;
      }
      if (!skipContinuation()) return false;
      continue;
    } else {
      break;
    }
    pos_++;
  }
  int c = peek();
  // Where the last line has not ended, blanks alone are an indentation.
  bool unended = c == '\n' && pos_ == inputEnd && col > 0;
  if ((c == '#' || c == '\n') && !unended) {
    // Blank and comment lines don't count, except that at a prompt an empty line ends a block.
    blankLine_ = true;
    return true;
  }
  if (c < 0 || !brackets.empty()) {
    if (c >= 0) return true;
    if (!brackets.empty()) return true;
    // At a prompt, a block whose last line has not ended may go on.
    if (options_.dontImplyDedent && options_.mode == ParseMode::kSingle && inputEnd < text_.size()) return true;
    col = altCol = 0;
  } else if (continuedCol != 0) {
    col = continuedCol;
    altCol = continuedAlt;
  }
  if (col == indents_[depth_]) {
    if (altCol == altIndents_[depth_]) return true;
  } else if (col > indents_[depth_]) {
    if (depth_ + 1 >= kMaxIndents) {
      return fail(ProblemKind::kIndentationError, "too many levels of indentation", line_, 1, 0);
    }
    if (altCol > altIndents_[depth_]) {
      pendingIndents_++;
      depth_++;
      indents_[depth_] = col;
      altIndents_[depth_] = altCol;
      return true;
    }
  } else {
    while (depth_ > 0 && col < indents_[depth_]) {
      pendingIndents_--;
      depth_--;
    }
    if (col != indents_[depth_]) {
      int length = static_cast<int>(countCodePoints(lineAt(lineStart_)));
      return fail(ProblemKind::kIndentationError,
                  "unindent does not match any outer indentation level", line_, length + 1, -1);
    }
    if (altCol == altIndents_[depth_]) return true;
  }
  return fail(ProblemKind::kTabError, "inconsistent use of tabs and spaces in indentation", line_, 1, 0);
}

bool Lexer::skipContinuation() {
  pos_++;
  if (peek() != '\n' || pos_ == inputEnd) {
    tokenLine_ = line_;
    tokenLineStart_ = lineStart_;
    if (pos_ < inputEnd) pos_++;
    failHere("unexpected character after line continuation character");
    problem.endOffset = 0;
    *problem.text += '\n';
    weakError = badContinuation = true;
    return false;
  }
  pos_++;
  line_++;
  lineStart_ = pos_;
  if (peek() < 0) {
    tokenLine_ = line_;
    tokenLineStart_ = lineStart_;
    return failUnfinished();
  }
  continuationLine_ = true;
  return true;
}

bool Lexer::next() {
  for (;;) {
    if (atLineStart_) {
      blankLine_ = false;
      tokenLine_ = line_;
      tokenLineStart_ = lineStart_;
      if (!beginLine()) return false;
    }
    if (inAsyncDef_ && asyncDefNewline_ && !blankLine_ && peek() != '\n' && brackets.empty() && asyncDefDepth_ >= depth_) {
      inAsyncDef_ = asyncDefNewline_ = false;
    }
    tokenLine_ = line_;
    tokenLineStart_ = lineStart_;
    if (pendingIndents_ < 0) {
      pendingIndents_++;
      return emit(TokenType::kDedent, pos_);
    }
    if (pendingIndents_ > 0) {
      pendingIndents_--;
      return emit(TokenType::kIndent, pos_);
    }
    while (peek() == ' ' || peek() == '\t' || peek() == '\f') pos_++;
    int c = peek();
    uint32_t comment = pos_;
    if (c == '#') {
      size_t before = tokens.size();
      if (!lexComment()) return false;
      if (tokens.size() != before) return true;
      c = peek();
    }
    if (c < 0) return endOfText();
    if (isIdentifierStart(c)) return lexIdentifierOrString();
    if (c == '\n') {
      uint32_t start = pos_;
      bool significant = !blankLine_ && brackets.empty();
      pos_++;
      if (significant) {
        asyncDefNewline_ = inAsyncDef_;
        emit(TokenType::kNewline, start);
        tokens.back().endCol = tokens.back().col;
        tokens.back().col = static_cast<int>(comment - lineStart_);  // a comment is part of the token
      }
      line_++;
      lineStart_ = pos_;
      atLineStart_ = true;
      continuationLine_ = false;
      if (significant) return true;
      continue;
    }
    if ((c >= '0' && c <= '9') || (c == '.' && peek(1) >= '0' && peek(1) <= '9')) {
      return lexNumber();
    }
    if (c == '"' || c == '\'') return lexString(pos_);
    if (c == '\\') {
      if (!skipContinuation()) return false;
      continue;
    }
    return lexOperator();
  }
}

/// Skips a comment; in trees with type comments, some become tokens.
bool Lexer::lexComment() {
  uint32_t start = pos_;
  size_t end = text_.find('\n', pos_);
  pos_ = static_cast<uint32_t>(end == std::string_view::npos ? text_.size() : end);
  if (!options_.typeComments) return true;
  std::string_view comment = text_.substr(start + 1, pos_ - start - 1);
  size_t skipped = comment.find_first_not_of(" \t");
  if (skipped == std::string_view::npos || !comment.substr(skipped).starts_with("type:")) return true;
  std::string_view rest = comment.substr(skipped + 5);
  size_t lead = rest.find_first_not_of(" \t");
  rest = lead == std::string_view::npos ? std::string_view() : rest.substr(lead);
  uint32_t restStart = static_cast<uint32_t>(rest.data() == nullptr ? pos_ : rest.data() - text_.data());
  bool ignore = rest.starts_with("ignore") &&
                !(rest.size() > 6 && (static_cast<uint8_t>(rest[6]) >= 128 ||
                                      std::strchr("0123456789abcdefghijklmnopqrstuvwxyz"
                                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ", rest[6]) != nullptr));
  if (ignore) {
    tokenLine_ = line_;
    emit(TokenType::kTypeIgnore, restStart + 6);
    typeIgnores.push_back(tokens.back());
    tokens.pop_back();
    return true;
  }
  blankLine_ = false;  // the line's end counts, even if nothing else stands on it
  return emit(TokenType::kTypeComment, restStart);
}

bool Lexer::lexIdentifierOrString() {
  uint32_t start = pos_;
  bool sawB = false, sawR = false, sawU = false, sawF = false;
  for (;;) {
    int c = peek();
    if (!(sawB || sawU || sawF) && (c == 'b' || c == 'B')) {
      sawB = true;
    } else if (!(sawB || sawU || sawR || sawF) && (c == 'u' || c == 'U')) {
      sawU = true;
    } else if (!(sawR || sawU) && (c == 'r' || c == 'R')) {
      sawR = true;
    } else if (!(sawF || sawB || sawU) && (c == 'f' || c == 'F')) {
      sawF = true;
    } else {
      break;
    }
    pos_++;
    if (peek() == '"' || peek() == '\'') return lexString(start);
  }
  uint8_t bits = 0;  // of all characters together
  size_t end = pos_;
  for (; end < text_.size() && kIdentifierParts[static_cast<uint8_t>(text_[end])]; end++) bits |= static_cast<uint8_t>(text_[end]);
  pos_ = static_cast<uint32_t>(end);
  bool nonAscii = bits >= 128;
  std::string_view name = text_.substr(start, pos_ - start);
  if (nonAscii) {
    size_t bad = findInvalidIdentifierCharacter(name);
    if (bad != std::string_view::npos) {
      size_t at = bad;
      uint32_t character = decodeUtf8(name, &at);
      pos_ = start + static_cast<uint32_t>(at);
      char code[16];
      std::snprintf(code, sizeof(code), "%04X", character);
      if (isPrintable(character)) {
        return failHere("invalid character '" + std::string(name.substr(bad, at - bad)) + "' (U+" +
                        code + ")");
      }
      return failHere("invalid non-printable character U+" + std::string(code));
    }
  }
  TokenType type = nonAscii ? TokenType::kName : keywordOrName(name);
  if (options_.featureVersion < 7 && !isAsyncKeyword(type)) type = TokenType::kName;
  emit(type, start);
  tokens.back().nonAscii = nonAscii;
  return true;
}

/// True for what is a keyword in old versions' syntax too.
bool Lexer::isAsyncKeyword(TokenType type) {
  if ((type != TokenType::kAsync && type != TokenType::kAwait) || inAsyncDef_) return true;
  size_t next = text_.find_first_not_of(" \t\f", pos_);
  std::string_view rest = next == std::string_view::npos ? std::string_view() : text_.substr(next);
  bool isDef = rest.starts_with("def") && !(rest.size() > 3 && isIdentifierPart(static_cast<uint8_t>(rest[3])));
  if (type != TokenType::kAsync || !isDef) return false;
  inAsyncDef_ = true;
  asyncDefDepth_ = depth_;
  return true;
}

bool Lexer::lexString(uint32_t start) {
  int quote = peek();
  bool triple = peek(1) == quote && peek(2) == quote;
  int firstLine = line_;
  uint32_t firstLineStart = lineStart_;
  pos_ += triple ? 3 : 1;
  for (;;) {
    int c = peek();
    if (c < 0 || (!triple && c == '\n')) {
      // The error points at the opening quote (with its prefix).
      int endLine = c < 0 ? line_ - 1 : line_;
      std::string message;
      endedEarly = triple || pos_ == inputEnd;
      if (triple) {
        message = "unterminated triple-quoted string literal (detected at line " +
                  std::to_string(endLine) + ")";
      } else {
        message = "unterminated string literal (detected at line " + std::to_string(endLine) + ")";
      }
      lineStart_ = firstLineStart;
      line_ = firstLine;
      pos_ = start + 1;
      return failHere(std::move(message));
    }
    if (c == quote) {
      if (!triple) {
        pos_++;
        break;
      }
      if (peek(1) == quote && peek(2) == quote) {
        pos_ += 3;
        break;
      }
    } else if (c == '\\') {
      pos_++;
      if (peek() < 0) continue;
      c = peek();
    }
    pos_++;
    if (c == '\n') {
      line_++;
      lineStart_ = pos_;
    }
  }
  tokenLine_ = firstLine;
  tokenLineStart_ = firstLineStart;
  return emit(TokenType::kString, start);
}

bool Lexer::lexOperator() {
  uint32_t start = pos_;
  size_t length;
  std::string_view rest = text_.substr(pos_);
  TokenType type = longestOperator(rest, &length);
  if (type == TokenType::kLess && rest.starts_with("<>")) {
    type = TokenType::kNotEqual;
    length = 2;
  }
  if (type == TokenType::kUnknown) {
    int c = peek();
    pos_++;
    if (c < ' ' || c == 127) {
      char code[16];
      std::snprintf(code, sizeof(code), "%04X", static_cast<unsigned>(c));
      return failHere("invalid non-printable character U+" + std::string(code));
    }
    return emit(TokenType::kUnknown, start);
  }
  pos_ += static_cast<uint32_t>(length);
  char c = rest[0];
  switch (type) {
    case TokenType::kLeftParen:
    case TokenType::kLeftBracket:
    case TokenType::kLeftBrace:
      if (brackets.size() >= kMaxBrackets) return failHere("too many nested parentheses");
      brackets.push_back({c, line_, static_cast<int>(start - lineStart_), lineStart_});
      break;
    case TokenType::kRightParen:
    case TokenType::kRightBracket:
    case TokenType::kRightBrace: {
      if (brackets.empty()) return failHere(std::string("unmatched '") + c + "'");
      Bracket open = brackets.back();
      brackets.pop_back();
      bool matches = (open.character == '(' && c == ')') || (open.character == '[' && c == ']') ||
                     (open.character == '{' && c == '}');
      if (!matches) {
        std::string message = std::string("closing parenthesis '") + c +
                              "' does not match opening parenthesis '" + open.character + "'";
        if (open.line != line_) message += " on line " + std::to_string(open.line);
        return failHere(std::move(message));
      }
      break;
    }
    default:
      break;
  }
  return emit(type, start);
}

}  // namespace taipan
