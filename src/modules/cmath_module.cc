// cmath: functions of complex numbers, by the C library's (C99 annex G gives the special values that Python has).
// A NaN or infinity out of finite numbers is an error, as in math.
#include <cmath>

#include "modules/math_functions.h"
#include "objects/abstract.h"
#include "objects/complex.h"
#include "objects/float.h"
#include "objects/module.h"
#include "objects/tuple.h"

// <complex.h> is C's; C++ hides these declarations.
extern "C" {
_Complex double cacos(_Complex double);
_Complex double cacosh(_Complex double);
_Complex double casin(_Complex double);
_Complex double casinh(_Complex double);
_Complex double catan(_Complex double);
_Complex double catanh(_Complex double);
_Complex double ccos(_Complex double);
_Complex double ccosh(_Complex double);
_Complex double cexp(_Complex double);
_Complex double csin(_Complex double);
_Complex double csinh(_Complex double);
_Complex double csqrt(_Complex double);
_Complex double ctan(_Complex double);
_Complex double ctanh(_Complex double);
}

namespace taipan {

extern const ModuleSpec kCmathModule;

namespace {

using Native = _Complex double;
using ComplexFunction = Native (*)(Native);

Native toNative(ComplexNumber z) { return __builtin_complex(z.real, z.imag); }
ComplexNumber fromNative(Native z) { return {__real__ z, __imag__ z}; }
bool isFinite(ComplexNumber z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
bool isNan(ComplexNumber z) { return std::isnan(z.real) || std::isnan(z.imag); }

Ref<> finish(Thread& thread, ComplexNumber argument, ComplexNumber result) {
  if (isFinite(argument) && !isFinite(result)) {
    return isNan(result) ? raiseMathDomain(thread) : raiseMathRange(thread);
  }
  return newComplex(thread, result);
}

// C99 lets acosh(0 + nan·i) keep an imaginary part of π/2; Python does not.
Native acosh(Native z) {
  if (__real__ z == 0 && std::isnan(__imag__ z)) return __builtin_complex(__imag__ z, __imag__ z);
  return cacosh(z);
}

template <ComplexFunction function>
Ref<> apply(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  return finish(thread, z, fromNative(function(toNative(z))));
}

// Near |z| = 1 the logarithm of the length loses everything unless it is taken by log1p; huge and tiny parts are
// scaled first.
ComplexNumber logarithm(ComplexNumber z) {
  double x = std::fabs(z.real), y = std::fabs(z.imag), length = std::hypot(x, y);
  double real;
  if (std::isinf(length) && isFinite(z)) {
    real = std::log(std::hypot(x / 2, y / 2)) + M_LN2;
  } else if (length > 0 && length < 2.2250738585072014e-308) {
    real = std::log(std::hypot(std::ldexp(x, 53), std::ldexp(y, 53))) - 53 * M_LN2;
  } else if (length >= 0.71 && length <= 1.73) {
    double high = x > y ? x : y, low = x > y ? y : x;
    real = std::log1p((high - 1) * (high + 1) + low * low) / 2;
  } else {
    real = std::log(length);
  }
  return {real, std::atan2(z.imag, z.real)};
}

Ref<> cmathLog(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  if (z.real == 0 && z.imag == 0) return raiseMathDomain(thread);
  ComplexNumber result = logarithm(z);
  if (args[2]) {
    ComplexNumber base = TRY(asComplex(thread, args[2]));
    if (base.real == 0 && base.imag == 0) return raiseMathDomain(thread);
    Result<ComplexNumber> quotient = divideComplex(thread, result, logarithm(base));
    if (!quotient) {
      if (thread.clearIfMatches(TypeId::kZeroDivisionError)) return raiseMathDomain(thread);
      return Raised{};
    }
    result = *quotient;
  }
  return newComplex(thread, result);
}

Ref<> cmathLog10(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  if (z.real == 0 && z.imag == 0) return raiseMathDomain(thread);
  ComplexNumber result = logarithm(z);
  return newComplex(thread, {result.real / M_LN10, result.imag / M_LN10});
}

Ref<> cmathPhase(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  return newFloat(thread, std::atan2(z.imag, z.real));
}

Ref<> cmathPolar(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  double length = std::hypot(z.real, z.imag);
  if (std::isinf(length) && isFinite(z)) return raiseMathRange(thread);
  Ref<> first = TRY(newFloat(thread, length));
  Ref<> second = TRY(newFloat(thread, std::atan2(z.imag, z.real)));
  return makeTuple(thread, first.get(), second.get());
}

Ref<> cmathRect(Thread& thread, const Value* args) {
  double length = TRY(asDouble(thread, args[1])), phase = TRY(asDouble(thread, args[2]));
  if (std::isinf(phase) && length != 0 && !std::isnan(length)) return raiseMathDomain(thread);
  // length * sin(0) would make a NaN of an infinite length.
  if (phase == 0) return newComplex(thread, {length, std::isinf(length) ? phase : length * phase});
  return newComplex(thread, {length * std::cos(phase), length * std::sin(phase)});
}

Ref<> boolean(bool b) { return Ref<>::adopt(Value::boolean(b)); }

Ref<> cmathIsfinite(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  return boolean(isFinite(z));
}
Ref<> cmathIsnan(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  return boolean(isNan(z));
}
Ref<> cmathIsinf(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  return boolean(std::isinf(z.real) || std::isinf(z.imag));
}

Ref<> cmathIsclose(Thread& thread, const Value* args) {
  ComplexNumber a = TRY(asComplex(thread, args[1])), b = TRY(asComplex(thread, args[2]));
  double relative = TRY(asDouble(thread, args[3])), absolute = TRY(asDouble(thread, args[4]));
  if (relative < 0 || absolute < 0) return thread.raiseValueError("tolerances must be non-negative");
  if (a.real == b.real && a.imag == b.imag) return boolean(true);
  if (std::isinf(a.real) || std::isinf(a.imag) || std::isinf(b.real) || std::isinf(b.imag)) return boolean(false);
  double difference = std::hypot(a.real - b.real, a.imag - b.imag);
  return boolean(difference <= relative * std::hypot(b.real, b.imag) ||
                 difference <= relative * std::hypot(a.real, a.imag) || difference <= absolute);
}

constexpr const char* kOne = "($module, z, /)";

constexpr MethodDef kFunctions[] = {
    {.name = "acos", .signature = kOne, .function = apply<cacos>},
    {.name = "acosh", .signature = kOne, .function = apply<acosh>},
    {.name = "asin", .signature = kOne, .function = apply<casin>},
    {.name = "asinh", .signature = kOne, .function = apply<casinh>},
    {.name = "atan", .signature = kOne, .function = apply<catan>},
    {.name = "atanh", .signature = kOne, .function = apply<catanh>},
    {.name = "cos", .signature = kOne, .function = apply<ccos>},
    {.name = "cosh", .signature = kOne, .function = apply<ccosh>},
    {.name = "exp", .signature = kOne, .function = apply<cexp>},
    {.name = "isclose", .signature = "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", .function = cmathIsclose},
    {.name = "isfinite", .signature = kOne, .function = cmathIsfinite},
    {.name = "isinf", .signature = kOne, .function = cmathIsinf},
    {.name = "isnan", .signature = kOne, .function = cmathIsnan},
    {.name = "log", .signature = "($module, z, base=<NULL>, /)", .function = cmathLog},
    {.name = "log10", .signature = kOne, .function = cmathLog10},
    {.name = "phase", .signature = kOne, .function = cmathPhase},
    {.name = "polar", .signature = kOne, .function = cmathPolar},
    {.name = "rect", .signature = "($module, r, phi, /)", .function = cmathRect},
    {.name = "sin", .signature = kOne, .function = apply<csin>},
    {.name = "sinh", .signature = kOne, .function = apply<csinh>},
    {.name = "sqrt", .signature = kOne, .function = apply<csqrt>},
    {.name = "tan", .signature = kOne, .function = apply<ctan>},
    {.name = "tanh", .signature = kOne, .function = apply<ctanh>},
};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAdd(thread, module, "pi", newFloat(thread, M_PI)));
  TRY(moduleAdd(thread, module, "e", newFloat(thread, M_E)));
  TRY(moduleAdd(thread, module, "tau", newFloat(thread, 2 * M_PI)));
  TRY(moduleAdd(thread, module, "inf", newFloat(thread, HUGE_VAL)));
  TRY(moduleAdd(thread, module, "nan", newFloat(thread, NAN)));
  TRY(moduleAdd(thread, module, "infj", newComplex(thread, {0.0, HUGE_VAL})));
  return moduleAdd(thread, module, "nanj", newComplex(thread, {0.0, NAN}));
}

}  // namespace

const ModuleSpec kCmathModule = {
    .name = "cmath", .functions = kFunctions, .populate = populate, .doc = "Functions of complex numbers."};

}  // namespace taipan
