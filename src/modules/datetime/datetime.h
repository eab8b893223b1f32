// What the files of the _datetime module share: the layouts of its objects and the operations on them that more than one
// type needs.
//
// Objects hold their fields as the octets of their pickles (big-endian), so that comparing and hashing two of them without
// time zones is comparing and hashing octets, with CPython's hash values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/big_int.h"
#include "heap/ref.h"
#include "modules/datetime/calendar.h"
#include "objects/str.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

// Owned by the module.
struct DatetimeState {
  Ref<> utc;    // timezone.utc
  Ref<> epoch;  // 1 January 1970 in UTC
};

namespace datetime {

// timedelta, normalized: 0 <= seconds < 86400, 0 <= microseconds < 1000000, |days| <= 999999999.
struct Delta : Object {
  int64_t cachedHash;  // -1: not yet; likewise below
  int32_t days, seconds, microseconds;
};

// date.  A date has the first four octets of `data` only: its instances end there.
struct Date : Object {
  int64_t cachedHash;
  uint8_t data[10];  // year (2), month, day, hour, minute, second, microsecond (3)
  uint8_t fold;

  CivilDate civil() const { return {data[0] << 8 | data[1], data[2], data[3]}; }
};
constexpr size_t kDateSize = 32;
static_assert(offsetof(Date, data) + 4 <= kDateSize);

struct DateTime : Date {
  Value zone;  // None or a tzinfo

  int hour() const { return data[4]; }
  int minute() const { return data[5]; }
  int second() const { return data[6]; }
  int microsecond() const { return data[7] << 16 | data[8] << 8 | data[9]; }
  int64_t secondOfDay() const { return (hour() * 60 + minute()) * 60 + second(); }
};

struct Time : Object {
  int64_t cachedHash;
  uint8_t data[6];  // hour, minute, second, microsecond (3)
  uint8_t fold;
  Value zone;

  int hour() const { return data[0]; }
  int minute() const { return data[1]; }
  int second() const { return data[2]; }
  int microsecond() const { return data[3] << 16 | data[4] << 8 | data[5]; }
  int64_t secondOfDay() const { return (hour() * 60 + minute()) * 60 + second(); }
};

struct TimeZone : Object {
  Value offset;  // a timedelta
  Value name;    // a str or empty
};

// A time of day as arguments give it.
struct Clock {
  int hour = 0, minute = 0, second = 0, microsecond = 0;
};

inline Delta* deltaOf(Value v) { return v.as<Delta>(); }
inline Date* dateOf(Value v) { return v.as<Date>(); }
inline DateTime* dateTimeOf(Value v) { return v.as<DateTime>(); }
inline Time* timeOf(Value v) { return v.as<Time>(); }

inline bool isDelta(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kTimeDelta); }
inline bool isDate(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kDate); }
inline bool isDateTime(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kDateTime); }
inline bool isTime(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kTime); }
inline bool isTzInfo(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kTzInfo); }
inline DatetimeState& stateOf(Thread& thread) { return *thread.interpreter().datetimeState; }
inline Value utcZone(Thread& thread) { return stateOf(thread).utc; }

extern const TypeSpec kTimeDeltaType, kDateType, kDateTimeType, kTimeType, kTzInfoType, kTimeZoneType, kIsoCalendarDateType;

// ---------------------------------------------------------------- arguments (arguments.cc)
// Binds a call as C's argument parser does; nothing is required, see intArgumentAt.  `function` may be null.
Status bindFields(Thread& thread, const Arguments& args, const char* function, std::initializer_list<const char*> names,
                  size_t maxPositional, Value* out);
// The int at bound[position]; TypeError if it is missing.
Result<int> requiredInt(Thread& thread, const Value* bound, const char* const* names, size_t position,
                        const char* function = nullptr);
// The same, but what is missing has a default.
Result<int> optionalInt(Thread& thread, Value bound, int fallback);
// TypeError "name() takes exactly 1 argument (2 given)" and "… no keyword arguments" for functions that parse a tuple.
Status checkTuple(Thread& thread, const Arguments& args, const char* type, const char* name, size_t count);
// TypeError unless `zone` is None or a tzinfo.
Status checkZone(Thread& thread, Value zone);
Status checkDate(Thread& thread, const CivilDate& date);  // ValueError "year 0 is out of range" and so on
Status checkClock(Thread& thread, const Clock& clock, int fold);
// The state of a pickle: the bytes, or the str that a pickle of Python 2 gives, if it is `size` characters; empty without
// an exception if `value` is neither.
Ref<> pickledState(Thread& thread, Value value, size_t size, const char* what, bool (*isSane)(uint32_t first, uint32_t third));

// ---------------------------------------------------------------- timedelta (timedelta.cc)
// Normalizes; OverflowError if the days are too many.
Ref<> newDelta(Thread& thread, int64_t days, int64_t seconds, int64_t microseconds, Type* type = nullptr);
Ref<> deltaFromMicroseconds(Thread& thread, const BigInt& microseconds, Type* type = nullptr);
BigInt deltaMicroseconds(const Delta* delta);
int compareDeltas(const Delta* a, const Delta* b);
Ref<> deltaDifference(Thread& thread, const Delta* a, const Delta* b);
Result<int64_t> deltaHash(Thread& thread, Value delta);
Ref<> deltaTimes(Thread& thread, Value left, Value right);           // timedelta_ratio.cc, as the next five
Ref<> deltaTrueDivide(Thread& thread, Value left, Value right);
Ref<> deltaFloorDivide(Thread& thread, Value left, Value right);
Ref<> deltaRemainder(Thread& thread, Value left, Value right);
Ref<> deltaDivmod(Thread& thread, Value left, Value right);

// ---------------------------------------------------------------- tzinfo, timezone (tzinfo.cc, timezone.cc)
// zone.utcoffset(argument) or another method: None or a timedelta of less than a day; TypeError and ValueError if not.
// None for a zone that is None.
Ref<> zoneOffset(Thread& thread, Value zone, Str* method, Value argument);
inline Ref<> utcOffset(Thread& thread, Value zone, Value argument) {
  return zoneOffset(thread, zone, thread.names().utcoffset, argument);
}
// zone.tzname(argument): None or a str.
Ref<> zoneName(Thread& thread, Value zone, Value argument);
// A timezone; `name` may be empty.  ValueError if the offset is a day or more.
Ref<> newTimeZone(Thread& thread, Value offset, Value name);

// ---------------------------------------------------------------- date, IsoCalendarDate (date.cc, iso_calendar.cc)
// Checks the fields.
Ref<> newDate(Thread& thread, Type* type, const CivilDate& date);
// By calling `cls` if it is a subclass of date.
Ref<> newDateOfClass(Thread& thread, Value cls, const CivilDate& date);
Ref<> newIsoCalendarDate(Thread& thread, const IsoDate& date);
// Date + days; OverflowError "date value out of range".
Result<CivilDate> shiftDate(Thread& thread, const CivilDate& date, int64_t days);

// ---------------------------------------------------------------- time (time.cc)
Ref<> newTime(Thread& thread, Type* type, const Clock& clock, Value zone, int fold);

// ---------------------------------------------------------------- datetime (datetime_create.cc, datetime_zone.cc …)
Ref<> newDateTime(Thread& thread, Type* type, const CivilDate& date, const Clock& clock, Value zone, int fold);
// By calling `cls` if it is a subclass of datetime.
Ref<> newDateTimeOfClass(Thread& thread, Value cls, const CivilDate& date, const Clock& clock, Value zone, int fold);
Ref<> dateTimeCreate(Thread& thread, Type* type, const Arguments& args);
Ref<> dateTimeNow(Thread& thread, const Value* args);  // class methods, as the next six
Ref<> dateTimeUtcNow(Thread& thread, Value cls, const Arguments& args);
Ref<> dateTimeFromTimestamp(Thread& thread, Value cls, const Arguments& args);
Ref<> dateTimeUtcFromTimestamp(Thread& thread, Value cls, const Arguments& args);
Ref<> dateTimeStrptime(Thread& thread, Value cls, const Arguments& args);
Ref<> dateTimeCombine(Thread& thread, Value cls, const Arguments& args);
Ref<> dateTimeFromIsoFormat(Thread& thread, const Value* args);
// datetime + sign * delta, of the same class and zone.
Ref<> shiftDateTime(Thread& thread, const DateTime* when, const Delta* delta, int sign);
Ref<> dateTimeSubtract(Thread& thread, Value left, Value right);  // datetime_arithmetic.cc, as the next three
Ref<> dateTimeAdd(Thread& thread, Value left, Value right);
Ref<> dateTimeCompare(Thread& thread, Value self, Value other, CompareOp op);
Result<int64_t> dateTimeHash(Thread& thread, Value self);
// Seconds are counted as if every day had 86400, the system's zone were UTC and day 0 began at 0.
constexpr int64_t kEpochSeconds = kEpochOrdinal * kSecondsPerDay;
inline int64_t secondsOf(const DateTime* when) { return ordinalOf(when->civil()) * kSecondsPerDay + when->secondOfDay(); }
// What clocks in the system's zone show at a time in UTC.  OSError, and ValueError for years that do not exist.
Result<int64_t> localSeconds(Thread& thread, int64_t utc);
// The time in UTC at which they show `local`; by `fold` the first or second of two.
Result<int64_t> utcSecondsOfLocal(Thread& thread, int64_t local, int fold);
Ref<> dateTimeAsTimeZone(Thread& thread, Value self, const Arguments& args);
Ref<> dateTimeTimestamp(Thread& thread, const Value* args);

// ---------------------------------------------------------------- text (format.cc, parse.cc)
// "+hh:mm[:ss[.ffffff]]" with any separator; nothing for None.
Result<std::string> offsetText(Thread& thread, Value zone, const char* separator, Value argument);
// The module `name`, imported if it is not in sys.modules.
Ref<> importedModule(Thread& thread, const char* name);
std::string dateText(const CivilDate& date);  // "YYYY-MM-DD"
// "Thu Jan  1 00:00:00 1970"
Ref<> ctimeText(Thread& thread, const CivilDate& date, const Clock& clock);
// "hh:mm:ss.ffffff" as far as `timespec` says; ValueError "Unknown timespec value".
Result<std::string> clockText(Thread& thread, const Clock& clock, std::string_view timespec);
// A `timespec` argument, by default "auto".
Result<std::string> timespecArgument(Thread& thread, Value value, int position);
// The part of strftime() that the C library does not know: %z, %Z and %f; then time.strftime(format, timetuple).
Ref<> formatTime(Thread& thread, Value object, Value format, Value timetuple, Value zoneArgument);
// time.struct_time(…)
Ref<> makeStructTime(Thread& thread, const CivilDate& date, const Clock& clock, int daylight);
// object.__format__(spec)
Ref<> formatMethod(Thread& thread, Value self, const Arguments& args);
// "datetime.date(" with the type's name; repr of what follows is up to the caller.
std::string typeName(Value v);
// ", tzinfo=…" and ", fold=1" before the closing parenthesis of a repr.
Ref<> withZoneAndFold(Thread& thread, std::string text, Value zone, int fold, bool foldFirst);

struct ParsedTime {
  Clock clock;
  bool hasZone = false;
  int64_t offsetSeconds = 0, offsetMicroseconds = 0;
};
// False: no such text.
bool parseIsoDate(std::string_view text, CivilDate* date);
bool parseIsoTime(std::string_view text, ParsedTime* time);
// Where the time begins in a date and time (the separator's place); -1: nowhere.
int64_t findIsoSeparator(std::string_view text);
Ref<> zoneOfParsed(Thread& thread, const ParsedTime& time);  // None, or a timezone
Raised raiseInvalidIso(Thread& thread, Value text);
// Ordinal of a day of an ISO week; 0 if the week or the day does not exist, with *problem naming it.
enum class IsoProblem { kNone, kYear, kWeek, kDay };
IsoProblem dateOfIsoWeek(int year, int week, int weekday, CivilDate* date);

inline Clock clockOf(const DateTime* t) { return {t->hour(), t->minute(), t->second(), t->microsecond()}; }
inline Clock clockOf(const Time* t) { return {t->hour(), t->minute(), t->second(), t->microsecond()}; }

}  // namespace datetime
}  // namespace taipan
