// The format specification mini-language (library reference §6.1.3.1) for str, int, float and complex.
//
//   [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision][type]
#include <algorithm>
#include <charconv>
#include <cmath>

#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str_format.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

struct FormatSpec {
  uint32_t fill = ' ';
  uint32_t align = 0;  // 0: the type's default
  uint32_t sign = 0;
  bool noNegativeZero = false, alternate = false;
  bool fillGiven = false;
  int64_t width = -1;
  uint32_t grouping = 0;
  int64_t precision = -1;
  uint32_t type = 0;
};

bool isAlignment(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// Digits at *i; -1 if there are none.
Result<int64_t> parseNumber(Thread& thread, const Str* text, size_t* i) {
  int64_t value = -1;
  for (; *i < text->length(); ++*i) {
    int digit = unicode::decimalValue(text->at(*i));
    if (digit < 0) break;
    if (value < 0) value = 0;
    if (value > (INT64_MAX - digit) / 10) return thread.raiseValueError("Too many decimal digits in format string");
    value = value * 10 + digit;
  }
  return value;
}

Raised unknownCode(Thread& thread, uint32_t code, const char* typeName) {
  char text[24];
  if (code > 32 && code < 128) snprintf(text, sizeof text, "%c", static_cast<char>(code));
  else snprintf(text, sizeof text, "\\x%x", code);
  return thread.raiseValueError("Unknown format code '{}' for object of type '{}'", text, typeName);
}

Raised badGrouping(Thread& thread, uint32_t grouping, uint32_t type) {
  char mark[2] = {static_cast<char>(grouping), 0};
  char text[24];
  if (type > 32 && type < 128) snprintf(text, sizeof text, "%c", static_cast<char>(type));
  else snprintf(text, sizeof text, "\\x%x", type);
  return thread.raiseValueError("Cannot specify '{}' with '{}'.", mark, text);
}

Result<FormatSpec> parseSpec(Thread& thread, Str* text, uint32_t defaultType, uint32_t defaultAlign,
                             const char* typeName) {
  FormatSpec spec;
  spec.type = defaultType;
  spec.align = defaultAlign;
  size_t i = 0, n = text->length();
  auto at = [&](size_t k) { return k < n ? text->at(k) : 0; };
  bool alignGiven = false;
  if (n >= 2 && isAlignment(at(1))) {
    spec.fill = at(0);
    spec.align = at(1);
    spec.fillGiven = alignGiven = true;
    i = 2;
  } else if (n >= 1 && isAlignment(at(0))) {
    spec.align = at(0);
    alignGiven = true;
    i = 1;
  }
  if (at(i) == '+' || at(i) == '-' || at(i) == ' ') {
    if (i < n) spec.sign = at(i++);
  }
  if (i < n && at(i) == 'z') spec.noNegativeZero = true, i++;
  if (i < n && at(i) == '#') spec.alternate = true, i++;
  if (!spec.fillGiven && i < n && at(i) == '0') {
    spec.fill = '0';
    if (!alignGiven && defaultAlign == '>') spec.align = '=';
    i++;
  }
  spec.width = TRY(parseNumber(thread, text, &i));
  if (i < n && at(i) == ',') spec.grouping = ',', i++;
  if (i < n && at(i) == '_') {
    if (spec.grouping) return thread.raiseValueError("Cannot specify both ',' and '_'.");
    spec.grouping = '_';
    i++;
  }
  if (i < n && at(i) == ',' && spec.grouping == '_')
    return thread.raiseValueError("Cannot specify both ',' and '_'.");
  if (i < n && at(i) == '.') {
    i++;
    spec.precision = TRY(parseNumber(thread, text, &i));
    if (spec.precision < 0) return thread.raiseValueError("Format specifier missing precision");
  }
  if (n - i > 1)
    return thread.raiseValueError("Invalid format specifier '{}' for object of type '{}'", text, typeName);
  if (n - i == 1) spec.type = at(i);
  if (spec.grouping) {
    switch (spec.type) {
      case 'd': case 'e': case 'f': case 'g': case 'E': case 'G': case '%': case 'F': case 0: break;
      case 'b': case 'o': case 'x': case 'X':
        if (spec.grouping == '_') break;
        [[fallthrough]];
      default: return badGrouping(thread, spec.grouping, spec.type);
    }
  }
  return spec;
}

// How many fill characters stand before and after `length` characters.
struct Padding {
  size_t left = 0, right = 0;
};

Padding paddingFor(const FormatSpec& spec, size_t length) {
  Padding padding;
  if (spec.width < 0 || static_cast<size_t>(spec.width) <= length) return padding;
  size_t extra = static_cast<size_t>(spec.width) - length;
  if (spec.align == '>') padding.left = extra;
  else if (spec.align == '^') padding.left = extra / 2;
  else if (spec.align == '<' || spec.align == '=') padding.left = 0;
  padding.right = extra - padding.left;
  return padding;
}

// Digits with separators every `every` digits, zeros in front up to `minimum` characters.
std::string groupDigits(std::string_view digits, char separator, size_t every, size_t minimum) {
  std::string reversed;
  size_t count = 0, used = 0;
  while (used < digits.size() || reversed.size() < minimum) {
    if (separator && count == every) {
      reversed.push_back(separator);
      count = 0;
    }
    reversed.push_back(used < digits.size() ? digits[digits.size() - 1 - used] : '0');
    if (used < digits.size()) used++;
    count++;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

// Lays a number out: sign, prefix and digits, grouped and padded.  `digits` is the integer part, `rest` what follows.
Ref<Str> layOutNumber(Thread& thread, const FormatSpec& spec, bool negative, std::string_view prefix,
                      std::string_view digits, std::string_view rest) {
  std::string head;
  if (negative) head.push_back('-');
  else if (spec.sign == '+' || spec.sign == ' ') head.push_back(static_cast<char>(spec.sign));
  head.append(prefix);
  size_t width = spec.width < 0 ? 0 : static_cast<size_t>(spec.width);
  if (width > (size_t{1} << 48)) return thread.raiseMemoryError();
  size_t others = head.size() + rest.size();
  size_t minimum = spec.fill == '0' && spec.align == '=' && width > others ? width - others : 0;
  bool hexadecimal = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
  std::string body;
  if (spec.grouping || minimum)
    body = groupDigits(digits, static_cast<char>(spec.grouping), hexadecimal ? 4 : 3, minimum);
  else
    body = std::string(digits);
  size_t total = others + body.size();
  StrBuilder out(thread);
  if (spec.align == '=') {
    out.append(std::string_view(head));
    if (width > total) out.appendRepeated(spec.fill, width - total);
    out.append(std::string_view(body));
    out.append(rest);
    return out.finish();
  }
  Padding padding = paddingFor(spec, total);
  out.appendRepeated(spec.fill, padding.left);
  out.append(std::string_view(head));
  out.append(std::string_view(body));
  out.append(rest);
  out.appendRepeated(spec.fill, padding.right);
  return out.finish();
}

Ref<Str> formatCharacter(Thread& thread, Value value, const FormatSpec& spec) {
  if (spec.sign) return thread.raiseValueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) return thread.raiseValueError("Alternate form (#) not allowed with integer format specifier 'c'");
  int64_t code;
  if (!intFitsInt64(value, &code))
    return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  if (code < 0 || code > 0x10FFFF) return thread.raise(TypeId::kOverflowError, "%c arg not in range(0x110000)");
  Padding padding = paddingFor(spec, 1);
  StrBuilder out(thread);
  out.appendRepeated(spec.fill, padding.left);
  out.append(static_cast<uint32_t>(code));
  out.appendRepeated(spec.fill, padding.right);
  return out.finish();
}

struct NumberParts {
  bool negative;
  std::string digits, rest;
};

// Splits "-123.45e+06" into sign, integer digits and the rest; "inf" and "nan" are all rest … as CPython,
// whose zero padding applies to them too.
NumberParts splitNumber(const std::string& text) {
  NumberParts parts{false, {}, {}};
  size_t i = 0;
  if (text[0] == '-') parts.negative = true, i = 1;
  size_t digits = i;
  while (i < text.size() && text[i] >= '0' && text[i] <= '9') i++;
  parts.digits = text.substr(digits, i - digits);
  parts.rest = text.substr(i);
  return parts;
}

bool allZeroDigits(std::string_view text) {
  for (char c : text) {
    if (c == 'e' || c == 'E') break;
    if (c >= '1' && c <= '9') return false;
  }
  return true;
}

Result<std::string> doubleText(Thread& thread, double value, const FormatSpec& spec, const char* typeName) {
  if (spec.precision > INT32_MAX - 10) return thread.raiseValueError("precision too big");
  uint32_t type = spec.type;
  int precision = static_cast<int>(spec.precision);
  bool percent = type == '%', addDot = false;
  switch (type) {
    case 0:
      addDot = true;
      type = precision < 0 ? 'r' : 'g';
      break;
    case 'n': type = 'g'; break;
    case '%': type = 'f'; value *= 100; break;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'r': break;
    default: return unknownCode(thread, type, typeName);
  }
  if (precision < 0) precision = 6;
  std::string text = formatDouble(value, static_cast<char>(type), precision, spec.alternate, addDot);
  if (spec.noNegativeZero && text[0] == '-' && allZeroDigits(text) && std::isfinite(value)) text.erase(0, 1);
  if (percent) text.push_back('%');
  return text;
}

}  // namespace

Ref<Str> formatStrSpec(Thread& thread, Str* text, Str* specText) {
  if (specText->length() == 0) return exactStr(thread, text);
  FormatSpec spec = TRY(parseSpec(thread, specText, 's', '<', "str"));
  if (spec.type != 's') return unknownCode(thread, spec.type, "str");
  if (spec.sign == ' ') return thread.raiseValueError("Space not allowed in string format specifier");
  if (spec.sign) return thread.raiseValueError("Sign not allowed in string format specifier");
  if (spec.noNegativeZero)
    return thread.raiseValueError("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) return thread.raiseValueError("Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=' && specText->length() > 0) {
    return thread.raiseValueError("'=' alignment not allowed in string format specifier");
  }
  size_t length = text->length();
  if (spec.precision >= 0) length = std::min(length, static_cast<size_t>(spec.precision));
  if (spec.width > (int64_t{1} << 48)) return thread.raiseMemoryError();
  Padding padding = paddingFor(spec, length);
  if (padding.left + padding.right == 0) return substring(thread, text, 0, length);
  StrBuilder out(thread);
  out.appendRepeated(spec.fill, padding.left);
  out.append(text, 0, length);
  out.appendRepeated(spec.fill, padding.right);
  return out.finish();
}

Ref<Str> formatIntSpec(Thread& thread, Value value, Str* specText) {
  if (specText->length() == 0) return str(thread, value);
  Type* type = typeOf(thread, value);
  std::string typeName = toWtf8(type->name);
  FormatSpec spec = TRY(parseSpec(thread, specText, 'd', '>', typeName.c_str()));
  int base = 10;
  std::string prefix;
  switch (spec.type) {
    case 'b': base = 2; prefix = "0b"; break;
    case 'o': base = 8; prefix = "0o"; break;
    case 'x': base = 16; prefix = "0x"; break;
    case 'X': base = 16; prefix = "0X"; break;
    case 'd': case 'n': case 'c': break;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': {
      double number = TRY(intAsDouble(thread, value));
      return formatFloatSpec(thread, number, value, specText);
    }
    default: return unknownCode(thread, spec.type, typeName.c_str());
  }
  if (spec.precision >= 0) return thread.raiseValueError("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero)
    return thread.raiseValueError("Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type == 'c') return formatCharacter(thread, value, spec);
  std::string text;
  bool negative = intSign(value) < 0;
  int64_t small;
  if (intFitsInt64(value, &small) && small > INT64_MIN) {
    char buffer[72];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, negative ? -small : small, base);
    text.assign(buffer, end.ptr);
  } else if (base == 10) {
    // str() knows the limit on digits.
    Ref<> plain = TRY(newIntFromBigInt(thread, toBigInt(value)));
    Ref<Str> decimal = TRY(str(thread, plain));
    text = std::string(decimal->asciiView().substr(negative ? 1 : 0));
  } else {
    text = toBigInt(value).abs().toText(base);
  }
  if (spec.type == 'X')
    for (char& c : text)
      if (c >= 'a') c = static_cast<char>(c - 32);
  return layOutNumber(thread, spec, negative, spec.alternate ? std::string_view(prefix) : std::string_view(), text, "");
}

Ref<Str> formatFloatSpec(Thread& thread, double value, Value self, Str* specText) {
  if (specText->length() == 0) return str(thread, self);
  std::string typeName = toWtf8(typeOf(thread, self)->name);
  FormatSpec spec = TRY(parseSpec(thread, specText, 0, '>', typeName.c_str()));
  std::string text = TRY(doubleText(thread, value, spec, typeName.c_str()));
  NumberParts parts = splitNumber(text);
  return layOutNumber(thread, spec, parts.negative, "", parts.digits, parts.rest);
}

Ref<Str> formatComplexSpec(Thread& thread, double real, double imaginary, Value self, Str* specText) {
  if (specText->length() == 0) return str(thread, self);
  FormatSpec spec = TRY(parseSpec(thread, specText, 0, '>', "complex"));
  if (spec.fill == '0') return thread.raiseValueError("Zero padding is not allowed in complex format specifier");
  if (spec.align == '=')
    return thread.raiseValueError("'=' alignment flag is not allowed in complex format specifier");
  if (spec.type == '%') return unknownCode(thread, '%', "complex");
  FormatSpec part = spec;
  part.width = -1;
  bool bare = spec.type == 0, dropReal = bare && real == 0 && !std::signbit(real);
  // Without a type the parts have no ".0", as in repr.
  if (bare) {
    part.type = spec.precision < 0 ? 'r' : 'g';
  }
  std::string realText, imaginaryText = TRY(doubleText(thread, imaginary, part, "complex"));
  StrBuilder out(thread);
  if (!dropReal) {
    realText = TRY(doubleText(thread, real, part, "complex"));
    NumberParts parts = splitNumber(realText);
    Ref<Str> laid = TRY(layOutNumber(thread, part, parts.negative, "", parts.digits, parts.rest));
    if (bare) out.append("(");
    out.append(laid);
    part.sign = '+';
  }
  NumberParts parts = splitNumber(imaginaryText);
  Ref<Str> laid = TRY(layOutNumber(thread, part, parts.negative, "", parts.digits, parts.rest));
  out.append(laid);
  out.append("j");
  if (bare && !dropReal) out.append(")");
  Ref<Str> whole = TRY(out.finish());
  Padding padding = paddingFor(spec, whole->length());
  StrBuilder padded(thread);
  padded.appendRepeated(spec.fill, padding.left);
  padded.append(whole);
  padded.appendRepeated(spec.fill, padding.right);
  return padded.finish();
}

// ----------------------------------------------------------------------------------- doubles as text

namespace {

// Significant digits and the decimal exponent of the first one, from "d.ddde±xx".
void splitScientific(std::string_view text, std::string* digits, int* exponent) {
  size_t e = text.find('e');
  for (char c : text.substr(0, e))
    if (c >= '0' && c <= '9') digits->push_back(c);
  const char* from = text.data() + e + 1;
  if (*from == '+') from++;
  std::from_chars(from, text.data() + text.size(), *exponent);
}

std::string generalText(double magnitude, char kind, int precision, bool alternate, bool addDotZero) {
  char small[64];
  std::string buffer, digits;
  int exponent = 0;
  if (kind == 'r') {
    auto end = std::to_chars(small, small + sizeof small, magnitude, std::chars_format::scientific);
    splitScientific({small, static_cast<size_t>(end.ptr - small)}, &digits, &exponent);
    precision = 16;
  } else {
    if (precision == 0) precision = 1;
    // Digits beyond 800 are zeros: no double has more.
    int shown = std::min(precision, 1100);
    buffer.resize(static_cast<size_t>(shown) + 32);
    auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::scientific, shown - 1);
    splitScientific({buffer.data(), static_cast<size_t>(end.ptr - buffer.data())}, &digits, &exponent);
    if (alternate) digits.resize(static_cast<size_t>(precision), '0');
  }
  if (!alternate || kind == 'r')
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  int limit = kind != 'r' && addDotZero ? precision - 1 : precision;
  std::string out;
  if (exponent >= -4 && exponent < limit) {
    size_t point = exponent >= 0 ? static_cast<size_t>(exponent) + 1 : 0;
    if (exponent < 0) {
      out = "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
    } else if (digits.size() > point) {
      out = digits.substr(0, point) + "." + digits.substr(point);
    } else {
      out = digits + std::string(point - digits.size(), '0');
      if (addDotZero) out += ".0";
      else if (alternate) out += ".";
    }
    return out;
  }
  out = digits.substr(0, 1);
  if (digits.size() > 1 || alternate) out += "." + digits.substr(1);
  char tail[16];
  snprintf(tail, sizeof tail, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
  return out + tail;
}

}  // namespace

std::string formatDouble(double value, char kind, int precision, bool alternate, bool addDotZero) {
  bool upper = kind >= 'A' && kind <= 'Z';
  char lower = upper ? static_cast<char>(kind + 32) : kind;
  bool negative = std::signbit(value) && !std::isnan(value);
  double magnitude = std::fabs(value);
  std::string text;
  if (std::isnan(value)) {
    text = "nan";
  } else if (std::isinf(value)) {
    text = "inf";
  } else if (lower == 'g' || lower == 'r') {
    text = generalText(magnitude, lower, precision, alternate, addDotZero);
  } else {
    bool fixed = lower == 'f';
    // Digits beyond those of the smallest double are zeros; to_chars need not make them.
    int shown = std::min(precision, 1100);
    text.resize(static_cast<size_t>(shown) + 340);
    auto end = std::to_chars(text.data(), text.data() + text.size(), magnitude,
                             fixed ? std::chars_format::fixed : std::chars_format::scientific, shown);
    text.resize(static_cast<size_t>(end.ptr - text.data()));
    size_t mantissa = fixed ? text.size() : text.find('e');
    if (precision > shown) text.insert(mantissa, static_cast<size_t>(precision - shown), '0');
    if (precision == 0 && alternate) text.insert(mantissa, ".");
  }
  if (upper)
    for (char& c : text)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return negative ? "-" + text : text;
}

}  // namespace taipan
