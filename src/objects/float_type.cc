// The type float: construction, arithmetic, comparison.  Methods are in float_methods.cc.
#include <cerrno>
#include <cmath>
#include <cstring>

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/float_internal.h"
#include "objects/float_methods.h"
#include "objects/int_internal.h"
#include "objects/complex.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

double floatRemainder(double x, double y) {
  double rest = std::fmod(x, y);
  if (rest == 0) return std::copysign(0.0, y);
  return (y < 0) != (rest < 0) ? rest + y : rest;
}

// The floor of the exact quotient, which rounding of x / y alone could miss by one.
double floatFloorDivide(double x, double y) {
  double rest = std::fmod(x, y);
  double quotient = (x - rest) / y;
  if (rest != 0 && (y < 0) != (rest < 0)) quotient -= 1.0;
  if (quotient == 0) return std::copysign(0.0, x / y);
  double floored = std::floor(quotient);
  return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

Result<double> powerOfDoubles(Thread& thread, double base, double exponent) {
  if (exponent == 0) return 1.0;
  if (std::isnan(base) || base == 1.0) return base;
  if (std::isnan(exponent)) return exponent;
  if (base == 0 && exponent < 0 && !std::isinf(exponent)) {
    return thread.raise(TypeId::kZeroDivisionError, "0.0 cannot be raised to a negative power");
  }
  double result = std::pow(base, exponent);
  if (std::isinf(result) && std::isfinite(base) && std::isfinite(exponent)) {
    return raiseRangeError(thread, TypeId::kOverflowError, ERANGE);
  }
  return result;
}

namespace {

// Fetches both operands as doubles; returns NotImplemented from the slot if one is no number.
#define NUMBER_OPERANDS(x, y)                            \
  bool xIsNumber_, yIsNumber_;                           \
  double x = TRY(operandAsDouble(thread, a, &xIsNumber_)); \
  double y = TRY(operandAsDouble(thread, b, &yIsNumber_)); \
  if (!xIsNumber_ || !yIsNumber_) return notImplemented()

Ref<> floatAdd(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  return newFloat(thread, x + y);
}
Ref<> floatSubtract(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  return newFloat(thread, x - y);
}
Ref<> floatMultiply(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  return newFloat(thread, x * y);
}
Ref<> floatTrueDivide(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  if (y == 0) return thread.raise(TypeId::kZeroDivisionError, "float division by zero");
  return newFloat(thread, x / y);
}
Ref<> floatFloorDivideSlot(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  if (y == 0) return thread.raise(TypeId::kZeroDivisionError, "float floor division by zero");
  return newFloat(thread, floatFloorDivide(x, y));
}
Ref<> floatRemainderSlot(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  if (y == 0) return thread.raise(TypeId::kZeroDivisionError, "float modulo");
  return newFloat(thread, floatRemainder(x, y));
}
Ref<> floatDivmod(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  if (y == 0) return thread.raise(TypeId::kZeroDivisionError, "float divmod()");
  Ref<> quotient = TRY(newFloat(thread, floatFloorDivide(x, y)));
  Ref<> rest = TRY(newFloat(thread, floatRemainder(x, y)));
  return makeTuple(thread, quotient.get(), rest.get());
}
Ref<> floatPower(Thread& thread, Value a, Value b) {
  NUMBER_OPERANDS(x, y);
  if (x < 0 && std::isfinite(x) && std::isfinite(y) && y != std::floor(y)) {
    return powerOfComplex(thread, {x, 0.0}, {y, 0.0});
  }
  return newFloat(thread, TRY(powerOfDoubles(thread, x, y)));
}
Ref<> floatPowerModulo(Thread& thread, Value a, Value b, Value modulus) {
  if (!modulus.isNone()) {
    return thread.raiseTypeError("pow() 3rd argument not allowed unless all arguments are integers");
  }
  return floatPower(thread, a, b);
}

#undef NUMBER_OPERANDS

Ref<> floatPositive(Thread& thread, Value self) { return newFloat(thread, floatValue(self)); }
Ref<> floatNegative(Thread& thread, Value self) { return newFloat(thread, -floatValue(self)); }
Ref<> floatAbsolute(Thread& thread, Value self) { return newFloat(thread, std::fabs(floatValue(self))); }
Ref<> floatToInt(Thread& thread, Value self) { return newIntFromDouble(thread, floatValue(self)); }
Result<bool> floatTruth(Thread& thread, Value self) { return floatValue(self) != 0; }

// Exact: no operand is rounded.
int compareWithInt(double d, Value i) {
  int64_t small;
  if (std::isinf(d)) return d > 0 ? 1 : -1;
  if (intFitsInt64(i, &small) && small >= -(int64_t{1} << 53) && small <= (int64_t{1} << 53)) {
    double e = static_cast<double>(small);
    return (d > e) - (d < e);
  }
  int order = mpz_cmp_d(IntView(i).mpz(), d);
  return (order < 0) - (order > 0);
}

Ref<> floatCompare(Thread& thread, Value self, Value other, CompareOp op) {
  double x = floatValue(self);
  if (isFloat(other)) {
    double y = floatValue(other);
    if (std::isnan(x) || std::isnan(y)) return Ref<>::adopt(Value::boolean(op == CompareOp::kNotEqual));
    return compareResult((x > y) - (x < y), op);
  }
  if (!isInt(other)) return notImplemented();
  if (std::isnan(x)) return Ref<>::adopt(Value::boolean(op == CompareOp::kNotEqual));
  return compareResult(compareWithInt(x, other), op);
}

Ref<> floatReprSlot(Thread& thread, Value self) { return floatRepr(thread, floatValue(self)); }

Result<int64_t> floatHashSlot(Thread& thread, Value self) {
  double d = floatValue(self);
  if (!std::isnan(d)) return floatHash(d);
  // NaNs are never equal, so that many of them in one set need different hashes: the object's identity.
  int64_t hash = static_cast<int64_t>(std::rotr(self.bits(), 4));
  return hash == -1 ? -2 : hash;
}

Ref<> floatCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kFloat, args, "float")) return Raised{};
  if (args.positionalCount > 1) {
    return thread.raiseTypeError("float expected at most 1 argument, got {}", args.positionalCount);
  }
  Ref<> result = TRY(args.positionalCount == 0 ? newFloat(thread, 0.0) : floatFromObject(thread, args[0]));
  if (type == thread.type(TypeId::kFloat)) return result;
  Ref<Float> object = TRY(newObject<Float>(thread, type));
  object->value = floatValue(result);
  return object;
}

constexpr Slots kFloatSlots = [] {
  Slots slots;
  slots.create = floatCreate;
  slots.repr = floatReprSlot;
  slots.hash = floatHashSlot;
  slots.compare = floatCompare;
  slots.truth = floatTruth;
  slots.power = floatPowerModulo;
  auto binary = [&slots](BinaryOp op, Ref<> (*function)(Thread&, Value, Value)) {
    slots.binary[static_cast<int>(op)] = function;
  };
  binary(BinaryOp::kAdd, floatAdd);
  binary(BinaryOp::kSubtract, floatSubtract);
  binary(BinaryOp::kMultiply, floatMultiply);
  binary(BinaryOp::kTrueDivide, floatTrueDivide);
  binary(BinaryOp::kFloorDivide, floatFloorDivideSlot);
  binary(BinaryOp::kRemainder, floatRemainderSlot);
  binary(BinaryOp::kDivmod, floatDivmod);
  binary(BinaryOp::kPower, floatPower);
  slots.unary[static_cast<int>(UnaryOp::kPositive)] = floatPositive;
  slots.unary[static_cast<int>(UnaryOp::kNegative)] = floatNegative;
  slots.unary[static_cast<int>(UnaryOp::kAbsolute)] = floatAbsolute;
  slots.unary[static_cast<int>(UnaryOp::kInt)] = floatToInt;
  slots.unary[static_cast<int>(UnaryOp::kFloat)] = floatPositive;
  return slots;
}();

}  // namespace

const TypeSpec kFloatType = {
    .id = TypeId::kFloat,
    .name = "float",
    .basicSize = sizeof(Float),
    .flags = kTypeIsBaseType | kTypeIsFloat | kTypeMatchSelf,
    .slots = &kFloatSlots,
    .methods = kFloatMethods,
    .getSets = kFloatGetSets,
    .doc = "float(x=0, /)\n--\n\nMakes a floating-point number of a number or of text."};

}  // namespace taipan
