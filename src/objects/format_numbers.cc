// Formatting of int, float and complex by a format specification.
//
// A formatted number is  sign prefix digits rest,  where `digits` are those before the decimal point: grouping and
// zero padding touch only these.  `rest` begins with the point, the exponent, or is all of "inf" and "nan".
#include <charconv>
#include <climits>
#include <string>

#include "base/copy_bytes.h"
#include "base/number_text.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/format_spec.h"
#include "objects/int_internal.h"
#include "objects/str.h"
#include "objects/str_format.h"

namespace taipan {

std::string formatDouble(double value, char kind, int precision, bool alternate, bool addDotZero) {
  return formatDouble(value, kind, precision, (alternate ? kTextAlternate : 0u) | (addDotZero ? kTextDotZero : 0u));
}

namespace {

// Views of text that the caller keeps, all of it ASCII.
struct NumberParts {
  std::string_view sign, prefix, digits, rest;
  std::string grouped;  // what `digits` is a view of after applyGrouping
  size_t length() const { return sign.size() + prefix.size() + digits.size() + rest.size(); }
};

// Separates groups of digits, and adds zeros in front until the text has `minWidth` characters.  A separator
// never comes first, so the result may have one character more.
std::string groupDigits(std::string_view digits, char separator, size_t groupSize, size_t minWidth) {
  std::string reversed;
  size_t inGroup = 0;
  for (size_t left = digits.size(); left > 0 || reversed.size() < minWidth;) {
    if (inGroup == groupSize) {
      reversed.push_back(separator);
      inGroup = 0;
    }
    reversed.push_back(left > 0 ? digits[--left] : '0');
    ++inGroup;
  }
  return std::string(reversed.rbegin(), reversed.rend());
}

const char* signText(const FormatSpec& spec, bool negative) {
  if (negative) return "-";
  return spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
}

void applyGrouping(const FormatSpec& spec, size_t groupSize, NumberParts* parts) {
  if (!spec.grouping || parts->digits.empty()) return;
  size_t others = parts->length() - parts->digits.size();
  bool zeroFilled = spec.fill == '0' && spec.align == '=' && spec.width > static_cast<int64_t>(others);
  parts->grouped = groupDigits(parts->digits, spec.grouping, groupSize,
                               zeroFilled ? static_cast<size_t>(spec.width) - others : 0);
  parts->digits = parts->grouped;
}

char* put(char* at, std::string_view text) {
  copyBytes(at, text.data(), text.size());
  return at + text.size();
}

char* fillWith(char* at, uint32_t fill, size_t count) {
  for (size_t i = 0; i < count; ++i) at[i] = static_cast<char>(fill);
  return at + count;
}

Ref<Str> layOut(Thread& thread, const FormatSpec& spec, const NumberParts& parts) {
  size_t left, right, length = parts.length();
  computePadding(spec, length, &left, &right);
  if (spec.fill < 128 && length + left + right > 1) {  // OPTIMIZATION: straight into the result
    Ref<Str> text = TRY(newStrUninitialized(thread, left + length + right, 127));
    char* at = reinterpret_cast<char*>(text->data1());
    if (spec.align != '=') at = fillWith(at, spec.fill, left);
    at = put(put(at, parts.sign), parts.prefix);
    if (spec.align == '=') at = fillWith(at, spec.fill, left);
    at = put(put(at, parts.digits), parts.rest);
    fillWith(at, spec.fill, right);
    return text;
  }
  StrBuilder builder(thread);
  if (spec.align != '=') builder.appendRepeated(spec.fill, left);
  builder.append(parts.sign);
  builder.append(parts.prefix);
  if (spec.align == '=') builder.appendRepeated(spec.fill, left);
  builder.append(parts.digits);
  builder.append(parts.rest);
  builder.appendRepeated(spec.fill, right);
  return builder.finish();
}

// Splits a formatted double into its parts; `sign` is that of the specification.
NumberParts splitDouble(const FormatSpec& spec, std::string_view text) {
  NumberParts parts;
  bool negative = text[0] == '-';
  if (negative) text.remove_prefix(1);
  size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (spec.noNegativeZero && negative && digits > 0) {
    size_t nonzero = text.find_first_not_of("0.");
    negative = nonzero != std::string_view::npos && text[nonzero] >= '1' && text[nonzero] <= '9';
  }
  parts.sign = signText(spec, negative);
  parts.digits = text.substr(0, digits);
  parts.rest = text.substr(digits);
  return parts;
}

// The double's text by type and precision; *known = false for another type's code.
std::string doubleText(const FormatSpec& spec, double d, bool dotZero, bool* known) {
  int precision = static_cast<int>(spec.precision < 0 ? 6 : spec.precision);
  unsigned flags = spec.alternate ? kTextAlternate : 0;
  *known = true;
  switch (spec.type) {
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
      return formatDouble(d, static_cast<char>(spec.type), precision, flags);
    case 'n':
      return formatDouble(d, 'g', precision, flags);
    case '%':
      return formatDouble(d * 100, 'f', precision, flags) + "%";
    case 0:
      if (dotZero) flags |= kTextDotZero;
      return formatDouble(d, spec.precision < 0 ? 'r' : 'g', precision, flags);
    default:
      *known = false;
      return std::string();
  }
}

Ref<Str> formatDoubleBySpec(Thread& thread, const FormatSpec& spec, double d, Value self) {
  if (spec.precision > INT_MAX) return thread.raiseValueError("precision too big");
  bool known;
  std::string text = doubleText(spec, d, true, &known);
  if (!known) return raiseUnknownFormatCode(thread, spec.type, self);
  NumberParts parts = splitDouble(spec, text);
  applyGrouping(spec, 3, &parts);
  return layOut(thread, spec, parts);
}

Ref<Str> formatCharacter(Thread& thread, const FormatSpec& spec, Value value) {
  if (spec.sign) return thread.raiseValueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) {
    return thread.raiseValueError("Alternate form (#) not allowed with integer format specifier 'c'");
  }
  int64_t code = TRY(intAsInt64(thread, value));
  if (code < 0 || code > 0x10FFFF) {
    return thread.raise(TypeId::kOverflowError, "%c arg not in range(0x110000)");
  }
  size_t left, right;
  computePadding(spec, 1, &left, &right);
  StrBuilder builder(thread);
  builder.appendRepeated(spec.fill, left);
  builder.append(static_cast<uint32_t>(code));
  builder.appendRepeated(spec.fill, right);
  return builder.finish();
}

Ref<Str> formatInteger(Thread& thread, const FormatSpec& spec, Value value) {
  if (spec.precision >= 0) {
    return thread.raiseValueError("Precision not allowed in integer format specifier");
  }
  if (spec.noNegativeZero) {
    return thread.raiseValueError("Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (spec.type == 'c') return formatCharacter(thread, spec, value);
  int base = spec.type == 'b' ? 2 : spec.type == 'o' ? 8 : (spec.type | 32) == 'x' ? 16 : 10;
  NumberParts parts;
  char word[72], prefix[2] = {'0', static_cast<char>(spec.type)};
  std::string longText;
  char *begin = word, *end;
  if (int64_t i; intFitsInt64(value, &i)) {
    end = std::to_chars(word, word + sizeof word, i, base).ptr;
  } else {
    longText = TRY(intToText(thread, value, base));
    begin = longText.data();
    end = begin + longText.size();
  }
  bool negative = *begin == '-';
  if (spec.type == 'X') {
    for (char* c = begin; c != end; ++c) *c = *c >= 'a' ? static_cast<char>(*c - 32) : *c;
  }
  parts.digits = std::string_view(begin + negative, static_cast<size_t>(end - begin) - negative);
  parts.sign = signText(spec, negative);
  if (spec.alternate && base != 10) parts.prefix = std::string_view(prefix, 2);
  applyGrouping(spec, base == 10 ? 3 : 4, &parts);
  return layOut(thread, spec, parts);
}

}  // namespace

Ref<Str> formatIntSpec(Thread& thread, Value value, Str* specText) {
  if (specText->length() == 0) return str(thread, value);
  FormatSpec spec = TRY(parseFormatSpec(thread, specText, value, 'd', '>'));
  switch (spec.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n':
      return formatInteger(thread, spec, value);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': {
      double d = TRY(intAsDouble(thread, value));
      return formatDoubleBySpec(thread, spec, d, value);
    }
    default:
      return raiseUnknownFormatCode(thread, spec.type, value);
  }
}

Ref<Str> formatFloatSpec(Thread& thread, double value, Value self, Str* specText) {
  if (specText->length() == 0) return str(thread, self);
  FormatSpec spec = TRY(parseFormatSpec(thread, specText, self, '\0', '>'));
  return formatDoubleBySpec(thread, spec, value, self);
}

// As two floats: the real part with the specification's sign, the imaginary one always with a sign; padding is
// around both.
Ref<Str> formatComplexSpec(Thread& thread, double real, double imaginary, Value self, Str* specText) {
  if (specText->length() == 0) return str(thread, self);
  FormatSpec spec = TRY(parseFormatSpec(thread, specText, self, '\0', '>'));
  if (spec.type == '%') return raiseUnknownFormatCode(thread, spec.type, self);
  if (spec.precision > INT_MAX) return thread.raiseValueError("precision too big");
  bool known, parentheses = spec.type == 0, skipReal = false;
  std::string realText = doubleText(spec, real, false, &known);
  if (!known) return raiseUnknownFormatCode(thread, spec.type, self);
  if (spec.fill == '0') {
    return thread.raiseValueError("Zero padding is not allowed in complex format specifier");
  }
  if (spec.align == '=') {
    return thread.raiseValueError("'=' alignment flag is not allowed in complex format specifier");
  }
  if (parentheses && real == 0 && realText[0] != '-') {
    skipReal = true;
    parentheses = false;
  }
  NumberParts realParts = splitDouble(spec, realText);
  applyGrouping(spec, 3, &realParts);
  FormatSpec imaginarySpec = spec;
  if (!skipReal) imaginarySpec.sign = '+';
  std::string imaginaryText = doubleText(spec, imaginary, false, &known);
  NumberParts parts = splitDouble(imaginarySpec, imaginaryText);
  applyGrouping(spec, 3, &parts);
  std::string text;
  if (parentheses) text += "(";
  if (!skipReal) text.append(realParts.sign).append(realParts.digits).append(realParts.rest);
  text.append(parts.sign).append(parts.digits).append(parts.rest).append("j");
  if (parentheses) text += ")";
  size_t left, right;
  computePadding(spec, text.size(), &left, &right);
  StrBuilder builder(thread);
  builder.appendRepeated(spec.fill, left);
  builder.append(text);
  builder.appendRepeated(spec.fill, right);
  return builder.finish();
}

}  // namespace taipan
