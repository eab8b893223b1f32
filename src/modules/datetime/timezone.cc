// timezone: a fixed offset from UTC, with or without a name.
#include <stdio.h>
#include <stdlib.h>

#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

TimeZone* zoneOf(Value v) { return v.as<TimeZone>(); }
bool isTimeZone(Thread& thread, Value v) { return typeOf(thread, v) == thread.type(TypeId::kTimeZone); }

void zoneRelease(Object* self) {
  auto* zone = static_cast<TimeZone*>(self);
  decrefOrEmpty(std::exchange(zone->offset, Value()));
  decrefOrEmpty(std::exchange(zone->name, Value()));
}

// Without regard to the singleton.
Ref<> makeZone(Thread& thread, Value offset, Value name) {
  Ref<TimeZone> zone = TRY(newObject<TimeZone>(thread, thread.type(TypeId::kTimeZone)));
  zone->offset = newRef(offset).releaseValue();
  zone->name = newRef(name).releaseValue();
  return zone;
}

Ref<> zoneCreate(Thread& thread, Type*, const Arguments& args) {
  Value given[2];
  TRY(bindCall(thread, args, "timezone", {"offset", "name"}, 1, 2, given));
  if (!isDelta(thread, given[0])) {
    return thread.raiseTypeError("timezone() argument 1 must be datetime.timedelta, not {}", typeOf(thread, given[0])->nativeName);
  }
  if (given[1] && !isStr(given[1])) {
    return thread.raiseTypeError("timezone() argument 2 must be str, not {}", typeOf(thread, given[1])->nativeName);
  }
  return newTimeZone(thread, given[0], given[1]);
}

Ref<> zoneRepr(Thread& thread, Value self) {
  if (self == utcZone(thread)) return newStr(thread, "datetime.timezone.utc");
  if (zoneOf(self)->name) return formatStr(thread, "datetime.timezone({!r}, {!r})", zoneOf(self)->offset, zoneOf(self)->name);
  return formatStr(thread, "datetime.timezone({!r})", zoneOf(self)->offset);
}

Ref<> zoneStr(Thread& thread, Value self) {
  if (zoneOf(self)->name) return newRef(zoneOf(self)->name);
  Delta* offset = deltaOf(zoneOf(self)->offset);
  int64_t microseconds = (offset->days * kSecondsPerDay + offset->seconds) * kMicrosecondsPerSecond + offset->microseconds;
  if (microseconds == 0) return newStr(thread, "UTC");
  char sign = microseconds < 0 ? '-' : '+';
  microseconds = llabs(microseconds);
  int seconds = static_cast<int>(microseconds / kMicrosecondsPerSecond), rest = static_cast<int>(microseconds % kMicrosecondsPerSecond);
  char buffer[64];
  int size = snprintf(buffer, sizeof buffer, "UTC%c%02d:%02d", sign, seconds / 3600, seconds / 60 % 60);
  if (seconds % 60 || rest) size += snprintf(buffer + size, sizeof buffer - size, ":%02d", seconds % 60);
  if (rest) snprintf(buffer + size, sizeof buffer - size, ".%06d", rest);
  return newStr(thread, buffer);
}

Result<int64_t> zoneHash(Thread& thread, Value self) { return hash(thread, zoneOf(self)->offset); }

Ref<> zoneCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !isTimeZone(thread, other)) return newRef(kNotImplemented);
  bool same = compareDeltas(deltaOf(zoneOf(self)->offset), deltaOf(zoneOf(other)->offset)) == 0;
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Status checkArgument(Thread& thread, Value value, const char* method) {
  if (value.isNone() || isDateTime(thread, value)) return kOk;
  return thread.raiseTypeError("{}(dt) argument must be a datetime instance or None, not {}", method, typeOf(thread, value)->nativeName);
}
Ref<> zoneTzName(Thread& thread, const Value* args) {
  TRY(checkArgument(thread, args[1], "tzname"));
  return zoneStr(thread, args[0]);
}
Ref<> zoneUtcOffset(Thread& thread, const Value* args) {
  TRY(checkArgument(thread, args[1], "utcoffset"));
  return newRef(zoneOf(args[0])->offset);
}
Ref<> zoneDaylight(Thread& thread, const Value* args) {
  TRY(checkArgument(thread, args[1], "dst"));
  return newRef(kNone);
}
Ref<> zoneFromUtc(Thread& thread, const Value* args) {
  if (!isDateTime(thread, args[1])) return thread.raiseTypeError("fromutc: argument must be a datetime");
  if (!(dateTimeOf(args[1])->zone == args[0])) return thread.raiseValueError("fromutc: dt.tzinfo is not self");
  return shiftDateTime(thread, dateTimeOf(args[1]), deltaOf(zoneOf(args[0])->offset), 1);
}
Ref<> zoneInitialArguments(Thread& thread, const Value* args) {
  if (zoneOf(args[0])->name) return makeTuple(thread, zoneOf(args[0])->offset, zoneOf(args[0])->name);
  return makeTuple(thread, zoneOf(args[0])->offset);
}

constexpr MethodDef kMethods[] = {
    {.name = "tzname", .signature = "($self, dt, /)", .function = zoneTzName, .doc = "The name, or UTC with the offset."},
    {.name = "utcoffset", .signature = "($self, dt, /)", .function = zoneUtcOffset, .doc = "The offset."},
    {.name = "dst", .signature = "($self, dt, /)", .function = zoneDaylight, .doc = "None."},
    {.name = "fromutc", .signature = "($self, dt, /)", .function = zoneFromUtc, .doc = "datetime in UTC -> datetime in local time."},
    {.name = "__getinitargs__", .signature = "($self, /)", .function = zoneInitialArguments, .doc = "For pickling."}};
constexpr Slots kSlots = {.release = zoneRelease, .create = zoneCreate, .repr = zoneRepr, .str = zoneStr, .hash = zoneHash, .compare = zoneCompare};

}  // namespace

const TypeSpec kTimeZoneType = {.id = TypeId::kTimeZone, .name = "datetime.timezone", .basicSize = sizeof(TimeZone),
                                .base = TypeId::kTzInfo, .flags = kTypeImmutable, .slots = &kSlots, .methods = kMethods,
                                .doc = "A time zone with a fixed offset from UTC."};

Ref<> newTimeZone(Thread& thread, Value offset, Value name) {
  const Delta* delta = deltaOf(offset);
  if (!name && !delta->days && !delta->seconds && !delta->microseconds && stateOf(thread).utc) return newRef(utcZone(thread));
  bool isLeast = delta->days == -1 && delta->seconds == 0 && delta->microseconds < 1;
  if (isLeast || delta->days < -1 || delta->days >= 1) {
    return thread.raiseValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {!r}.",
                                  offset);
  }
  return makeZone(thread, offset, name);
}

}  // namespace taipan::datetime
