// math: functions of real numbers.  Errors follow C99 annex F as Python reads it: a NaN out of numbers is a domain
// error; an infinity out of finite numbers is a range error, or a domain error where the function has a pole.
#include "modules/math_module.h"

#include <cmath>

#include "modules/math_functions.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int_internal.h"
#include "objects/module.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

using RealFunction = double (*)(double);

Ref<> applyReal(Thread& thread, Value argument, RealFunction function, bool canOverflow) {
  double x = TRY(asDouble(thread, argument));
  double result = function(x);
  if (std::isnan(result) && !std::isnan(x)) return raiseMathDomain(thread);
  if (std::isinf(result) && std::isfinite(x)) {
    return canOverflow ? raiseMathRange(thread) : raiseMathDomain(thread);
  }
  return newFloat(thread, result);
}

template <RealFunction function>
Ref<> real(Thread& thread, const Value* args) {
  return applyReal(thread, args[1], function, false);
}
template <RealFunction function>
Ref<> realOverflowing(Thread& thread, const Value* args) {
  return applyReal(thread, args[1], function, true);
}

double degreesOf(double x) { return x * (180.0 / M_PI); }
double radiansOf(double x) { return x * (M_PI / 180.0); }

// The poles of gamma raise a domain error, too large results a range error.
Ref<> mathGamma(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  double result = gammaFunction(x);
  if (x == 0 || (std::isnan(result) && !std::isnan(x))) return raiseMathDomain(thread);
  if (std::isinf(result) && std::isfinite(x)) return raiseMathRange(thread);
  return newFloat(thread, result);
}
Ref<> mathLgamma(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  double result = logGammaFunction(x);
  if (std::isinf(result) && std::isfinite(x)) {
    return x <= 0 && x == std::floor(x) ? raiseMathDomain(thread) : raiseMathRange(thread);
  }
  return newFloat(thread, result);
}

// --- rounding

Ref<> roundBy(Thread& thread, Value x, Str* method, RealFunction function) {
  bool plainFloat = x.isImmediateFloat() || (x.isObject() && x.object()->type == thread.type(TypeId::kFloat));
  if (!plainFloat) {
    Ref<> special = lookupSpecial(thread, x, method);
    if (special) return call(thread, special);
    if (thread.hasException()) return Raised{};
  }
  double d = TRY(asDouble(thread, x));
  return newIntFromDouble(thread, function(d));
}
Ref<> mathFloor(Thread& thread, const Value* args) {
  return roundBy(thread, args[1], thread.names().dunder_floor, std::floor);
}
Ref<> mathCeil(Thread& thread, const Value* args) {
  return roundBy(thread, args[1], thread.names().dunder_ceil, std::ceil);
}
Ref<> mathTrunc(Thread& thread, const Value* args) {
  if (args[1].isImmediateFloat()) return newIntFromDouble(thread, floatValue(args[1]));
  Ref<> special = lookupSpecial(thread, args[1], thread.names().dunder_trunc);
  if (special) return call(thread, special);
  if (thread.hasException()) return Raised{};
  return thread.raiseTypeError("type {!T} doesn't define __trunc__ method", args[1]);
}

// --- logarithms; ints of any size

Result<double> logarithm(Thread& thread, Value argument, RealFunction function) {
  if (isInt(argument)) {
    if (intSign(argument) <= 0) return raiseMathDomain(thread);
    int64_t exponent;
    double fraction = intFrexp(argument, &exponent);
    if (exponent <= 1024) {
      double d = std::ldexp(fraction, static_cast<int>(exponent));
      if (std::isfinite(d)) return function(d);
    }
    return function(fraction) + function(2.0) * static_cast<double>(exponent);
  }
  double x = TRY(asDouble(thread, argument));
  if (std::isnan(x)) return x;
  if (x <= 0) return raiseMathDomain(thread);
  return function(x);
}

Ref<> mathLog(Thread& thread, Value, const Arguments& args) {
  if (args.keywordNames != nullptr) return thread.raiseTypeError("math.log() takes no keyword arguments");
  if (args.positionalCount < 1 || args.positionalCount > 2) {
    return thread.raiseTypeError("math.log requires 1 to 2 arguments");
  }
  double numerator = TRY(logarithm(thread, args[0], std::log));
  if (args.positionalCount == 1) return newFloat(thread, numerator);
  double denominator = TRY(logarithm(thread, args[1], std::log));
  if (denominator == 0) return thread.raise(TypeId::kZeroDivisionError, "float division by zero");
  return newFloat(thread, numerator / denominator);
}
Ref<> mathLog2(Thread& thread, const Value* args) {
  double result = TRY(logarithm(thread, args[1], std::log2));
  return newFloat(thread, result);
}
Ref<> mathLog10(Thread& thread, const Value* args) {
  double result = TRY(logarithm(thread, args[1], std::log10));
  return newFloat(thread, result);
}

// --- two arguments

Status twoDoubles(Thread& thread, const Value* args, double* x, double* y) {
  *x = TRY(asDouble(thread, args[1]));
  *y = TRY(asDouble(thread, args[2]));
  return kOk;
}

Ref<> mathAtan2(Thread& thread, const Value* args) {
  double y, x;
  TRY(twoDoubles(thread, args, &y, &x));
  return newFloat(thread, std::atan2(y, x));
}
Ref<> mathCopysign(Thread& thread, const Value* args) {
  double x, y;
  TRY(twoDoubles(thread, args, &x, &y));
  return newFloat(thread, std::copysign(x, y));
}
Ref<> mathNextafter(Thread& thread, const Value* args) {
  double x, y;
  TRY(twoDoubles(thread, args, &x, &y));
  return newFloat(thread, std::nextafter(x, y));
}
Ref<> mathFmod(Thread& thread, const Value* args) {
  double x, y;
  TRY(twoDoubles(thread, args, &x, &y));
  double result = std::fmod(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return raiseMathDomain(thread);
  return newFloat(thread, result);
}
Ref<> mathRemainder(Thread& thread, const Value* args) {
  double x, y;
  TRY(twoDoubles(thread, args, &x, &y));
  double result = std::remainder(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return raiseMathDomain(thread);
  return newFloat(thread, result);
}
Ref<> mathPow(Thread& thread, const Value* args) {
  double x, y;
  TRY(twoDoubles(thread, args, &x, &y));
  double result = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(result)) return raiseMathDomain(thread);
    if (std::isinf(result)) return x == 0 ? raiseMathDomain(thread) : raiseMathRange(thread);
  }
  return newFloat(thread, result);
}

Ref<> mathLdexp(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  if (!isInt(args[2])) return thread.raiseTypeError("Expected an int as second argument to ldexp.");
  int64_t exponent;
  if (!intFitsInt64(args[2], &exponent)) exponent = intSign(args[2]) < 0 ? INT64_MIN : INT64_MAX;
  if (x == 0 || !std::isfinite(x)) return newFloat(thread, x);
  int clipped = static_cast<int>(exponent > 10000 ? 10000 : exponent < -10000 ? -10000 : exponent);
  double result = std::ldexp(x, clipped);
  if (std::isinf(result)) return raiseMathRange(thread);
  return newFloat(thread, result);
}

Ref<> mathFrexp(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  int exponent = 0;
  double fraction = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  Ref<> first = TRY(newFloat(thread, fraction));
  return makeTuple(thread, first.get(), Value::smallInt(exponent));
}

Ref<> mathModf(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  double whole;
  double fraction = std::modf(x, &whole);
  Ref<> first = TRY(newFloat(thread, fraction));
  Ref<> second = TRY(newFloat(thread, whole));
  return makeTuple(thread, first.get(), second.get());
}

Ref<> mathUlp(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  if (std::isnan(x)) return newFloat(thread, x);
  x = std::fabs(x);
  if (std::isinf(x)) return newFloat(thread, x);
  double next = std::nextafter(x, HUGE_VAL);
  return newFloat(thread, std::isinf(next) ? x - std::nextafter(x, 0.0) : next - x);
}

Ref<> boolean(bool b) { return Ref<>::adopt(Value::boolean(b)); }

Ref<> mathIsfinite(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  return boolean(std::isfinite(x));
}
Ref<> mathIsinf(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  return boolean(std::isinf(x));
}
Ref<> mathIsnan(Thread& thread, const Value* args) {
  double x = TRY(asDouble(thread, args[1]));
  return boolean(std::isnan(x));
}

Ref<> mathIsclose(Thread& thread, const Value* args) {
  double a = TRY(asDouble(thread, args[1])), b = TRY(asDouble(thread, args[2]));
  double relative = TRY(asDouble(thread, args[3])), absolute = TRY(asDouble(thread, args[4]));
  if (relative < 0 || absolute < 0) return thread.raiseValueError("tolerances must be non-negative");
  if (a == b) return boolean(true);
  if (std::isinf(a) || std::isinf(b)) return boolean(false);
  double difference = std::fabs(b - a);
  return boolean(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) ||
                 difference <= absolute);
}

constexpr const char* kOne = "($module, x, /)";
constexpr const char* kTwo = "($module, x, y, /)";

constexpr MethodDef kFunctions[] = {
    {.name = "acos", .signature = kOne, .function = real<std::acos>},
    {.name = "acosh", .signature = kOne, .function = real<std::acosh>},
    {.name = "asin", .signature = kOne, .function = real<std::asin>},
    {.name = "asinh", .signature = kOne, .function = real<std::asinh>},
    {.name = "atan", .signature = kOne, .function = real<std::atan>},
    {.name = "atan2", .signature = "($module, y, x, /)", .function = mathAtan2},
    {.name = "atanh", .signature = kOne, .function = real<std::atanh>},
    {.name = "cbrt", .signature = kOne, .function = real<std::cbrt>},
    {.name = "ceil", .signature = kOne, .function = mathCeil},
    {.name = "comb", .signature = "($module, n, k, /)", .function = mathComb},
    {.name = "copysign", .signature = kTwo, .function = mathCopysign},
    {.name = "cos", .signature = kOne, .function = real<std::cos>},
    {.name = "cosh", .signature = kOne, .function = realOverflowing<std::cosh>},
    {.name = "degrees", .signature = kOne, .function = realOverflowing<degreesOf>},
    {.name = "dist", .signature = "($module, p, q, /)", .function = mathDist},
    {.name = "erf", .signature = kOne, .function = real<std::erf>},
    {.name = "erfc", .signature = kOne, .function = real<std::erfc>},
    {.name = "exp", .signature = kOne, .function = realOverflowing<std::exp>},
    {.name = "exp2", .signature = kOne, .function = realOverflowing<std::exp2>},
    {.name = "expm1", .signature = kOne, .function = realOverflowing<std::expm1>},
    {.name = "fabs", .signature = kOne, .function = real<std::fabs>},
    {.name = "factorial", .signature = "($module, n, /)", .function = mathFactorial},
    {.name = "floor", .signature = kOne, .function = mathFloor},
    {.name = "fmod", .signature = kTwo, .function = mathFmod},
    {.name = "frexp", .signature = kOne, .function = mathFrexp},
    {.name = "fsum", .signature = "($module, seq, /)", .function = mathFsum},
    {.name = "gamma", .signature = kOne, .function = mathGamma},
    {.name = "gcd", .signature = "($module, *integers)", .function = mathGcd},
    {.name = "hypot", .signature = "($module, *coordinates)", .function = mathHypot},
    {.name = "isclose", .signature = "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", .function = mathIsclose},
    {.name = "isfinite", .signature = kOne, .function = mathIsfinite},
    {.name = "isinf", .signature = kOne, .function = mathIsinf},
    {.name = "isnan", .signature = kOne, .function = mathIsnan},
    {.name = "isqrt", .signature = "($module, n, /)", .function = mathIsqrt},
    {.name = "lcm", .signature = "($module, *integers)", .function = mathLcm},
    {.name = "ldexp", .signature = "($module, x, i, /)", .function = mathLdexp},
    {.name = "lgamma", .signature = kOne, .function = mathLgamma},
    {.name = "log", .signature = "($module, x, base=<NULL>, /)", .raw = mathLog},
    {.name = "log10", .signature = kOne, .function = mathLog10},
    {.name = "log1p", .signature = kOne, .function = real<std::log1p>},
    {.name = "log2", .signature = kOne, .function = mathLog2},
    {.name = "modf", .signature = kOne, .function = mathModf},
    {.name = "nextafter", .signature = kTwo, .function = mathNextafter},
    {.name = "perm", .signature = "($module, n, k=None, /)", .function = mathPerm},
    {.name = "pow", .signature = kTwo, .function = mathPow},
    {.name = "prod", .signature = "($module, iterable, /, *, start=1)", .function = mathProd},
    {.name = "radians", .signature = kOne, .function = real<radiansOf>},
    {.name = "remainder", .signature = kTwo, .function = mathRemainder},
    {.name = "sin", .signature = kOne, .function = real<std::sin>},
    {.name = "sinh", .signature = kOne, .function = realOverflowing<std::sinh>},
    {.name = "sqrt", .signature = kOne, .function = real<std::sqrt>},
    {.name = "tan", .signature = kOne, .function = real<std::tan>},
    {.name = "tanh", .signature = kOne, .function = real<std::tanh>},
    {.name = "trunc", .signature = kOne, .function = mathTrunc},
    {.name = "ulp", .signature = kOne, .function = mathUlp},
};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAdd(thread, module, "pi", newFloat(thread, M_PI)));
  TRY(moduleAdd(thread, module, "e", newFloat(thread, M_E)));
  TRY(moduleAdd(thread, module, "tau", newFloat(thread, 2 * M_PI)));
  TRY(moduleAdd(thread, module, "inf", newFloat(thread, HUGE_VAL)));
  return moduleAdd(thread, module, "nan", newFloat(thread, NAN));
}

}  // namespace

const ModuleSpec kMathModule = {
    .name = "math",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Mathematical functions of real numbers, as the C standard defines them."};

}  // namespace taipan
