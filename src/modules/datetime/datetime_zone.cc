// datetime: the system's time zone, astimezone() and timestamp().
#include <errno.h>
#include <time.h>

#include "modules/datetime/datetime.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/float.h"
#include "objects/int.h"

namespace taipan::datetime {

Result<int64_t> localSeconds(Thread& thread, int64_t utc) {
  time_t seconds = utc - kEpochSeconds;
  tm fields;
  if (!localtime_r(&seconds, &fields)) return thread.raiseErrno(errno);
  int year = fields.tm_year + 1900;
  if (year < kMinYear || year > kMaxYear) return thread.raiseValueError("year {} is out of range", year);
  return ordinalOf({year, fields.tm_mon + 1, fields.tm_mday}) * kSecondsPerDay + (fields.tm_hour * 60 + fields.tm_min) * 60 + fields.tm_sec;
}

// The zone's offset at `local` is one of two: what it is near that time, and what it is a day before or after (PEP 495).
// The answer is the candidate that clocks confirm; in a gap, where they confirm neither, the later one for fold 0.
Result<int64_t> utcSecondsOfLocal(Thread& thread, int64_t local, int fold) {
  int64_t offset = TRY(localSeconds(thread, local)) - local;
  int64_t candidate = local - offset;
  int64_t shown = TRY(localSeconds(thread, candidate));
  int64_t otherOffset;
  if (shown == local) {
    int64_t dayAway = candidate + (fold ? kSecondsPerDay : -kSecondsPerDay);
    otherOffset = TRY(localSeconds(thread, dayAway)) - dayAway;
    if (otherOffset == offset) return candidate;
  } else {
    otherOffset = shown - candidate;
  }
  int64_t other = local - otherOffset;
  if (TRY(localSeconds(thread, other)) == local) return other;
  if (shown == local) return candidate;
  return (other < candidate) == (fold != 0) ? other : candidate;
}

namespace {

// The system's zone at a POSIX timestamp, as a timezone with its name.
Ref<> systemZone(Thread& thread, int64_t timestamp) {
  time_t seconds = timestamp;
  tm fields;
  if (!localtime_r(&seconds, &fields)) return thread.raiseErrno(errno);
  Ref<> offset = TRY(newDelta(thread, 0, fields.tm_gmtoff, 0));
  Ref<Str> name = TRY(strFromNative(thread, fields.tm_zone ? fields.tm_zone : ""));
  return newTimeZone(thread, offset, name.value());
}
Ref<> systemZoneOfLocal(Thread& thread, const DateTime* when) {
  int64_t utc = TRY(utcSecondsOfLocal(thread, secondsOf(when), when->fold));
  return systemZone(thread, utc - kEpochSeconds);
}

void setZone(DateTime* when, Value zone) {
  Ref<> old = Ref<>::adopt(std::exchange(when->zone, newRef(zone).releaseValue()));
}

// A new object, `self` in UTC, its zone replaced; empty without an exception if the zone does not know its offset.
Ref<> inUtc(Thread& thread, Value self, Value zone) {
  Ref<> offset = TRY(utcOffset(thread, zone, self));
  if (offset.get().isNone()) return nullptr;
  Ref<> shifted = TRY(shiftDateTime(thread, dateTimeOf(self), deltaOf(offset), -1));
  if (!isDateTime(thread, shifted)) {
    return thread.raiseTypeError("a datetime is required, not '{}'", typeOf(thread, shifted)->nativeName);
  }
  DateTime* when = dateTimeOf(shifted);
  if (when->zone.isNone()) {
    return newDateTime(thread, thread.type(TypeId::kDateTime), when->civil(), clockOf(when), utcZone(thread), when->fold);
  }
  setZone(when, utcZone(thread));
  return shifted;
}

}  // namespace

Ref<> dateTimeAsTimeZone(Thread& thread, Value self, const Arguments& args) {
  Value zone = kNone;
  TRY(bindCall(thread, args, "astimezone", {"tz"}, 0, 1, &zone));
  TRY(checkZone(thread, zone));
  Ref<> own = newRef(dateTimeOf(self)->zone);
  if (own.get().isNone()) own = TRY(systemZoneOfLocal(thread, dateTimeOf(self)));
  if (own.get() == zone) return newRef(self);
  Ref<> utc = inUtc(thread, self, own);
  if (!utc) {
    if (thread.hasException()) return Raised{};
    own = TRY(systemZoneOfLocal(thread, dateTimeOf(self)));
    if (own.get() == zone) return newRef(self);
    utc = TRY(inUtc(thread, self, own));
  }
  // fromutc() of a zone wants the time in UTC, but marked with that zone.
  Ref<> target = newRef(zone);
  if (zone.isNone()) target = TRY(systemZone(thread, secondsOf(dateTimeOf(utc)) - kEpochSeconds));
  setZone(dateTimeOf(utc), target);
  return callMethod(thread, target, thread.names().fromutc, utc.get());
}

Ref<> dateTimeTimestamp(Thread& thread, const Value* args) {
  DateTime* when = dateTimeOf(args[0]);
  if (when->zone.isNone()) {
    int64_t seconds = TRY(utcSecondsOfLocal(thread, secondsOf(when), when->fold)) - kEpochSeconds;
    return newFloat(thread, static_cast<double>(seconds) + when->microsecond() / 1e6);
  }
  Ref<> since = TRY(dateTimeSubtract(thread, args[0], stateOf(thread).epoch));
  Ref<> microseconds = TRY(newIntFromBigInt(thread, deltaMicroseconds(deltaOf(since))));
  return binaryOperation(thread, BinaryOp::kTrueDivide, microseconds, Value::smallInt(kMicrosecondsPerSecond));
}

}  // namespace taipan::datetime
