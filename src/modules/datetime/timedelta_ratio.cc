// Products and quotients of timedeltas, exact: in whole microseconds of any size.
#include "modules/datetime/datetime.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

struct Ratio {
  BigInt numerator, denominator;
};

// What number.as_integer_ratio() says, which a subclass of float may have its own idea of.
Result<Ratio> exactRatio(Thread& thread, Value number) {
  Ref<> pair = TRY(call(thread, TRY(getAttribute(thread, number, "as_integer_ratio"))));
  if (!isTuple(pair)) {
    return thread.raiseTypeError("unexpected return type from as_integer_ratio(): expected tuple, not '{}'",
                                 typeOf(thread, pair)->nativeName);
  }
  Tuple* items = pair.get().as<Tuple>();
  if (items->size != 2) return thread.raiseValueError("as_integer_ratio() must return a 2-tuple");
  if (!isInt(items->items[0]) || !isInt(items->items[1])) return thread.raiseTypeError("non-integer arguments in division");
  return Ratio{toBigInt(items->items[0]), toBigInt(items->items[1])};
}

Raised raiseZeroDivision(Thread& thread) {
  return thread.raise(TypeId::kZeroDivisionError, "integer division or modulo by zero");
}

// numerator / denominator, rounded to the nearest whole number, the even one of two.
Ref<> deltaOfQuotient(Thread& thread, const BigInt& numerator, const BigInt& denominator) {
  if (denominator.isZero()) return raiseZeroDivision(thread);
  BigInt quotient = numerator.floorDiv(denominator);
  BigInt twice = numerator.mod(denominator).abs() * BigInt(2);
  int order = twice.compare(denominator.abs());
  if (order > 0 || (order == 0 && quotient.isOdd())) quotient = quotient + BigInt(1);
  return deltaFromMicroseconds(thread, quotient);
}

Ref<> microsecondsInt(Thread& thread, Value delta) { return newIntFromBigInt(thread, deltaMicroseconds(deltaOf(delta))); }

// An operation on the microseconds of two timedeltas as ints.
Ref<> onInts(Thread& thread, BinaryOp op, Value left, Value right) {
  Ref<> a = TRY(microsecondsInt(thread, left)), b = TRY(microsecondsInt(thread, right));
  return binaryOperation(thread, op, a, b);
}

}  // namespace

Ref<> deltaTimes(Thread& thread, Value left, Value right) {
  if (!isDelta(thread, left)) std::swap(left, right);
  if (!isDelta(thread, left)) return newRef(kNotImplemented);
  BigInt microseconds = deltaMicroseconds(deltaOf(left));
  if (isInt(right)) return deltaFromMicroseconds(thread, microseconds * toBigInt(right));
  if (!isFloat(right)) return newRef(kNotImplemented);
  Ratio ratio = TRY(exactRatio(thread, right));
  return deltaOfQuotient(thread, microseconds * ratio.numerator, ratio.denominator);
}

Ref<> deltaTrueDivide(Thread& thread, Value left, Value right) {
  if (!isDelta(thread, left)) return newRef(kNotImplemented);
  if (isDelta(thread, right)) return onInts(thread, BinaryOp::kTrueDivide, left, right);
  BigInt microseconds = deltaMicroseconds(deltaOf(left));
  if (isInt(right)) return deltaOfQuotient(thread, microseconds, toBigInt(right));
  if (!isFloat(right)) return newRef(kNotImplemented);
  Ratio ratio = TRY(exactRatio(thread, right));
  return deltaOfQuotient(thread, microseconds * ratio.denominator, ratio.numerator);
}

Ref<> deltaFloorDivide(Thread& thread, Value left, Value right) {
  if (!isDelta(thread, left)) return newRef(kNotImplemented);
  if (isDelta(thread, right)) return onInts(thread, BinaryOp::kFloorDivide, left, right);
  if (!isInt(right)) return newRef(kNotImplemented);
  BigInt divisor = toBigInt(right);
  if (divisor.isZero()) return raiseZeroDivision(thread);
  return deltaFromMicroseconds(thread, deltaMicroseconds(deltaOf(left)).floorDiv(divisor));
}

Ref<> deltaRemainder(Thread& thread, Value left, Value right) {
  if (!isDelta(thread, left) || !isDelta(thread, right)) return newRef(kNotImplemented);
  Ref<> rest = TRY(onInts(thread, BinaryOp::kRemainder, left, right));
  return deltaFromMicroseconds(thread, toBigInt(rest));
}

Ref<> deltaDivmod(Thread& thread, Value left, Value right) {
  if (!isDelta(thread, left) || !isDelta(thread, right)) return newRef(kNotImplemented);
  Ref<> pair = TRY(onInts(thread, BinaryOp::kDivmod, left, right));
  Ref<> rest = TRY(deltaFromMicroseconds(thread, toBigInt(pair.get().as<Tuple>()->items[1])));
  return makeTuple(thread, pair.get().as<Tuple>()->items[0], rest.get());
}

}  // namespace taipan::datetime
