// datetime: construction, from fields, pickles, clocks, time stamps and text.
#include <errno.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/float.h"

namespace taipan::datetime {

namespace {

Ref<DateTime> allocate(Thread& thread, Type* type, Value zone) {
  Ref<DateTime> made = TRY(newObject<DateTime>(thread, type));
  made->cachedHash = -1;
  made->fold = 0;
  made->zone = newRef(zone).releaseValue();
  return made;
}

Ref<> fromState(Thread& thread, Type* type, Value state, Value zone) {
  if (zone && !zone.isNone() && !isTzInfo(thread, zone)) return thread.raiseTypeError("bad tzinfo state arg");
  Ref<DateTime> made = TRY(allocate(thread, type, zone ? zone : kNone));
  memcpy(made->data, state.as<Bytes>()->data(), sizeof made->data);
  made->fold = made->data[2] >> 7;
  made->data[2] &= 0x7F;
  return made;
}

// ---------------------------------------------------------------- from time stamps

struct Timestamp {
  int64_t seconds;
  int microseconds;
};

// A number of seconds, to the nearest microsecond (the even one of two).
Result<Timestamp> timestampArgument(Thread& thread, Value value) {
  constexpr const char* kOutOfRange = "timestamp out of range for platform time_t";
  if (!isFloat(value)) {
    Ref<> whole = TRY(index(thread, value));
    int64_t seconds;
    if (!intFitsInt64(whole, &seconds)) return thread.raise(TypeId::kOverflowError, kOutOfRange);
    return Timestamp{seconds, 0};
  }
  double whole, fraction = modf(floatValue(value), &whole);
  if (isnan(whole)) return thread.raiseValueError("Invalid value NaN (not a number)");
  fraction = nearbyint(fraction * 1e6);
  if (fraction >= 1e6) fraction -= 1e6, whole += 1;
  else if (fraction < 0) fraction += 1e6, whole -= 1;
  if (!(whole >= -0x1p63 && whole < 0x1p63)) return thread.raise(TypeId::kOverflowError, kOutOfRange);
  return Timestamp{static_cast<int64_t>(whole), static_cast<int>(fraction)};
}

Timestamp systemNow() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return {now.tv_sec, static_cast<int>(now.tv_nsec / 1000)};
}

// Is a local time the second of two that look alike?  Then a day earlier the zone's offset was larger, and the same time
// was shown as much earlier.
Result<int> foldOf(Thread& thread, int64_t utc, int64_t local) {
  int64_t before = TRY(localSeconds(thread, utc - kSecondsPerDay));
  int64_t change = local - before - kSecondsPerDay;
  if (change >= 0) return 0;
  return int{TRY(localSeconds(thread, utc + change)) == local};
}

Ref<> fromFields(Thread& thread, Value cls, const Timestamp& when, Value zone, bool local) {
  time_t seconds = when.seconds;
  tm fields;
  if (!(local ? localtime_r : gmtime_r)(&seconds, &fields)) return thread.raiseErrno(errno);
  CivilDate date{fields.tm_year + 1900, fields.tm_mon + 1, fields.tm_mday};
  Clock clock{fields.tm_hour, fields.tm_min, fields.tm_sec > 59 ? 59 : fields.tm_sec, when.microseconds};
  int fold = 0;
  if (local && zone.isNone()) {
    if (date.year < kMinYear || date.year > kMaxYear) return thread.raiseValueError("year {} is out of range", date.year);
    int64_t shown = ordinalOf(date) * kSecondsPerDay + (clock.hour * 60 + clock.minute) * 60 + clock.second;
    fold = TRY(foldOf(thread, kEpochSeconds + when.seconds, shown));
  }
  return newDateTimeOfClass(thread, cls, date, clock, zone, fold);
}

// In local time, or in a zone that is asked by its fromutc().
Ref<> inZone(Thread& thread, Value cls, const Timestamp& when, Value zone) {
  Ref<> made = TRY(fromFields(thread, cls, when, zone, zone.isNone()));
  if (zone.isNone()) return made;
  return callMethod(thread, zone, thread.names().fromutc, made.get());
}

}  // namespace

Ref<> dateTimeNow(Thread& thread, const Value* args) {
  TRY(checkZone(thread, args[1]));
  return inZone(thread, args[0], systemNow(), args[1]);
}
Ref<> dateTimeUtcNow(Thread& thread, Value cls, const Arguments& args) {
  TRY(checkTuple(thread, args, "datetime", "utcnow", 0));
  return fromFields(thread, cls, systemNow(), kNone, false);
}
Ref<> dateTimeFromTimestamp(Thread& thread, Value cls, const Arguments& args) {
  Value given[2] = {Value(), kNone};
  TRY(bindCall(thread, args, "fromtimestamp", {"timestamp", "tz"}, 1, 2, given));
  TRY(checkZone(thread, given[1]));
  Timestamp when = TRY(timestampArgument(thread, given[0]));
  return inZone(thread, cls, when, given[1]);
}
Ref<> dateTimeUtcFromTimestamp(Thread& thread, Value cls, const Arguments& args) {
  TRY(checkTuple(thread, args, "datetime", "utcfromtimestamp", 1));
  Timestamp when = TRY(timestampArgument(thread, args[0]));
  return fromFields(thread, cls, when, kNone, false);
}

// ---------------------------------------------------------------- from text and parts

Ref<> dateTimeStrptime(Thread& thread, Value cls, const Arguments& args) {
  TRY(checkTuple(thread, args, "datetime", "strptime", 2));
  for (size_t i = 0; i < 2; ++i) {
    if (!isStr(args[i])) return thread.raiseTypeError("strptime() argument {} must be str, not {}", i + 1, typeOf(thread, args[i])->nativeName);
  }
  Ref<> module = TRY(importedModule(thread, "_strptime"));
  Ref<> function = TRY(getAttribute(thread, module, "_strptime_datetime"));
  return call(thread, function, cls, args[0], args[1]);
}

Ref<> dateTimeCombine(Thread& thread, Value cls, const Arguments& args) {
  Value given[3];
  TRY(bindCall(thread, args, "combine", {"date", "time", "tzinfo"}, 2, 3, given));
  if (!isDate(thread, given[0])) {
    return thread.raiseTypeError("combine() argument 1 must be datetime.date, not {}", typeOf(thread, given[0])->nativeName);
  }
  if (!isTime(thread, given[1])) {
    return thread.raiseTypeError("combine() argument 2 must be datetime.time, not {}", typeOf(thread, given[1])->nativeName);
  }
  Time* time = timeOf(given[1]);
  return newDateTimeOfClass(thread, cls, dateOf(given[0])->civil(), clockOf(time), given[2] ? given[2] : time->zone, time->fold);
}

namespace {

// How many bytes the character has that separates date and time.
size_t separatorSize(char first) {
  auto c = static_cast<unsigned char>(first);
  return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

bool parseDateTime(std::string_view text, CivilDate* date, ParsedTime* time) {
  if (text.size() < 7) return false;
  int64_t separator = findIsoSeparator(text);
  if (separator < 0) return false;
  auto at = static_cast<size_t>(separator);
  if (!parseIsoDate(text.substr(0, at), date)) return false;
  if (text.size() <= at) return true;
  size_t begin = at + separatorSize(text[at]);
  return begin <= text.size() && parseIsoTime(text.substr(begin), time);
}

}  // namespace

Ref<> dateTimeFromIsoFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("fromisoformat: argument must be str");
  CivilDate date;
  ParsedTime time;
  if (!parseDateTime(toWtf8(args[1].as<Str>()), &date, &time)) return raiseInvalidIso(thread, args[1]);
  Ref<> zone = TRY(zoneOfParsed(thread, time));
  return newDateTimeOfClass(thread, args[0], date, time.clock, zone, 0);
}

Ref<> dateTimeCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount >= 1 && args.positionalCount <= 2 && keywordCount(args) == 0) {
    Ref<> state = pickledState(thread, args[0], 10, "datetime", [](uint32_t, uint32_t month) {
      return (month & 0x7F) >= 1 && (month & 0x7F) <= 12 && month < 256;
    });
    if (thread.hasException()) return Raised{};
    if (state) return fromState(thread, type, state, args.positionalCount == 2 ? args[1] : Value());
  }
  constexpr const char* kNames[] = {"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"};
  Value given[9];
  TRY(bindFields(thread, args, nullptr, {"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"}, 8, given));
  CivilDate date;
  Clock clock;
  int* const dateFields[] = {&date.year, &date.month, &date.day};
  int* const clockFields[] = {&clock.hour, &clock.minute, &clock.second, &clock.microsecond};
  for (size_t i = 0; i < 3; ++i) *dateFields[i] = TRY(requiredInt(thread, given, kNames, i));
  for (size_t i = 0; i < 4; ++i) *clockFields[i] = TRY(optionalInt(thread, given[3 + i], 0));
  int fold = TRY(optionalInt(thread, given[8], 0));
  return newDateTime(thread, type, date, clock, given[7] ? given[7] : kNone, fold);
}

Ref<> newDateTime(Thread& thread, Type* type, const CivilDate& date, const Clock& clock, Value zone, int fold) {
  TRY(checkDate(thread, date));
  TRY(checkClock(thread, clock, fold));
  TRY(checkZone(thread, zone));
  Ref<DateTime> made = TRY(allocate(thread, type, zone));
  const int octets[] = {date.year >> 8, date.year, date.month, date.day, clock.hour, clock.minute, clock.second,
                        clock.microsecond >> 16, clock.microsecond >> 8, clock.microsecond};
  for (size_t i = 0; i < sizeof made->data; ++i) made->data[i] = static_cast<uint8_t>(octets[i]);
  made->fold = static_cast<uint8_t>(fold);
  return made;
}

Ref<> newDateTimeOfClass(Thread& thread, Value cls, const CivilDate& date, const Clock& clock, Value zone, int fold) {
  Type* exact = thread.type(TypeId::kDateTime);
  if (cls == Value(exact)) return newDateTime(thread, exact, date, clock, zone, fold);
  Ref<> made = TRY(call(thread, cls, Value::smallInt(date.year), Value::smallInt(date.month), Value::smallInt(date.day),
                        Value::smallInt(clock.hour), Value::smallInt(clock.minute), Value::smallInt(clock.second),
                        Value::smallInt(clock.microsecond), zone));
  if (isDateTime(thread, made)) dateTimeOf(made)->fold = static_cast<uint8_t>(fold);
  return made;
}

}  // namespace taipan::datetime
