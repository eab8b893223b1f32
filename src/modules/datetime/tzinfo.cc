// tzinfo, the abstract base of time zones, and the calls that dates and times make on theirs.
#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/tuple.h"

namespace taipan::datetime {

Ref<> zoneOffset(Thread& thread, Value zone, Str* method, Value argument) {
  if (zone.isNone()) return newRef(kNone);
  Ref<> offset = TRY(callMethod(thread, zone, method, argument));
  if (offset.get().isNone()) return offset;
  if (!isDelta(thread, offset)) {
    return thread.raiseTypeError("tzinfo.{}() must return None or timedelta, not '{}'", method, typeOf(thread, offset)->nativeName);
  }
  const Delta* delta = deltaOf(offset);
  bool isLeast = delta->days == -1 && delta->seconds == 0 && delta->microseconds < 1;
  if (isLeast || delta->days < -1 || delta->days >= 1) {
    return thread.raiseValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).");
  }
  return offset;
}

Ref<> zoneName(Thread& thread, Value zone, Value argument) {
  if (zone.isNone()) return newRef(kNone);
  Ref<> name = TRY(callMethod(thread, zone, thread.names().tzname, argument));
  if (name.get().isNone() || isStr(name)) return name;
  return thread.raiseTypeError("tzinfo.tzname() must return None or a string, not '{}'", typeOf(thread, name)->nativeName);
}

namespace {

Ref<> tzInfoCreate(Thread& thread, Type* type, const Arguments&) { return newObject<Object>(thread, type); }

Raised raiseAbstract(Thread& thread, const char* method) {
  return thread.raise(TypeId::kNotImplementedError, "a tzinfo subclass must implement {}()", method);
}
Ref<> tzInfoName(Thread& thread, const Value*) { return raiseAbstract(thread, "tzname"); }
Ref<> tzInfoOffset(Thread& thread, const Value*) { return raiseAbstract(thread, "utcoffset"); }
Ref<> tzInfoDaylight(Thread& thread, const Value*) { return raiseAbstract(thread, "dst"); }

// The local time for a time in UTC, found through utcoffset() and dst() of the zone, whose standard offset must not change.
Ref<> tzInfoFromUtc(Thread& thread, const Value* args) {
  if (!isDateTime(thread, args[1])) return thread.raiseTypeError("fromutc: argument must be a datetime");
  DateTime* when = dateTimeOf(args[1]);
  if (!(when->zone == args[0])) return thread.raiseValueError("fromutc: dt.tzinfo is not self");
  const Names& names = thread.names();
  Ref<> offset = TRY(zoneOffset(thread, when->zone, names.utcoffset, args[1]));
  if (offset.get().isNone()) return thread.raiseValueError("fromutc: non-None utcoffset() result required");
  Ref<> daylight = TRY(zoneOffset(thread, when->zone, names.dst, args[1]));
  if (daylight.get().isNone()) return thread.raiseValueError("fromutc: non-None dst() result required");
  Ref<> standard = TRY(deltaDifference(thread, deltaOf(offset), deltaOf(daylight)));
  Ref<> result = TRY(shiftDateTime(thread, when, deltaOf(standard), 1));
  if (!isDateTime(thread, result)) return thread.raiseTypeError("fromutc: argument must be a datetime");
  daylight = TRY(zoneOffset(thread, dateTimeOf(result)->zone, names.dst, result));
  if (daylight.get().isNone()) {
    return thread.raiseValueError("fromutc: tz.dst() gave inconsistent results; cannot convert");
  }
  return shiftDateTime(thread, dateTimeOf(result), deltaOf(daylight), 1);
}

Ref<> tzInfoReduce(Thread& thread, const Value* args) {
  Ref<> method = lookupAttribute(thread, args[0], thread.names().dunder_getinitargs);
  if (!method && thread.hasException()) return Raised{};
  Ref<> initial = method ? TRY(call(thread, method)) : Ref<>(newRef(Value(thread.interpreter().emptyTuple)));
  Ref<> state = TRY(callMethod(thread, args[0], thread.names().dunder_getstate));
  return makeTuple(thread, Value(typeOf(thread, args[0])), initial.get(), state.get());
}

constexpr MethodDef kMethods[] = {
    {.name = "tzname", .signature = "($self, dt, /)", .function = tzInfoName, .doc = "datetime -> the zone's name then."},
    {.name = "utcoffset", .signature = "($self, dt, /)", .function = tzInfoOffset,
     .doc = "datetime -> a timedelta: local time less UTC, positive east of it."},
    {.name = "dst", .signature = "($self, dt, /)", .function = tzInfoDaylight,
     .doc = "datetime -> a timedelta: what daylight saving adds then."},
    {.name = "fromutc", .signature = "($self, dt, /)", .function = tzInfoFromUtc, .doc = "datetime in UTC -> datetime in local time."},
    {.name = "__reduce__", .signature = "($self, /)", .function = tzInfoReduce, .doc = "For pickling."}};
constexpr Slots kSlots = {.create = tzInfoCreate};

}  // namespace

const TypeSpec kTzInfoType = {.id = TypeId::kTzInfo, .name = "datetime.tzinfo", .basicSize = sizeof(Object),
                              .flags = kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods,
                              .doc = "The abstract base of time zones."};

}  // namespace taipan::datetime
