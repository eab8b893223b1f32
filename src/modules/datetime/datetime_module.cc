// _datetime: dates, times, durations and time zones (the module datetime takes all of it).
#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/dict.h"

namespace taipan {

namespace datetime {
namespace {

Status addConstant(Thread& thread, TypeId type, const char* name, Ref<> value) {
  if (!value) return Raised{};
  Ref<Str> key = TRY(internText(thread, name));
  return dictSetStr(thread, thread.type(type)->dict, key, value);
}
Ref<> zoneOfMinutes(Thread& thread, int64_t minutes) {
  Ref<> offset = TRY(newDelta(thread, 0, minutes * 60, 0));
  return newTimeZone(thread, offset, Value());
}
Ref<> dateConstant(Thread& thread, const CivilDate& date) { return newDate(thread, thread.type(TypeId::kDate), date); }
Ref<> timeConstant(Thread& thread, const Clock& clock) { return newTime(thread, thread.type(TypeId::kTime), clock, kNone, 0); }
Ref<> dateTimeConstant(Thread& thread, const CivilDate& date, const Clock& clock, Value zone) {
  return newDateTime(thread, thread.type(TypeId::kDateTime), date, clock, zone, 0);
}

constexpr CivilDate kFirstDay{kMinYear, 1, 1}, kLastDay{kMaxYear, 12, 31};
constexpr Clock kLastMoment{23, 59, 59, 999999};

Status addTypeConstants(Thread& thread) {
  TRY(addConstant(thread, TypeId::kTimeDelta, "resolution", newDelta(thread, 0, 0, 1)));
  TRY(addConstant(thread, TypeId::kTimeDelta, "min", newDelta(thread, -999999999, 0, 0)));
  TRY(addConstant(thread, TypeId::kTimeDelta, "max", newDelta(thread, 999999999, kSecondsPerDay - 1, kMicrosecondsPerSecond - 1)));
  TRY(addConstant(thread, TypeId::kDate, "min", dateConstant(thread, kFirstDay)));
  TRY(addConstant(thread, TypeId::kDate, "max", dateConstant(thread, kLastDay)));
  TRY(addConstant(thread, TypeId::kDate, "resolution", newDelta(thread, 1, 0, 0)));
  TRY(addConstant(thread, TypeId::kTime, "min", timeConstant(thread, {})));
  TRY(addConstant(thread, TypeId::kTime, "max", timeConstant(thread, kLastMoment)));
  TRY(addConstant(thread, TypeId::kTime, "resolution", newDelta(thread, 0, 0, 1)));
  TRY(addConstant(thread, TypeId::kDateTime, "min", dateTimeConstant(thread, kFirstDay, {}, kNone)));
  TRY(addConstant(thread, TypeId::kDateTime, "max", dateTimeConstant(thread, kLastDay, kLastMoment, kNone)));
  return addConstant(thread, TypeId::kDateTime, "resolution", newDelta(thread, 0, 0, 1));
}

Status addZones(Thread& thread, Module* module, DatetimeState* state) {
  state->utc = TRY(zoneOfMinutes(thread, 0));
  state->epoch = TRY(dateTimeConstant(thread, {1970, 1, 1}, {}, state->utc));
  TRY(addConstant(thread, TypeId::kTimeZone, "utc", state->utc.clone()));
  constexpr int64_t kMost = 23 * 60 + 59;
  TRY(addConstant(thread, TypeId::kTimeZone, "min", zoneOfMinutes(thread, -kMost)));
  TRY(addConstant(thread, TypeId::kTimeZone, "max", zoneOfMinutes(thread, kMost)));
  return moduleAdd(thread, module, "UTC", state->utc.clone());
}

Status populate(Thread& thread, Module* module) {
  auto* state = new DatetimeState();
  module->state = state;
  module->releaseState = [](void* owned) { delete static_cast<DatetimeState*>(owned); };
  thread.interpreter().datetimeState = state;
  for (const TypeSpec* spec : {&kDateType, &kDateTimeType, &kTimeType, &kTimeDeltaType, &kTzInfoType, &kTimeZoneType}) {
    TRY(moduleAddType(thread, module, *spec));
  }
  if (createNativeType(thread, kIsoCalendarDateType) == nullptr) return Raised{};
  TRY(moduleAddInt(thread, module, "MINYEAR", kMinYear));
  TRY(moduleAddInt(thread, module, "MAXYEAR", kMaxYear));
  TRY(addTypeConstants(thread));
  return addZones(thread, module, state);
}

}  // namespace
}  // namespace datetime

extern const ModuleSpec kDatetimeModule;
constexpr ModuleSpec kDatetimeModule = {.name = "_datetime", .populate = datetime::populate, .doc = "Dates, times and time zones."};

}  // namespace taipan
