// time: a time of day, with or without a time zone.
#include <stdio.h>
#include <string.h>

#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/int_internal.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

Ref<Time> allocate(Thread& thread, Type* type, Value zone) {
  Ref<Time> time = TRY(newObject<Time>(thread, type));
  time->cachedHash = -1;
  time->fold = 0;
  time->zone = newRef(zone).releaseValue();
  return time;
}
void timeRelease(Object* self) { decrefOrEmpty(std::exchange(static_cast<Time*>(self)->zone, Value())); }

Ref<> timeFromState(Thread& thread, Type* type, Value state, Value zone) {
  if (zone && !zone.isNone() && !isTzInfo(thread, zone)) return thread.raiseTypeError("bad tzinfo state arg");
  Ref<Time> time = TRY(allocate(thread, type, zone ? zone : kNone));
  memcpy(time->data, state.as<Bytes>()->data(), sizeof time->data);
  time->fold = time->data[0] >> 7;
  time->data[0] &= 0x7F;
  return time;
}

Ref<> timeCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount >= 1 && args.positionalCount <= 2 && keywordCount(args) == 0) {
    Ref<> state = pickledState(thread, args[0], 6, "time", [](uint32_t hour, uint32_t) { return (hour & 0x7F) < 24; });
    if (thread.hasException()) return Raised{};
    if (state) return timeFromState(thread, type, state, args.positionalCount == 2 ? args[1] : Value());
  }
  Value given[6];
  TRY(bindFields(thread, args, nullptr, {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}, 5, given));
  Clock clock;
  int* const fields[] = {&clock.hour, &clock.minute, &clock.second, &clock.microsecond};
  for (int i = 0; i < 4; ++i) *fields[i] = TRY(optionalInt(thread, given[i], 0));
  int fold = TRY(optionalInt(thread, given[5], 0));
  return newTime(thread, type, clock, given[4] ? given[4] : kNone, fold);
}

Ref<> timeOfClass(Thread& thread, Value cls, const Clock& clock, Value zone) {
  if (cls == Value(thread.type(TypeId::kTime))) return newTime(thread, thread.type(TypeId::kTime), clock, zone, 0);
  return call(thread, cls, Value::smallInt(clock.hour), Value::smallInt(clock.minute), Value::smallInt(clock.second),
              Value::smallInt(clock.microsecond), zone);
}

Ref<> timeFromIsoFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("fromisoformat: argument must be str");
  std::string text = toWtf8(args[1].as<Str>());
  ParsedTime parsed;
  if (!parseIsoTime(std::string_view(text).substr(text.starts_with('T')), &parsed)) return raiseInvalidIso(thread, args[1]);
  Ref<> zone = TRY(zoneOfParsed(thread, parsed));
  return timeOfClass(thread, args[0], parsed.clock, zone);
}

Ref<> timeReplace(Thread& thread, Value self, const Arguments& args) {
  Value given[6];
  TRY(bindFields(thread, args, "replace", {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}, 5, given));
  Time* time = timeOf(self);
  Clock clock = clockOf(time);
  int* const fields[] = {&clock.hour, &clock.minute, &clock.second, &clock.microsecond};
  for (int i = 0; i < 4; ++i) *fields[i] = TRY(optionalInt(thread, given[i], *fields[i]));
  int fold = TRY(optionalInt(thread, given[5], time->fold));
  if (fold != 0 && fold != 1) return thread.raiseValueError("fold must be either 0 or 1");
  return newTime(thread, typeOf(thread, self), clock, given[4] ? given[4] : time->zone, fold);
}

// ---------------------------------------------------------------- time zone, comparison, hash

Ref<> timeUtcOffset(Thread& thread, const Value* args) { return utcOffset(thread, timeOf(args[0])->zone, kNone); }
Ref<> timeDaylight(Thread& thread, const Value* args) {
  return zoneOffset(thread, timeOf(args[0])->zone, thread.names().dst, kNone);
}
Ref<> timeZoneName(Thread& thread, const Value* args) { return zoneName(thread, timeOf(args[0])->zone, kNone); }

int orderOf(const Time* a, const Time* b) { return memcmp(a->data, b->data, sizeof a->data); }
bool sameOffset(Value a, Value b) {
  return a == b || (!a.isNone() && !b.isNone() && compareDeltas(deltaOf(a), deltaOf(b)) == 0);
}
int64_t utcSeconds(const Time* time, const Delta* offset) {
  return time->secondOfDay() - offset->days * kSecondsPerDay - offset->seconds;
}

Ref<> timeCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isTime(thread, other)) return newRef(kNotImplemented);
  Time *a = timeOf(self), *b = timeOf(other);
  if (a->zone == b->zone) return compareResult(orderOf(a, b), op);
  Ref<> first = TRY(utcOffset(thread, a->zone, kNone)), second = TRY(utcOffset(thread, b->zone, kNone));
  if (sameOffset(first, second)) return compareResult(orderOf(a, b), op);
  if (!first.get().isNone() && !second.get().isNone()) {
    int64_t difference = utcSeconds(a, deltaOf(first)) - utcSeconds(b, deltaOf(second));
    if (difference == 0) difference = a->microsecond() - b->microsecond();
    return compareResult((difference > 0) - (difference < 0), op);
  }
  if (op == CompareOp::kEqual) return newRef(kFalse);
  if (op == CompareOp::kNotEqual) return newRef(kTrue);
  return thread.raiseTypeError("can't compare offset-naive and offset-aware times");
}

Result<int64_t> timeHash(Thread& thread, Value self) {
  Time* time = timeOf(self);
  if (time->cachedHash != -1) return time->cachedHash;
  Ref<> offset = TRY(utcOffset(thread, time->zone, kNone));
  int64_t result;
  if (offset.get().isNone()) {
    result = hashBytes(thread, time->data, sizeof time->data);
  } else {
    Ref<> sinceMidnight = TRY(newDelta(thread, 0, time->secondOfDay(), time->microsecond()));
    Ref<> utc = TRY(deltaDifference(thread, deltaOf(sinceMidnight), deltaOf(offset)));
    result = TRY(hash(thread, utc));
  }
  time->cachedHash = result;
  return result;
}

// ---------------------------------------------------------------- text, pickling

Ref<> timeRepr(Thread& thread, Value self) {
  Time* time = timeOf(self);
  std::string text = typeName(self) + "(" + std::to_string(time->hour()) + ", " + std::to_string(time->minute());
  if (time->second() || time->microsecond()) text += ", " + std::to_string(time->second());
  if (time->microsecond()) text += ", " + std::to_string(time->microsecond());
  return withZoneAndFold(thread, text, time->zone, time->fold, false);
}
Ref<> timeStr(Thread& thread, Value self) { return callMethod(thread, self, thread.names().isoformat); }

Ref<> timeIsoFormat(Thread& thread, Value self, const Arguments& args) {
  Value timespec;
  TRY(bindCall(thread, args, "isoformat", {"timespec"}, 0, 1, &timespec));
  std::string text = TRY(clockText(thread, clockOf(timeOf(self)), TRY(timespecArgument(thread, timespec, 1))));
  return newStr(thread, text + TRY(offsetText(thread, timeOf(self)->zone, ":", kNone)));
}

Ref<> timeStrftime(Thread& thread, Value self, const Arguments& args) {
  Value format;
  TRY(bindCall(thread, args, "strftime", {"format"}, 1, 1, &format));
  if (!isStr(format)) return thread.raiseTypeError("strftime() argument 1 must be str, not {}", typeOf(thread, format)->nativeName);
  Time* time = timeOf(self);
  // The date is a Monday, 1 January.
  Ref<Tuple> fields = TRY(makeTuple(thread, Value::smallInt(1900), Value::smallInt(1), Value::smallInt(1), Value::smallInt(time->hour()),
                                    Value::smallInt(time->minute()), Value::smallInt(time->second()), Value::smallInt(0),
                                    Value::smallInt(1), Value::smallInt(-1)));
  return formatTime(thread, self, format, Value(fields.get()), kNone);
}

Ref<> reduce(Thread& thread, Value self, int64_t protocol) {
  Time* time = timeOf(self);
  Ref<Bytes> state = TRY(newBytes(thread, {reinterpret_cast<const char*>(time->data), sizeof time->data}));
  if (protocol > 3 && time->fold) state->data()[0] = static_cast<char>(time->data[0] | 0x80);
  Ref<Tuple> arguments = TRY(time->zone.isNone() ? makeTuple(thread, Value(state.get())) : makeTuple(thread, Value(state.get()), time->zone));
  return makeTuple(thread, Value(typeOf(thread, self)), Value(arguments.get()));
}
Ref<> timeReduceEx(Thread& thread, Value self, const Arguments& args) {
  TRY(checkTuple(thread, args, "time", "__reduce_ex__", 1));
  return reduce(thread, self, TRY(argumentAsInt(thread, args[0])));
}
Ref<> timeReduce(Thread& thread, const Value* args) { return reduce(thread, args[0], 2); }

Ref<> getHour(Thread&, Value self) { return newRef(Value::smallInt(timeOf(self)->hour())); }
Ref<> getMinute(Thread&, Value self) { return newRef(Value::smallInt(timeOf(self)->minute())); }
Ref<> getSecond(Thread&, Value self) { return newRef(Value::smallInt(timeOf(self)->second())); }
Ref<> getMicrosecond(Thread&, Value self) { return newRef(Value::smallInt(timeOf(self)->microsecond())); }
Ref<> getZone(Thread&, Value self) { return newRef(timeOf(self)->zone); }
Ref<> getFold(Thread&, Value self) { return newRef(Value::smallInt(timeOf(self)->fold)); }

constexpr GetSetDef kGetSets[] = {{"hour", getHour}, {"minute", getMinute}, {"second", getSecond},
                                  {"microsecond", getMicrosecond}, {"tzinfo", getZone}, {"fold", getFold}};
constexpr MethodDef kMethods[] = {
    {.name = "isoformat", .signature = "($self, /, timespec='auto')", .raw = timeIsoFormat,
     .doc = "The text [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]; timespec says how much of it."},
    {.name = "strftime", .signature = "($self, /, format)", .raw = timeStrftime, .doc = "format -> text, as strftime() of C."},
    {.name = "__format__", .signature = "($self, format_spec, /)", .raw = formatMethod, .doc = "Formats with strftime()."},
    {.name = "utcoffset", .signature = "($self, /)", .function = timeUtcOffset, .doc = "self.tzinfo.utcoffset(None)."},
    {.name = "tzname", .signature = "($self, /)", .function = timeZoneName, .doc = "self.tzinfo.tzname(None)."},
    {.name = "dst", .signature = "($self, /)", .function = timeDaylight, .doc = "self.tzinfo.dst(None)."},
    {.name = "replace",
     .signature = "($self, /, hour=<unrepresentable>, minute=<unrepresentable>, second=<unrepresentable>, "
                  "microsecond=<unrepresentable>, tzinfo=<unrepresentable>, *, fold=<unrepresentable>)",
     .raw = timeReplace, .doc = "A time with some fields replaced."},
    {.name = "fromisoformat", .signature = "($type, string, /)", .function = timeFromIsoFormat, .kind = MethodKind::kClass,
     .doc = "str -> time, from a text in ISO 8601 format."},
    {.name = "__reduce_ex__", .signature = "($self, protocol, /)", .raw = timeReduceEx, .doc = "For pickling."},
    {.name = "__reduce__", .signature = "($self, /)", .function = timeReduce, .doc = "For pickling."}};
constexpr Slots kSlots = {.release = timeRelease, .create = timeCreate, .repr = timeRepr, .str = timeStr, .hash = timeHash, .compare = timeCompare};

}  // namespace

const TypeSpec kTimeType = {.id = TypeId::kTime, .name = "datetime.time", .basicSize = sizeof(Time),
                            .flags = kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods, .getSets = kGetSets,
                            .doc = "A time of day, perhaps in a time zone.\n\n"
                                   "time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)"};

Ref<> newTime(Thread& thread, Type* type, const Clock& clock, Value zone, int fold) {
  TRY(checkClock(thread, clock, fold));
  TRY(checkZone(thread, zone));
  Ref<Time> time = TRY(allocate(thread, type, zone));
  time->data[0] = static_cast<uint8_t>(clock.hour);
  time->data[1] = static_cast<uint8_t>(clock.minute);
  time->data[2] = static_cast<uint8_t>(clock.second);
  time->data[3] = static_cast<uint8_t>(clock.microsecond >> 16);
  time->data[4] = static_cast<uint8_t>(clock.microsecond >> 8);
  time->data[5] = static_cast<uint8_t>(clock.microsecond);
  time->fold = static_cast<uint8_t>(fold);
  return time;
}

}  // namespace taipan::datetime
