// float.hex and float.fromhex: exact text of a double in base 16, "[-]0x1.8p+3".
#include <cmath>

#include "objects/abstract.h"
#include "objects/float_internal.h"
#include "objects/float_methods.h"
#include "objects/int_internal.h"
#include "objects/str.h"

namespace taipan {

namespace {

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

Raised raiseMalformed(Thread& thread) {
  return thread.raiseValueError("invalid hexadecimal floating-point string");
}
Raised raiseTooLarge(Thread& thread) {
  return thread.raise(TypeId::kOverflowError, "hexadecimal value too large to represent as a float");
}

// "inf", "infinity" or "nan" in any case, unsigned.
bool parseSpecial(std::string_view text, double* result) {
  auto is = [&](std::string_view word) {
    if (text.size() != word.size()) return false;
    for (size_t i = 0; i < word.size(); ++i) {
      if ((text[i] | 32) != word[i]) return false;
    }
    return true;
  };
  if (is("inf") || is("infinity")) {
    *result = HUGE_VAL;
  } else if (is("nan")) {
    *result = NAN;
  } else {
    return false;
  }
  return true;
}

// Reads [sign] digits from *p; the magnitude is clipped.  False: no digits.
bool parseExponent(std::string_view text, size_t* p, int64_t* exponent) {
  bool negative = false;
  if (*p < text.size() && (text[*p] == '+' || text[*p] == '-')) negative = text[(*p)++] == '-';
  size_t start = *p;
  *exponent = 0;
  for (; *p < text.size() && text[*p] >= '0' && text[*p] <= '9'; ++*p) {
    if (*exponent < int64_t{1} << 40) *exponent = *exponent * 10 + (text[*p] - '0');
  }
  if (negative) *exponent = -*exponent;
  return *p != start;
}

// The bits read so far: the first 64 significant ones and whether any later one is set.
struct HexMantissa {
  uint64_t bits = 0;
  bool sticky = false;
  int64_t dropped = 0;  // hexadecimal digits not in `bits`
  void add(int digit) {
    if (bits >> 60) {
      sticky |= digit != 0;
      ++dropped;
    } else {
      bits = bits << 4 | static_cast<uint64_t>(digit);
    }
  }
};

// mantissa × 2^exponent rounded once, half to even, also to a subnormal.  False: too large.
bool assemble(const HexMantissa& mantissa, int64_t exponent, double* result) {
  uint64_t bits = mantissa.bits;
  int64_t length = 64 - __builtin_clzll(bits);
  int64_t top = exponent + length;  // the value is below 2^top
  if (top > 1024) return false;
  if (top < -1074) {
    *result = 0.0;
    return true;
  }
  int64_t kept = top < -1021 ? top + 1074 : 53;  // bits the result can hold
  int64_t drop = length - kept;
  if (drop > 0) {
    uint64_t half = uint64_t{1} << (drop - 1);
    uint64_t low = drop >= 64 ? bits : bits & ((half << 1) - 1);
    bool odd = drop < 64 && (bits >> drop) & 1;
    bits = drop >= 64 ? 0 : bits >> drop;
    if (low > half || (low == half && (mantissa.sticky || odd))) ++bits;
    exponent += drop;
  }
  *result = std::ldexp(static_cast<double>(bits), static_cast<int>(exponent));
  return !std::isinf(*result);
}

Result<double> parseHex(Thread& thread, std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  double result = 0;
  if (parseSpecial(text, &result)) return negative ? -result : result;
  if (text.size() >= 2 && text[0] == '0' && (text[1] | 32) == 'x') text.remove_prefix(2);
  HexMantissa mantissa;
  size_t p = 0, digits = 0;
  int64_t afterPoint = 0;
  bool seenPoint = false;
  for (; p < text.size(); ++p) {
    if (text[p] == '.') {
      if (seenPoint) break;
      seenPoint = true;
      continue;
    }
    int digit = hexDigit(text[p]);
    if (digit < 0) break;
    ++digits;
    afterPoint += seenPoint;
    mantissa.add(digit);
  }
  if (digits == 0) return raiseMalformed(thread);
  int64_t exponent = 0;
  if (p < text.size() && (text[p] | 32) == 'p') {
    ++p;
    if (!parseExponent(text, &p, &exponent)) return raiseMalformed(thread);
  }
  if (p != text.size()) return raiseMalformed(thread);
  if (mantissa.bits != 0 && !assemble(mantissa, exponent + 4 * (mantissa.dropped - afterPoint), &result)) {
    return raiseTooLarge(thread);
  }
  return negative ? -result : result;
}

}  // namespace

Ref<> floatHex(Thread& thread, const Value* args) {
  double d = floatValue(args[0]);
  if (!std::isfinite(d)) return floatRepr(thread, d);
  std::string text = std::signbit(d) ? "-0x" : "0x";
  if (d == 0) return newStr(thread, text + "0.0p+0");
  uint64_t bits = std::bit_cast<uint64_t>(d);
  int biased = static_cast<int>(bits >> 52 & 0x7FF);
  uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
  text += biased ? "1." : "0.";
  for (int shift = 48; shift >= 0; shift -= 4) text += "0123456789abcdef"[fraction >> shift & 15];
  int exponent = biased ? biased - 1023 : -1022;
  text += exponent < 0 ? "p-" : "p+";
  text += std::to_string(exponent < 0 ? -exponent : exponent);
  return newStr(thread, text);
}

Ref<> floatFromHex(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("bad argument type for built-in operation");
  std::string text = TRY(toUtf8(thread, args[1].as<Str>()));
  std::string_view rest = text;
  auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!rest.empty() && blank(rest.front())) rest.remove_prefix(1);
  while (!rest.empty() && blank(rest.back())) rest.remove_suffix(1);
  double value = TRY(parseHex(thread, rest));
  Ref<> result = TRY(newFloat(thread, value));
  if (args[0] == Value(thread.type(TypeId::kFloat))) return result;
  return call(thread, args[0], result.get());
}

}  // namespace taipan
