// Methods and getters of float.
#include "objects/float_methods.h"

#include <charconv>
#include <cmath>

#include "base/number_text.h"
#include "objects/abstract.h"
#include "objects/float_internal.h"
#include "objects/str_format.h"
#include "objects/int_internal.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Ref<> floatItself(Thread& thread, const Value* args) { return newFloat(thread, floatValue(args[0])); }
Ref<> floatTrunc(Thread& thread, const Value* args) { return newIntFromDouble(thread, floatValue(args[0])); }
Ref<> floatFloor(Thread& thread, const Value* args) {
  return newIntFromDouble(thread, std::floor(floatValue(args[0])));
}
Ref<> floatCeil(Thread& thread, const Value* args) {
  return newIntFromDouble(thread, std::ceil(floatValue(args[0])));
}
Ref<> floatIsInteger(Thread& thread, const Value* args) {
  double d = floatValue(args[0]);
  return Ref<>::adopt(Value::boolean(std::isfinite(d) && d == std::floor(d)));
}
Ref<> floatGetNewArgs(Thread& thread, const Value* args) {
  Ref<> exact = TRY(newFloat(thread, floatValue(args[0])));
  return makeTuple(thread, exact.get());
}
Ref<> floatRealGetter(Thread& thread, Value self) { return newFloat(thread, floatValue(self)); }
Ref<> floatZeroGetter(Thread& thread, Value self) { return newFloat(thread, 0.0); }

Ref<> floatAsIntegerRatio(Thread& thread, const Value* args) {
  double d = floatValue(args[0]);
  if (std::isinf(d)) return thread.raise(TypeId::kOverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(d)) return thread.raiseValueError("cannot convert NaN to integer ratio");
  int exponent;
  double fraction = std::frexp(d, &exponent);
  while (fraction != std::floor(fraction)) {
    fraction *= 2.0;
    --exponent;
  }
  Ref<> numerator = TRY(newIntFromDouble(thread, fraction));
  Ref<> denominator = TRY(newInt(thread, 1));
  Ref<>& scaled = exponent > 0 ? numerator : denominator;
  scaled = TRY(intLeftShift(thread, scaled, Value::smallInt(exponent < 0 ? -exponent : exponent)));
  return makeTuple(thread, numerator.get(), denominator.get());
}

// Rounds to a multiple of 10^places, half (of the exact binary value) to even.
Result<double> roundToPower(Thread& thread, double d, unsigned places) {
  Mpz whole, unit, quotient, rest;
  double magnitude = std::fabs(d), integer = std::floor(magnitude);
  mpz_set_d(whole, integer);
  mpz_ui_pow_ui(unit, 10, places);
  mpz_fdiv_qr(quotient, rest, whole, unit);
  mpz_mul_2exp(rest, rest, 1);
  int order = mpz_cmp(rest, unit);
  if (order == 0 && magnitude != integer) order = 1;
  if (order > 0 || (order == 0 && mpz_odd_p(quotient.get()))) mpz_add_ui(quotient, quotient, 1);
  mpz_mul(quotient, quotient, unit);
  Ref<> rounded = TRY(newIntFromMpz(thread, quotient));
  int64_t exponent;
  double fraction = intFrexp(rounded, &exponent);
  double result = exponent > 1024 ? HUGE_VAL : std::ldexp(fraction, static_cast<int>(exponent));
  if (std::isinf(result)) return thread.raise(TypeId::kOverflowError, "rounded value too large to represent");
  return std::copysign(result, d);
}

Ref<> floatRound(Thread& thread, const Value* args) {
  double d = floatValue(args[0]);
  if (!args[1] || args[1].isNone()) return newIntFromDouble(thread, std::nearbyint(d));
  int64_t digits = TRY(indexAsInt64(thread, args[1], TypeId::kNoTypeId));
  // Beyond these no double has digits to round, or any digit left.
  if (!std::isfinite(d) || digits > 323) return newFloat(thread, d);
  if (digits < -308) return newFloat(thread, 0.0 * d);
  if (digits < 0) return newFloat(thread, TRY(roundToPower(thread, d, static_cast<unsigned>(-digits))));
  char buffer[800];
  std::to_chars_result end =
      std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::fixed, static_cast<int>(digits));
  double result = d;
  parseDouble(std::string_view(buffer, static_cast<size_t>(end.ptr - buffer)), &result);
  if (std::isinf(result)) return thread.raise(TypeId::kOverflowError, "rounded value too large to represent");
  return newFloat(thread, result);
}

Ref<> floatFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("__format__() argument must be str, not {!N}", args[1]);
  return formatFloatSpec(thread, floatValue(args[0]), args[0], args[1].as<Str>());
}

Ref<> floatGetFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) {
    return thread.raiseTypeError("__getformat__() argument must be str, not {!N}", args[1]);
  }
  const Str* kind = args[1].as<Str>();
  if (!strEqualText(kind, "double") && !strEqualText(kind, "float")) {
    return thread.raiseValueError("__getformat__() argument 1 must be 'double' or 'float'");
  }
  return newStr(thread, "IEEE, little-endian");
}

}  // namespace

const MethodDef kFloatMethods[kFloatMethodCount] = {
    {.name = "as_integer_ratio", .signature = "($self, /)", .function = floatAsIntegerRatio},
    {.name = "conjugate", .signature = "($self, /)", .function = floatItself},
    {.name = "hex", .signature = "($self, /)", .function = floatHex, .doc = "The number in hexadecimal."},
    {.name = "is_integer", .signature = "($self, /)", .function = floatIsInteger},
    {.name = "fromhex", .signature = "($type, string, /)", .function = floatFromHex,
     .kind = MethodKind::kClass, .doc = "The number a hexadecimal string stands for."},
    {.name = "__round__", .signature = "($self, ndigits=None, /)", .function = floatRound},
    {.name = "__trunc__", .signature = "($self, /)", .function = floatTrunc},
    {.name = "__floor__", .signature = "($self, /)", .function = floatFloor},
    {.name = "__ceil__", .signature = "($self, /)", .function = floatCeil},
    {.name = "__getnewargs__", .signature = "($self, /)", .function = floatGetNewArgs},
    {.name = "__format__", .signature = "($self, format_spec, /)", .function = floatFormat},
    {.name = "__getformat__", .signature = "($type, typestr, /)", .function = floatGetFormat,
     .kind = MethodKind::kClass},
};

const GetSetDef kFloatGetSets[kFloatGetSetCount] = {
    {.name = "real", .get = floatRealGetter, .doc = "the real part of a complex number"},
    {.name = "imag", .get = floatZeroGetter, .doc = "the imaginary part of a complex number"},
};

}  // namespace taipan
