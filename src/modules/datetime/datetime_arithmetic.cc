// datetime: sums, differences, comparison and hash.
#include <string.h>

#include "modules/datetime/datetime.h"
#include "objects/abstract.h"
#include "objects/int_internal.h"

namespace taipan::datetime {

namespace {

bool sameOffset(Value a, Value b) {
  return a == b || (!a.isNone() && !b.isNone() && compareDeltas(deltaOf(a), deltaOf(b)) == 0);
}

// The time between two, their zones apart.
Ref<> plainDifference(Thread& thread, const DateTime* a, const DateTime* b) {
  return newDelta(thread, ordinalOf(a->civil()) - ordinalOf(b->civil()), a->secondOfDay() - b->secondOfDay(),
                  a->microsecond() - b->microsecond());
}

Ref<> copyWithFold(Thread& thread, const DateTime* when, int fold) {
  return newDateTimeOfClass(thread, Value(thread.type(TypeId::kDateTime)), when->civil(), clockOf(when), when->zone, fold);
}

// Does the zone's offset depend on the fold?  PEP 495: such a time equals none in another zone.
Result<bool> dependsOnFold(Thread& thread, Value self, Value offset) {
  DateTime* when = dateTimeOf(self);
  if (when->zone.isNone()) return false;
  Ref<> flipped = TRY(copyWithFold(thread, when, !when->fold));
  Ref<> other = TRY(utcOffset(thread, when->zone, flipped));
  return !sameOffset(offset, other);
}

Ref<> compareOrders(Thread& thread, Value self, Value other, CompareOp op, int order, Value offset, Value otherOffset) {
  if (order == 0 && (op == CompareOp::kEqual || op == CompareOp::kNotEqual)) {
    bool unlike = TRY(dependsOnFold(thread, self, offset)) || TRY(dependsOnFold(thread, other, otherOffset));
    if (unlike) order = 1;
  }
  return compareResult(order, op);
}

}  // namespace

Ref<> shiftDateTime(Thread& thread, const DateTime* when, const Delta* delta, int sign) {
  int64_t microseconds = (when->secondOfDay() + sign * delta->seconds) * kMicrosecondsPerSecond + when->microsecond() +
                         sign * delta->microseconds;
  constexpr int64_t kPerDay = kSecondsPerDay * kMicrosecondsPerSecond;
  int64_t days = microseconds / kPerDay;
  microseconds %= kPerDay;
  if (microseconds < 0) --days, microseconds += kPerDay;
  CivilDate date = TRY(shiftDate(thread, when->civil(), days + sign * int64_t{delta->days}));
  int second = static_cast<int>(microseconds / kMicrosecondsPerSecond);
  Clock clock{second / 3600, second / 60 % 60, second % 60, static_cast<int>(microseconds % kMicrosecondsPerSecond)};
  Ref<> zone = newRef(when->zone);
  return newDateTimeOfClass(thread, Value(when->type), date, clock, zone, 0);
}

Ref<> dateTimeAdd(Thread& thread, Value left, Value right) {
  if (!isDateTime(thread, left)) std::swap(left, right);
  if (!isDateTime(thread, left) || !isDelta(thread, right)) return newRef(kNotImplemented);
  return shiftDateTime(thread, dateTimeOf(left), deltaOf(right), 1);
}

Ref<> dateTimeSubtract(Thread& thread, Value left, Value right) {
  if (!isDateTime(thread, left)) return newRef(kNotImplemented);
  DateTime* a = dateTimeOf(left);
  if (isDelta(thread, right)) return shiftDateTime(thread, a, deltaOf(right), -1);
  if (!isDateTime(thread, right)) return newRef(kNotImplemented);
  DateTime* b = dateTimeOf(right);
  if (a->zone == b->zone) return plainDifference(thread, a, b);
  Ref<> first = TRY(utcOffset(thread, a->zone, left)), second = TRY(utcOffset(thread, b->zone, right));
  if (first.get().isNone() != second.get().isNone()) {
    return thread.raiseTypeError("can't subtract offset-naive and offset-aware datetimes");
  }
  Ref<> difference = TRY(plainDifference(thread, a, b));
  if (sameOffset(first, second)) return difference;
  Ref<> offsets = TRY(deltaDifference(thread, deltaOf(first), deltaOf(second)));
  return deltaDifference(thread, deltaOf(difference), deltaOf(offsets));
}

Ref<> dateTimeCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isDateTime(thread, other)) {
    if (!isDate(thread, other)) return newRef(kNotImplemented);
    // date's own comparison would look at the days only.
    if (op == CompareOp::kEqual) return newRef(kFalse);
    if (op == CompareOp::kNotEqual) return newRef(kTrue);
    return thread.raiseTypeError("can't compare {} to {}", typeOf(thread, self)->nativeName, typeOf(thread, other)->nativeName);
  }
  DateTime *a = dateTimeOf(self), *b = dateTimeOf(other);
  if (a->zone == b->zone) return compareResult(memcmp(a->data, b->data, sizeof a->data), op);
  Ref<> first = TRY(utcOffset(thread, a->zone, self)), second = TRY(utcOffset(thread, b->zone, other));
  if (sameOffset(first, second)) {
    return compareOrders(thread, self, other, op, memcmp(a->data, b->data, sizeof a->data), first, second);
  }
  if (!first.get().isNone() && !second.get().isNone()) {
    Ref<> difference = TRY(dateTimeSubtract(thread, self, other));
    const Delta* delta = deltaOf(difference);
    int order = delta->days < 0 ? -1 : delta->days || delta->seconds || delta->microseconds;
    return compareOrders(thread, self, other, op, order, first, second);
  }
  if (op == CompareOp::kEqual) return newRef(kFalse);
  if (op == CompareOp::kNotEqual) return newRef(kTrue);
  return thread.raiseTypeError("can't compare offset-naive and offset-aware datetimes");
}

Result<int64_t> dateTimeHash(Thread& thread, Value self) {
  DateTime* when = dateTimeOf(self);
  if (when->cachedHash != -1) return when->cachedHash;
  Ref<> first = when->fold ? TRY(copyWithFold(thread, when, 0)) : newRef(self);
  Ref<> offset = TRY(utcOffset(thread, when->zone, first));
  int64_t result;
  if (offset.get().isNone()) {
    result = hashBytes(thread, when->data, sizeof when->data);
  } else {
    Ref<> sinceStart = TRY(newDelta(thread, ordinalOf(when->civil()), when->secondOfDay(), when->microsecond()));
    Ref<> utc = TRY(deltaDifference(thread, deltaOf(sinceStart), deltaOf(offset)));
    result = TRY(hash(thread, utc));
  }
  when->cachedHash = result;
  return result;
}

}  // namespace taipan::datetime
