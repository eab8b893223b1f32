#include "base/number_text.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace taipan {

namespace {

// No double has more significant digits or more digits behind the point; what is asked for beyond
// is zeros.
constexpr int kMostDigits = 1100;

// d = 0.DIGITS × 10^pointAt
struct Decimal {
  std::string digits;
  int pointAt;
};

// `precision` digits behind the first one, or the shortest form for -1.
Decimal toDecimal(double d, int precision) {
  char buffer[kMostDigits + 40];
  int asked = precision > kMostDigits ? kMostDigits : precision;
  std::to_chars_result end =
      asked < 0 ? std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::scientific)
                : std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::scientific, asked);
  Decimal result;
  const char* p = buffer;
  for (; p != end.ptr && *p != 'e'; ++p) {
    if (*p != '.') result.digits.push_back(*p);
  }
  ++p;
  bool negative = *p == '-';
  int exponent = 0;
  for (++p; p != end.ptr; ++p) exponent = exponent * 10 + (*p - '0');
  result.pointAt = (negative ? -exponent : exponent) + 1;
  if (precision > asked) result.digits.append(static_cast<size_t>(precision - asked), '0');
  return result;
}

void appendExponent(std::string* text, int exponent, char letter) {
  text->push_back(letter);
  text->push_back(exponent < 0 ? '-' : '+');
  int magnitude = exponent < 0 ? -exponent : exponent;
  if (magnitude < 10) text->push_back('0');
  text->append(std::to_string(magnitude));
}

void appendScientific(std::string* text, const Decimal& number, unsigned flags, char letter) {
  text->push_back(number.digits[0]);
  if (number.digits.size() > 1 || (flags & kTextAlternate)) text->push_back('.');
  text->append(number.digits, 1);
  appendExponent(text, number.pointAt - 1, letter);
}

void appendPositional(std::string* text, const Decimal& number, unsigned flags) {
  int count = static_cast<int>(number.digits.size());
  if (number.pointAt <= 0) {
    text->append("0.");
    text->append(static_cast<size_t>(-number.pointAt), '0');
    text->append(number.digits);
    return;
  }
  if (number.pointAt < count) {
    text->append(number.digits, 0, static_cast<size_t>(number.pointAt));
    text->push_back('.');
    text->append(number.digits, static_cast<size_t>(number.pointAt));
    return;
  }
  text->append(number.digits);
  text->append(static_cast<size_t>(number.pointAt - count), '0');
  if (flags & kTextDotZero) {
    text->append(".0");
  } else if (flags & kTextAlternate) {
    text->push_back('.');
  }
}

void appendFixed(std::string* text, double d, int precision, unsigned flags) {
  char buffer[kMostDigits + 360];
  int asked = precision > kMostDigits ? kMostDigits : precision;
  std::to_chars_result end =
      std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::fixed, asked);
  text->append(buffer, end.ptr);
  text->append(static_cast<size_t>(precision - asked), '0');
  if (precision == 0 && (flags & kTextAlternate)) text->push_back('.');
  if (precision == 0 && (flags & kTextDotZero)) text->append(".0");
}

void appendGeneral(std::string* text, double d, int precision, unsigned flags, char letter) {
  if (precision == 0) precision = 1;
  Decimal number = toDecimal(d, precision - 1);
  // A ".0" would be one digit more than was asked for.
  bool noRoom = (flags & kTextDotZero) && number.pointAt == precision;
  bool scientific = number.pointAt <= -4 || number.pointAt > precision || noRoom;
  if (!(flags & kTextAlternate)) {
    size_t kept = number.digits.find_last_not_of('0');
    number.digits.resize(kept == std::string::npos ? 1 : kept + 1);
  }
  if (scientific) {
    appendScientific(text, number, flags, letter);
  } else {
    appendPositional(text, number, flags);
  }
}

void appendShortest(std::string* text, double d, unsigned flags, char letter) {
  Decimal number = toDecimal(d, -1);
  if (number.pointAt <= -4 || number.pointAt > 16) {
    appendScientific(text, number, flags, letter);
  } else {
    appendPositional(text, number, flags);
  }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool startsWithIgnoringCase(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (lower(text[i]) != word[i]) return false;
  }
  return true;
}

// Whether a number out of range (its text is valid) is too large rather than too small.
bool isHuge(std::string_view text) {
  long long exponent = 0, pointAt = 0;
  size_t i = 0;
  bool seenPoint = false, seenNonzero = false;
  for (; i < text.size() && (isDigit(text[i]) || text[i] == '.'); ++i) {
    if (text[i] == '.') {
      seenPoint = true;
    } else {
      if (text[i] != '0') seenNonzero = true;
      if (seenNonzero && !seenPoint) ++pointAt;
      if (!seenNonzero && seenPoint) --pointAt;
    }
  }
  if (i < text.size()) {
    ++i;
    bool negative = text[i] == '-';
    if (!isDigit(text[i])) ++i;
    for (; i < text.size() && exponent < 1'000'000'000'000; ++i) exponent = exponent * 10 + (text[i] - '0');
    if (negative) exponent = -exponent;
  }
  return exponent + pointAt > 0;
}

// Length of the decimal number (unsigned) at the start of `text`.
size_t measureNumber(std::string_view text) {
  size_t i = 0, digits = 0;
  while (i < text.size() && isDigit(text[i])) ++i, ++digits;
  if (i < text.size() && text[i] == '.') {
    ++i;
    while (i < text.size() && isDigit(text[i])) ++i, ++digits;
  }
  if (digits == 0) return 0;
  size_t end = i;
  if (i < text.size() && lower(text[i]) == 'e') {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (i < text.size() && isDigit(text[i])) {
      while (i < text.size() && isDigit(text[i])) ++i;
      end = i;
    }
  }
  return end;
}

}  // namespace

std::string formatDouble(double d, char type, int precision, unsigned flags) {
  bool upper = type == 'E' || type == 'F' || type == 'G';
  std::string text;
  if (std::isnan(d)) {
    if (flags & kTextPlusSign) text.push_back('+');
    return text.append(upper ? "NAN" : "nan");
  }
  if (std::signbit(d)) {
    text.push_back('-');
  } else if (flags & kTextPlusSign) {
    text.push_back('+');
  }
  if (std::isinf(d)) return text.append(upper ? "INF" : "inf");
  d = std::fabs(d);
  char letter = upper ? 'E' : 'e';
  switch (lower(type)) {
    case 'e':
      appendScientific(&text, toDecimal(d, precision), flags, letter);
      break;
    case 'f':
      appendFixed(&text, d, precision, flags);
      break;
    case 'g':
      appendGeneral(&text, d, precision, flags, letter);
      break;
    default:
      appendShortest(&text, d, flags, letter);
  }
  return text;
}

std::string floatRepr(double value) { return formatDouble(value, 'r', 0, kTextDotZero); }

std::string complexRepr(double real, double imag) {
  if (real == 0 && !std::signbit(real)) return formatDouble(imag, 'r', 0) + "j";
  return "(" + formatDouble(real, 'r', 0) + formatDouble(imag, 'r', 0, kTextPlusSign) + "j)";
}

size_t parseDouble(std::string_view text, double* result) {
  size_t start = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  bool negative = start == 1 && text[0] == '-';
  std::string_view rest = text.substr(start);
  double value;
  size_t length;
  if (startsWithIgnoringCase(rest, "infinity")) {
    value = std::numeric_limits<double>::infinity(), length = 8;
  } else if (startsWithIgnoringCase(rest, "inf")) {
    value = std::numeric_limits<double>::infinity(), length = 3;
  } else if (startsWithIgnoringCase(rest, "nan")) {
    value = std::numeric_limits<double>::quiet_NaN(), length = 3;
  } else {
    length = measureNumber(rest);
    if (length == 0) return 0;
    value = 0.0;
    std::from_chars_result read = std::from_chars(rest.data(), rest.data() + length, value);
    if (read.ec == std::errc::result_out_of_range) {
      value = isHuge(rest.substr(0, length)) ? std::numeric_limits<double>::infinity() : 0.0;
    }
  }
  *result = negative ? -value : value;
  return start + length;
}

bool removeUnderscores(std::string_view text, std::string* result) {
  result->clear();
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      result->push_back(text[i]);
      continue;
    }
    if (i == 0 || i + 1 == text.size() || !isDigit(text[i - 1]) || !isDigit(text[i + 1])) return false;
  }
  return true;
}

}  // namespace taipan
