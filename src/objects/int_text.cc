// Text of ints in any base, and int("…", base).
//
// Decimal conversion of long numbers is limited (sys.set_int_max_str_digits) against denial of service; short
// ones and bases that are powers of two never are.
#include <charconv>
#include <cstring>

#include "base/copy_bytes.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int_internal.h"
#include "objects/str.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

constexpr size_t kUnlimitedDigits = 640;

bool isBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 28 && c <= 31); }

std::string_view strip(std::string_view text) {
  while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
  return text;
}

int digitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

int prefixBase(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1] | 32) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
  }
}

// Takes sign, prefix and underscores away.  False: not a number of that base.  `base` 0 is decided here.
bool splitInt(std::string_view text, int* base, bool* negative, std::string* digits) {
  text = strip(text);
  *negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    *negative = text[0] == '-';
    text.remove_prefix(1);
  }
  bool mayNotStartWithZero = false;
  int prefix = prefixBase(text);
  if (*base == 0) {
    *base = prefix ? prefix : 10;
    mayNotStartWithZero = prefix == 0 && !text.empty() && text[0] == '0';
  }
  if (prefix != 0 && prefix == *base) {
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  }
  bool afterUnderscore = true;
  for (char c : text) {
    if (c == '_') {
      if (afterUnderscore) return false;
      afterUnderscore = true;
      continue;
    }
    if (digitOf(c) >= *base) return false;
    afterUnderscore = false;
    digits->push_back(c);
  }
  if (afterUnderscore) return false;  // empty too
  return !mayNotStartWithZero || digits->find_first_not_of('0') == std::string::npos;
}

Raised raiseInvalid(Thread& thread, int base, Value source) {
  // Whatever holds octets is shown as bytes.
  Ref<> octets = newRef(source);
  std::string text;
  if (!isStr(source) && bytesLikeText(thread, source, &text)) octets = TRY(newBytes(thread, text));
  Ref<Str> shown = repr(thread, octets);
  if (!shown) return Raised{};
  if (shown->length() > 200) {
    shown = substring(thread, shown, 0, 200);
    if (!shown) return Raised{};
  }
  return thread.raiseValueError("invalid literal for int() with base {}: {}", base, shown);
}

}  // namespace

std::string asciiNumberText(const Str* text) {
  std::string result;
  size_t length = text->length();
  result.reserve(length);
  for (size_t i = 0; i < length; ++i) {
    uint32_t c = text->at(i);
    if (c < 128) {
      result.push_back(static_cast<char>(c));
    } else if (unicode::isSpace(c)) {
      result.push_back(' ');
    } else {
      int digit = unicode::decimalValue(c);
      result.push_back(digit < 0 ? '?' : static_cast<char>('0' + digit));
    }
  }
  std::string_view stripped = strip(result);
  return stripped.size() == result.size() ? result : std::string(stripped);
}

bool bytesLikeText(Thread& thread, Value v, std::string* text) {
  if (isBytes(v)) {
    text->assign(v.as<Bytes>()->view());
    return true;
  }
  if (!typeOf(thread, v)->slots.getBuffer) return false;
  BufferView view;
  if (!getBuffer(thread, v, &view, kBufferSimple)) {
    thread.clearException();
    return false;
  }
  text->assign(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return true;
}

Ref<> parseIntText(Thread& thread, std::string_view text, int base, Value source) {
  if (base != 0 && (base < 2 || base > 36)) {
    return thread.raiseValueError("int() base must be >= 2 and <= 36, or 0");
  }
  int shownBase = base;
  bool negative;
  std::string digits;
  bool valid = splitInt(text, &base, &negative, &digits);
  if (!valid && digits.size() <= kUnlimitedDigits) return raiseInvalid(thread, shownBase, source);
  if (digits.size() <= 12) {  // OPTIMIZATION: 36^12 < 2^63
    int64_t i = 0;
    for (char c : digits) i = i * base + digitOf(c);
    return newInt(thread, negative ? -i : i);
  }
  int64_t limit = thread.interpreter().settings.intMaxStrDigits;
  bool powerOfTwo = (base & (base - 1)) == 0;
  if (!powerOfTwo && digits.size() > kUnlimitedDigits && limit > 0 && digits.size() > static_cast<size_t>(limit)) {
    return thread.raiseValueError(
        "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
        "sys.set_int_max_str_digits() to increase the limit",
        limit, digits.size());
  }
  if (!valid) return raiseInvalid(thread, shownBase, source);
  Mpz result;
  mpz_set_str(result, digits.c_str(), base);
  if (negative) mpz_neg(result, result);
  return newIntFromMpz(thread, result);
}

Ref<> parseInt(Thread& thread, Str* text, int base) {
  if (base == 10 && text->isAscii() && text->length() <= 18) {  // OPTIMIZATION: digits, perhaps with a sign
    const uint8_t* data = text->data1();
    size_t length = text->length(), i = length > 1 && (data[0] == '-' || data[0] == '+');
    int64_t value = 0;
    for (; i < length && data[i] >= '0' && data[i] <= '9'; ++i) value = value * 10 + (data[i] - '0');
    if (i == length && length != 0) return newInt(thread, data[0] == '-' ? -value : value);
  }
  return parseIntText(thread, asciiNumberText(text), base, text);
}

Result<std::string> intToText(Thread& thread, Value v, int base) {
  int64_t i;
  if (intFitsInt64(v, &i)) {
    char buffer[72];
    std::to_chars_result end = std::to_chars(buffer, buffer + sizeof buffer, i, base);
    return std::string(buffer, end.ptr);
  }
  IntView view(v);
  int64_t limit = (base & (base - 1)) == 0 ? 0 : thread.interpreter().settings.intMaxStrDigits;
  // A number of d decimal digits has fewer than 3.33 d bits: surely too long before any work is done.
  bool tooLong = limit > 0 && static_cast<double>(view.bitLength()) > static_cast<double>(limit + 2) * 3.33;
  std::string text;
  if (!tooLong) {
    text.resize(mpz_sizeinbase(view.mpz(), base) + 2);
    mpz_get_str(text.data(), base, view.mpz());
    text.resize(std::strlen(text.c_str()));
    tooLong = limit > 0 && text.size() - view.negative > static_cast<size_t>(limit);
  }
  if (tooLong) {
    return thread.raiseValueError(
        "Exceeds the limit ({} digits) for integer string conversion; use "
        "sys.set_int_max_str_digits() to increase the limit",
        limit);
  }
  return text;
}

Ref<Str> smallIntText(Thread& thread, int64_t i) {
  if (i >= 0 && i < 10) return newStrFromChar(thread, static_cast<uint32_t>('0' + i));
  char buffer[24];
  std::to_chars_result end = std::to_chars(buffer, buffer + sizeof buffer, i);
  size_t length = static_cast<size_t>(end.ptr - buffer);
  Ref<Str> text = TRY(newStrUninitialized(thread, length, 127));
  copyBytes(text->data1(), buffer, length);
  return text;
}

Ref<> intRepr(Thread& thread, Value v) {
  if (v.isSmallInt()) return smallIntText(thread, v.smallIntValue());
  std::string text = TRY(intToText(thread, v, 10));
  return newStr(thread, text);
}

}  // namespace taipan
