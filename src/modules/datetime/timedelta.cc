// timedelta: construction, sums, comparison, text.  Products and quotients are in timedelta_ratio.cc.
#include <math.h>
#include <stdio.h>

#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/float.h"
#include "objects/int_internal.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

constexpr int64_t kMaxDays = 999999999;
constexpr int64_t kMicrosecondsPerDay = kSecondsPerDay * kMicrosecondsPerSecond;

// `a` becomes the rest of a division by `b` that floors; the quotient.
int64_t floorCarry(int64_t* a, int64_t b) {
  int64_t quotient = *a / b, rest = *a % b;
  if (rest < 0) --quotient, rest += b;
  *a = rest;
  return quotient;
}

// Adds `value` units to *sum; what a float has beyond whole microseconds to *rest.
Status addUnits(Thread& thread, const char* name, Value value, int64_t unit, BigInt* sum, double* rest) {
  if (isInt(value)) {
    *sum = *sum + toBigInt(value) * BigInt(unit);
    return kOk;
  }
  if (!isFloat(value)) {
    return thread.raiseTypeError("unsupported type for timedelta {} component: {}", name, typeOf(thread, value)->nativeName);
  }
  double whole, fraction = modf(floatValue(value), &whole);
  if (isnan(whole)) return thread.raiseValueError("cannot convert float NaN to integer");
  if (isinf(whole)) return thread.raise(TypeId::kOverflowError, "cannot convert float infinity to integer");
  *sum = *sum + BigInt::fromDouble(whole) * BigInt(unit);
  if (fraction == 0.0) return kOk;
  fraction = modf(static_cast<double>(unit) * fraction, &whole);
  *sum = *sum + BigInt::fromDouble(whole);
  *rest += fraction;
  return kOk;
}

// `rest` rounded so that `sum` + it is the nearest whole number, and the even one of two.
int64_t roundedRest(const BigInt& sum, double rest) {
  double whole = round(rest);
  if (fabs(whole - rest) == 0.5) {
    int odd = sum.isOdd();
    whole = 2.0 * round((rest + odd) * 0.5) - odd;
  }
  return static_cast<int64_t>(whole);
}

Ref<> deltaCreate(Thread& thread, Type* type, const Arguments& args) {
  enum { kDays, kSeconds, kMicroseconds, kMilliseconds, kMinutes, kHours, kWeeks, kCount };
  Value given[kCount];
  TRY(bindFields(thread, args, "__new__",
                 {"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}, kCount, given));
  struct Unit { int place; const char* name; int64_t microseconds; };
  constexpr Unit kUnits[] = {{kMicroseconds, "microseconds", 1},
                             {kMilliseconds, "milliseconds", 1000},
                             {kSeconds, "seconds", kMicrosecondsPerSecond},
                             {kMinutes, "minutes", 60 * kMicrosecondsPerSecond},
                             {kHours, "hours", 3600 * kMicrosecondsPerSecond},
                             {kDays, "days", kMicrosecondsPerDay},
                             {kWeeks, "weeks", 7 * kMicrosecondsPerDay}};
  BigInt sum;
  double rest = 0;
  for (const Unit& unit : kUnits) {
    if (given[unit.place]) TRY(addUnits(thread, unit.name, given[unit.place], unit.microseconds, &sum, &rest));
  }
  if (rest != 0) sum = sum + BigInt(roundedRest(sum, rest));
  return deltaFromMicroseconds(thread, sum, type);
}

Ref<> deltaAdd(Thread& thread, Value left, Value right) {
  if (!isDelta(thread, left) || !isDelta(thread, right)) return newRef(kNotImplemented);
  Delta *a = deltaOf(left), *b = deltaOf(right);
  return newDelta(thread, int64_t{a->days} + b->days, int64_t{a->seconds} + b->seconds, int64_t{a->microseconds} + b->microseconds);
}
Ref<> deltaSubtract(Thread& thread, Value left, Value right) {
  if (!isDelta(thread, left) || !isDelta(thread, right)) return newRef(kNotImplemented);
  return deltaDifference(thread, deltaOf(left), deltaOf(right));
}
Ref<> deltaNegative(Thread& thread, Value self) {
  Delta* delta = deltaOf(self);
  return newDelta(thread, -int64_t{delta->days}, -delta->seconds, -delta->microseconds);
}
Ref<> deltaPositive(Thread& thread, Value self) {
  Delta* delta = deltaOf(self);
  return newDelta(thread, delta->days, delta->seconds, delta->microseconds);
}
Ref<> deltaAbsolute(Thread& thread, Value self) {
  return deltaOf(self)->days < 0 ? deltaNegative(thread, self) : deltaPositive(thread, self);
}
Result<bool> deltaTruth(Thread&, Value self) {
  Delta* delta = deltaOf(self);
  return delta->days || delta->seconds || delta->microseconds;
}

Ref<> deltaCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isDelta(thread, other)) return newRef(kNotImplemented);
  return compareResult(compareDeltas(deltaOf(self), deltaOf(other)), op);
}

Ref<> deltaRepr(Thread& thread, Value self) {
  Delta* delta = deltaOf(self);
  std::string text;
  struct Part { const char* name; int value; };
  for (const Part& part : {Part{"days", delta->days}, {"seconds", delta->seconds}, {"microseconds", delta->microseconds}}) {
    if (!part.value) continue;
    if (!text.empty()) text += ", ";
    text += part.name + ("=" + std::to_string(part.value));
  }
  return newStr(thread, typeName(self) + "(" + (text.empty() ? "0" : text) + ")");
}

Ref<> deltaStr(Thread& thread, Value self) {
  Delta* delta = deltaOf(self);
  char buffer[80];
  int size = 0;
  if (delta->days) size = snprintf(buffer, sizeof buffer, "%d day%s, ", delta->days, delta->days == 1 || delta->days == -1 ? "" : "s");
  size += snprintf(buffer + size, sizeof buffer - size, "%d:%02d:%02d", delta->seconds / 3600, delta->seconds / 60 % 60, delta->seconds % 60);
  if (delta->microseconds) snprintf(buffer + size, sizeof buffer - size, ".%06d", delta->microseconds);
  return newStr(thread, buffer);
}

Ref<> deltaTotalSecondsMethod(Thread& thread, const Value* args) {
  Ref<> microseconds = TRY(newIntFromBigInt(thread, deltaMicroseconds(deltaOf(args[0]))));
  return binaryOperation(thread, BinaryOp::kTrueDivide, microseconds, Value::smallInt(kMicrosecondsPerSecond));
}

Ref<> deltaReduce(Thread& thread, const Value* args) {
  Delta* delta = deltaOf(args[0]);
  Ref<Tuple> fields = TRY(makeTuple(thread, Value::smallInt(delta->days), Value::smallInt(delta->seconds), Value::smallInt(delta->microseconds)));
  return makeTuple(thread, Value(delta->type), Value(fields.get()));
}

constexpr Slots makeSlots() {
  Slots slots;
  slots.create = deltaCreate;
  slots.repr = deltaRepr;
  slots.str = deltaStr;
  slots.hash = deltaHash;
  slots.compare = deltaCompare;
  slots.binary[static_cast<int>(BinaryOp::kAdd)] = deltaAdd;
  slots.binary[static_cast<int>(BinaryOp::kSubtract)] = deltaSubtract;
  slots.binary[static_cast<int>(BinaryOp::kMultiply)] = deltaTimes;
  slots.binary[static_cast<int>(BinaryOp::kTrueDivide)] = deltaTrueDivide;
  slots.binary[static_cast<int>(BinaryOp::kFloorDivide)] = deltaFloorDivide;
  slots.binary[static_cast<int>(BinaryOp::kRemainder)] = deltaRemainder;
  slots.binary[static_cast<int>(BinaryOp::kDivmod)] = deltaDivmod;
  slots.unary[static_cast<int>(UnaryOp::kNegative)] = deltaNegative;
  slots.unary[static_cast<int>(UnaryOp::kPositive)] = deltaPositive;
  slots.unary[static_cast<int>(UnaryOp::kAbsolute)] = deltaAbsolute;
  slots.truth = deltaTruth;
  return slots;
}
constexpr Slots kSlots = makeSlots();

constexpr MethodDef kMethods[] = {
    {.name = "total_seconds", .signature = "($self, /)", .function = deltaTotalSecondsMethod, .doc = "The duration in seconds."},
    {.name = "__reduce__", .signature = "($self, /)", .function = deltaReduce, .doc = "For pickling."}};
constexpr MemberDef kMembers[] = {
    {"days", MemberKind::kInt32, offsetof(Delta, days), true, "Whole days."},
    {"seconds", MemberKind::kInt32, offsetof(Delta, seconds), true, "Seconds of the last day, 0 to 86399."},
    {"microseconds", MemberKind::kInt32, offsetof(Delta, microseconds), true, "Microseconds of the last second, 0 to 999999."}};

}  // namespace

const TypeSpec kTimeDeltaType = {.id = TypeId::kTimeDelta, .name = "datetime.timedelta", .basicSize = sizeof(Delta),
                                 .flags = kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods, .members = kMembers,
                                 .doc = "A duration: the difference of two dates or times.\n\n"
                                        "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\n"
                                        "All arguments may be ints or floats, of either sign."};

Ref<> newDelta(Thread& thread, int64_t days, int64_t seconds, int64_t microseconds, Type* type) {
  seconds += floorCarry(&microseconds, kMicrosecondsPerSecond);
  days += floorCarry(&seconds, kSecondsPerDay);
  if (days < -kMaxDays || days > kMaxDays) {
    return thread.raise(TypeId::kOverflowError, "days={}; must have magnitude <= {}", days, kMaxDays);
  }
  Ref<Delta> delta = TRY(newObject<Delta>(thread, type ? type : thread.type(TypeId::kTimeDelta)));
  delta->cachedHash = -1;
  delta->days = static_cast<int32_t>(days);
  delta->seconds = static_cast<int32_t>(seconds);
  delta->microseconds = static_cast<int32_t>(microseconds);
  return delta;
}

Ref<> deltaFromMicroseconds(Thread& thread, const BigInt& microseconds, Type* type) {
  BigInt day(kMicrosecondsPerDay), days = microseconds.floorDiv(day);
  if (!days.fitsInt64() || days.toInt64() != static_cast<int32_t>(days.toInt64())) {
    return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
  }
  return newDelta(thread, days.toInt64(), 0, microseconds.mod(day).toInt64(), type);
}

BigInt deltaMicroseconds(const Delta* delta) {
  return BigInt(delta->days) * BigInt(kMicrosecondsPerDay) + BigInt(delta->seconds * kMicrosecondsPerSecond + delta->microseconds);
}

int compareDeltas(const Delta* a, const Delta* b) {
  if (a->days != b->days) return a->days < b->days ? -1 : 1;
  if (a->seconds != b->seconds) return a->seconds < b->seconds ? -1 : 1;
  return (a->microseconds > b->microseconds) - (a->microseconds < b->microseconds);
}

Ref<> deltaDifference(Thread& thread, const Delta* a, const Delta* b) {
  return newDelta(thread, int64_t{a->days} - b->days, int64_t{a->seconds} - b->seconds, int64_t{a->microseconds} - b->microseconds);
}

Result<int64_t> deltaHash(Thread& thread, Value value) {
  Delta* delta = deltaOf(value);
  if (delta->cachedHash == -1) {
    Ref<Tuple> fields = TRY(makeTuple(thread, Value::smallInt(delta->days), Value::smallInt(delta->seconds), Value::smallInt(delta->microseconds)));
    delta->cachedHash = TRY(hash(thread, Value(fields.get())));
  }
  return delta->cachedHash;
}

}  // namespace taipan::datetime
