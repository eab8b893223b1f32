// datetime: its methods and its table.
#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

void dateTimeRelease(Object* self) { decrefOrEmpty(std::exchange(static_cast<DateTime*>(self)->zone, Value())); }

Ref<> replace(Thread& thread, Value self, const Arguments& args) {
  Value given[9];
  TRY(bindFields(thread, args, "replace", {"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"}, 8, given));
  DateTime* when = dateTimeOf(self);
  CivilDate date = when->civil();
  Clock clock = clockOf(when);
  int* const fields[] = {&date.year, &date.month, &date.day, &clock.hour, &clock.minute, &clock.second, &clock.microsecond};
  for (int i = 0; i < 7; ++i) *fields[i] = TRY(optionalInt(thread, given[i], *fields[i]));
  int fold = TRY(optionalInt(thread, given[8], when->fold));
  if (fold != 0 && fold != 1) return thread.raiseValueError("fold must be either 0 or 1");
  return newDateTime(thread, typeOf(thread, self), date, clock, given[7] ? given[7] : when->zone, fold);
}

// ---------------------------------------------------------------- parts

Ref<> datePart(Thread& thread, const Value* args) { return newDate(thread, thread.type(TypeId::kDate), dateOf(args[0])->civil()); }
Ref<> timePart(Thread& thread, const Value* args) {
  DateTime* when = dateTimeOf(args[0]);
  return newTime(thread, thread.type(TypeId::kTime), clockOf(when), kNone, when->fold);
}
Ref<> timePartWithZone(Thread& thread, const Value* args) {
  DateTime* when = dateTimeOf(args[0]);
  return newTime(thread, thread.type(TypeId::kTime), clockOf(when), when->zone, when->fold);
}

Ref<> offsetMethod(Thread& thread, const Value* args) { return utcOffset(thread, dateTimeOf(args[0])->zone, args[0]); }
Ref<> daylightMethod(Thread& thread, const Value* args) {
  return zoneOffset(thread, dateTimeOf(args[0])->zone, thread.names().dst, args[0]);
}
Ref<> nameMethod(Thread& thread, const Value* args) { return zoneName(thread, dateTimeOf(args[0])->zone, args[0]); }

Ref<> timeTuple(Thread& thread, const Value* args) {
  DateTime* when = dateTimeOf(args[0]);
  int daylight = -1;
  if (!when->zone.isNone()) {
    Ref<> delta = TRY(daylightMethod(thread, args));
    if (!delta.get().isNone()) daylight = TRY(isTrue(thread, delta));
  }
  return makeStructTime(thread, when->civil(), clockOf(when), daylight);
}
Ref<> utcTimeTuple(Thread& thread, const Value* args) {
  Ref<> offset = TRY(offsetMethod(thread, args));
  Ref<> utc = newRef(args[0]);
  if (!offset.get().isNone()) utc = TRY(shiftDateTime(thread, dateTimeOf(args[0]), deltaOf(offset), -1));
  if (!isDateTime(thread, utc)) return thread.raiseTypeError("a datetime is required, not '{}'", typeOf(thread, utc)->nativeName);
  return makeStructTime(thread, dateOf(utc)->civil(), clockOf(dateTimeOf(utc)), 0);
}

// ---------------------------------------------------------------- text, pickling

Ref<> dateTimeRepr(Thread& thread, Value self) {
  DateTime* when = dateTimeOf(self);
  CivilDate date = when->civil();
  std::string text = typeName(self) + "(";
  for (int field : {date.year, date.month, date.day, when->hour()}) text += std::to_string(field) + ", ";
  text += std::to_string(when->minute());
  if (when->second() || when->microsecond()) text += ", " + std::to_string(when->second());
  if (when->microsecond()) text += ", " + std::to_string(when->microsecond());
  return withZoneAndFold(thread, text, when->zone, when->fold, true);
}
Ref<> dateTimeStr(Thread& thread, Value self) {
  Ref<Str> space = TRY(newStrFromChar(thread, ' '));
  return callMethod(thread, self, thread.names().isoformat, space.value());
}

Ref<> isoFormat(Thread& thread, Value self, const Arguments& args) {
  Value given[2];
  TRY(bindCall(thread, args, "isoformat", {"sep", "timespec"}, 0, 2, given));
  uint32_t separator = 'T';
  if (given[0]) {
    if (!isStr(given[0]) || given[0].as<Str>()->length() != 1) {
      return thread.raiseTypeError("isoformat() argument 1 must be a unicode character, not {}", typeOf(thread, given[0])->nativeName);
    }
    separator = given[0].as<Str>()->at(0);
  }
  DateTime* when = dateTimeOf(self);
  std::string timespec = TRY(timespecArgument(thread, given[1], 2));
  std::string time = TRY(clockText(thread, clockOf(when), timespec));
  time += TRY(offsetText(thread, when->zone, ":", self));
  StrBuilder text(thread);
  text.append(dateText(when->civil()));
  text.append(separator);
  text.append(time);
  return text.finish();
}
Ref<> ctimeMethod(Thread& thread, const Value* args) {
  return ctimeText(thread, dateOf(args[0])->civil(), clockOf(dateTimeOf(args[0])));
}

Ref<> reduce(Thread& thread, Value self, int protocol) {
  DateTime* when = dateTimeOf(self);
  Ref<Bytes> state = TRY(newBytes(thread, {reinterpret_cast<const char*>(when->data), sizeof when->data}));
  if (protocol > 3 && when->fold) state->data()[2] = static_cast<char>(when->data[2] | 0x80);
  Ref<Tuple> arguments = TRY(when->zone.isNone() ? makeTuple(thread, Value(state.get())) : makeTuple(thread, Value(state.get()), when->zone));
  return makeTuple(thread, Value(typeOf(thread, self)), Value(arguments.get()));
}
Ref<> reduceEx(Thread& thread, Value self, const Arguments& args) {
  TRY(checkTuple(thread, args, "datetime", "__reduce_ex__", 1));
  return reduce(thread, self, TRY(argumentAsInt(thread, args[0])));
}
Ref<> reduceMethod(Thread& thread, const Value* args) { return reduce(thread, args[0], 2); }

// ---------------------------------------------------------------- tables

Ref<> getHour(Thread&, Value self) { return newRef(Value::smallInt(dateTimeOf(self)->hour())); }
Ref<> getMinute(Thread&, Value self) { return newRef(Value::smallInt(dateTimeOf(self)->minute())); }
Ref<> getSecond(Thread&, Value self) { return newRef(Value::smallInt(dateTimeOf(self)->second())); }
Ref<> getMicrosecond(Thread&, Value self) { return newRef(Value::smallInt(dateTimeOf(self)->microsecond())); }
Ref<> getZone(Thread&, Value self) { return newRef(dateTimeOf(self)->zone); }
Ref<> getFold(Thread&, Value self) { return newRef(Value::smallInt(dateTimeOf(self)->fold)); }

constexpr GetSetDef kGetSets[] = {{"hour", getHour}, {"minute", getMinute}, {"second", getSecond},
                                  {"microsecond", getMicrosecond}, {"tzinfo", getZone}, {"fold", getFold}};
constexpr MethodDef kMethods[] = {
    {.name = "now", .signature = "($type, /, tz=None)", .function = dateTimeNow, .kind = MethodKind::kClass,
     .doc = "The current time: local without tzinfo, or in the given zone."},
    {.name = "utcnow", .signature = "($type, /)", .raw = dateTimeUtcNow, .kind = MethodKind::kClass, .doc = "The current time in UTC, without tzinfo."},
    {.name = "fromtimestamp", .signature = "($type, /, timestamp, tz=None)", .raw = dateTimeFromTimestamp, .kind = MethodKind::kClass,
     .doc = "timestamp[, tz] -> local time, or time in the zone, of a POSIX timestamp."},
    {.name = "utcfromtimestamp", .signature = "($type, timestamp, /)", .raw = dateTimeUtcFromTimestamp, .kind = MethodKind::kClass,
     .doc = "timestamp -> time in UTC, without tzinfo."},
    {.name = "strptime", .signature = "($type, date_string, format, /)", .raw = dateTimeStrptime, .kind = MethodKind::kClass,
     .doc = "string, format -> time, parsed like time.strptime() does."},
    {.name = "combine", .signature = "($type, /, date, time, tzinfo=<unrepresentable>)", .raw = dateTimeCombine, .kind = MethodKind::kClass,
     .doc = "date, time -> both in one."},
    {.name = "fromisoformat", .signature = "($type, date_string, /)", .function = dateTimeFromIsoFormat, .kind = MethodKind::kClass,
     .doc = "str -> time, from a text in ISO 8601 format."},
    {.name = "date", .signature = "($self, /)", .function = datePart, .doc = "The date."},
    {.name = "time", .signature = "($self, /)", .function = timePart, .doc = "The time of day, without tzinfo."},
    {.name = "timetz", .signature = "($self, /)", .function = timePartWithZone, .doc = "The time of day, with the same tzinfo."},
    {.name = "ctime", .signature = "($self, /)", .function = ctimeMethod, .doc = "The text that ctime() of C gives."},
    {.name = "timetuple", .signature = "($self, /)", .function = timeTuple, .doc = "The fields as time.localtime() gives them."},
    {.name = "timestamp", .signature = "($self, /)", .function = dateTimeTimestamp, .doc = "The POSIX timestamp as a float."},
    {.name = "utctimetuple", .signature = "($self, /)", .function = utcTimeTuple, .doc = "The fields in UTC, as time.localtime() gives them."},
    {.name = "isoformat", .signature = "($self, /, sep='T', timespec='auto')", .raw = isoFormat,
     .doc = "The text YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]; sep stands between date and time, timespec says how much of it."},
    {.name = "utcoffset", .signature = "($self, /)", .function = offsetMethod, .doc = "self.tzinfo.utcoffset(self)."},
    {.name = "tzname", .signature = "($self, /)", .function = nameMethod, .doc = "self.tzinfo.tzname(self)."},
    {.name = "dst", .signature = "($self, /)", .function = daylightMethod, .doc = "self.tzinfo.dst(self)."},
    {.name = "replace",
     .signature = "($self, /, year=<unrepresentable>, month=<unrepresentable>, day=<unrepresentable>, hour=<unrepresentable>, "
                  "minute=<unrepresentable>, second=<unrepresentable>, microsecond=<unrepresentable>, tzinfo=<unrepresentable>, *, "
                  "fold=<unrepresentable>)",
     .raw = replace, .doc = "A time with some fields replaced."},
    {.name = "astimezone", .signature = "($self, /, tz=None)", .raw = dateTimeAsTimeZone, .doc = "tz -> the same time in that zone."},
    {.name = "__reduce_ex__", .signature = "($self, protocol, /)", .raw = reduceEx, .doc = "For pickling."},
    {.name = "__reduce__", .signature = "($self, /)", .function = reduceMethod, .doc = "For pickling."}};

constexpr Slots makeSlots() {
  Slots slots;
  slots.release = dateTimeRelease;
  slots.create = dateTimeCreate;
  slots.repr = dateTimeRepr;
  slots.str = dateTimeStr;
  slots.hash = dateTimeHash;
  slots.compare = dateTimeCompare;
  slots.binary[static_cast<int>(BinaryOp::kAdd)] = dateTimeAdd;
  slots.binary[static_cast<int>(BinaryOp::kSubtract)] = dateTimeSubtract;
  return slots;
}
constexpr Slots kSlots = makeSlots();

}  // namespace

const TypeSpec kDateTimeType = {.id = TypeId::kDateTime, .name = "datetime.datetime", .basicSize = sizeof(DateTime),
                                .base = TypeId::kDate, .flags = kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods,
                                .getSets = kGetSets,
                                .doc = "A date and a time of day, perhaps in a time zone.\n\n"
                                       "datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)"};

}  // namespace taipan::datetime
