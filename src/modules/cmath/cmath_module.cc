// cmath: the module; its elementary functions are in complex_functions.cc.
#include <cerrno>
#include <cmath>

#include "modules/cmath/complex_functions.h"
#include "modules/math_functions.h"
#include "objects/abstract.h"
#include "objects/complex.h"
#include "objects/float.h"
#include "objects/module.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kCmathModule;

namespace {

bool isFinite(ComplexNumber z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
bool isNan(ComplexNumber z) { return std::isnan(z.real) || std::isnan(z.imag); }

Ref<> finish(Thread& thread, const ComplexResult& result) {
  if (result.isDomainError) return raiseMathDomain(thread);
  if (result.isRangeError) return raiseMathRange(thread);
  return newComplex(thread, result.value);
}

template <ComplexFunction function>
Ref<> apply(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  return finish(thread, function(z));
}

Ref<> cmathLog(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  ComplexResult result = complexLog(z);
  if (args[2]) {
    ComplexNumber base = TRY(asComplex(thread, args[2]));
    ComplexResult divisor = complexLog(base);
    result.isDomainError = divisor.isDomainError;  // log(0) / log(base) is as good as any infinity
    Result<ComplexNumber> quotient = divideComplex(thread, result.value, divisor.value);
    if (quotient) {
      result.value = *quotient;
    } else {
      if (!thread.clearIfMatches(TypeId::kZeroDivisionError)) return Raised{};
      result.isDomainError = true;
    }
  }
  return finish(thread, result);
}

Ref<> cmathLog10(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  ComplexResult result = complexLog(z);
  result.value = {result.value.real / M_LN10, result.value.imag / M_LN10};
  return finish(thread, result);
}

Ref<> cmathPhase(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  errno = 0;
  double phase = std::atan2(z.imag, z.real);
  if (errno == ERANGE) return raiseMathRange(thread);  // too small, too
  return newFloat(thread, phase);
}

Ref<> cmathPolar(Thread& thread, const Value* args) {
  ComplexNumber z = TRY(asComplex(thread, args[1]));
  double length = std::hypot(z.real, z.imag);
  if (std::isinf(length) && isFinite(z)) return raiseMathRange(thread);
  Ref<> first = TRY(newFloat(thread, length));
  Ref<> second = TRY(newFloat(thread, std::atan2(z.imag, z.real)));
  return makeTuple(thread, first.get(), second.get());
}

// length * (cos(phase) + i*sin(phase)), where one of the two is no finite number.
ComplexNumber specialRect(double length, double phase) {
  if (std::isinf(length) && std::isfinite(phase)) {
    if (phase == 0) return {length, length > 0 ? phase : -phase};
    double real = std::copysign(HUGE_VAL, std::cos(phase)), imag = std::copysign(HUGE_VAL, std::sin(phase));
    return length > 0 ? ComplexNumber{real, imag} : ComplexNumber{-real, -imag};
  }
  if (length == 0) return {0, 0};
  if (std::isinf(length)) return {HUGE_VAL, NAN};
  return {NAN, phase == 0 ? 0.0 : NAN};
}

Ref<> cmathRect(Thread& thread, const Value* args) {
  double length = TRY(asDouble(thread, args[1])), phase = TRY(asDouble(thread, args[2]));
  if (std::isinf(phase) && length != 0 && !std::isnan(length)) return raiseMathDomain(thread);
  if (!std::isfinite(length) || !std::isfinite(phase)) return newComplex(thread, specialRect(length, phase));
  if (phase == 0) return newComplex(thread, {length, length * phase});  // keeps the sign of zero
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
    {.name = "acos", .signature = kOne, .function = apply<complexAcos>},
    {.name = "acosh", .signature = kOne, .function = apply<complexAcosh>},
    {.name = "asin", .signature = kOne, .function = apply<complexAsin>},
    {.name = "asinh", .signature = kOne, .function = apply<complexAsinh>},
    {.name = "atan", .signature = kOne, .function = apply<complexAtan>},
    {.name = "atanh", .signature = kOne, .function = apply<complexAtanh>},
    {.name = "cos", .signature = kOne, .function = apply<complexCos>},
    {.name = "cosh", .signature = kOne, .function = apply<complexCosh>},
    {.name = "exp", .signature = kOne, .function = apply<complexExp>},
    {.name = "isclose", .signature = "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", .function = cmathIsclose},
    {.name = "isfinite", .signature = kOne, .function = cmathIsfinite},
    {.name = "isinf", .signature = kOne, .function = cmathIsinf},
    {.name = "isnan", .signature = kOne, .function = cmathIsnan},
    {.name = "log", .signature = "($module, z, base=<NULL>, /)", .function = cmathLog},
    {.name = "log10", .signature = kOne, .function = cmathLog10},
    {.name = "phase", .signature = kOne, .function = cmathPhase},
    {.name = "polar", .signature = kOne, .function = cmathPolar},
    {.name = "rect", .signature = "($module, r, phi, /)", .function = cmathRect},
    {.name = "sin", .signature = kOne, .function = apply<complexSin>},
    {.name = "sinh", .signature = kOne, .function = apply<complexSinh>},
    {.name = "sqrt", .signature = kOne, .function = apply<complexSqrt>},
    {.name = "tan", .signature = kOne, .function = apply<complexTan>},
    {.name = "tanh", .signature = kOne, .function = apply<complexTanh>},
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
