// time: clocks, sleeping, and broken-down time through the C library.
#include <errno.h>
#include <math.h>
#include <time.h>

#include <string>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/struct_sequence.h"
#include "modules/time_span.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/float.h"
#include "objects/tuple.h"
#include "objects/dict.h"
#include "objects/exception.h"

namespace taipan {
namespace {

constexpr int64_t kNanoseconds = 1000000000;

const char* const kTimeFields[] = {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec",
                                   "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"};
const StructSequenceSpec kStructTime = {TypeId::kStructTime, "time.struct_time", kTimeFields, 9, 11};

int64_t clockNow(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * kNanoseconds + now.tv_nsec;
}

template <clockid_t clock>
Ref<> clockFloat(Thread& thread, const Value*) {
  return newFloat(thread, static_cast<double>(clockNow(clock)) / 1e9);
}
template <clockid_t clock>
Ref<> clockInt(Thread& thread, const Value*) {
  return newInt(thread, clockNow(clock));
}

Result<clockid_t> clockArgument(Thread& thread, Value value) { return static_cast<clockid_t>(TRY(argumentAsInt(thread, value))); }

Ref<> timeClockGettime(Thread& thread, const Value* args) {
  timespec now;
  if (clock_gettime(TRY(clockArgument(thread, args[1])), &now) != 0) return thread.raiseErrno(errno);
  return newFloat(thread, static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9);
}
Ref<> timeClockGettimeNs(Thread& thread, const Value* args) {
  timespec now;
  if (clock_gettime(TRY(clockArgument(thread, args[1])), &now) != 0) return thread.raiseErrno(errno);
  return newInt(thread, now.tv_sec * kNanoseconds + now.tv_nsec);
}
Ref<> timeClockGetres(Thread& thread, const Value* args) {
  timespec now;
  if (clock_getres(TRY(clockArgument(thread, args[1])), &now) != 0) return thread.raiseErrno(errno);
  return newFloat(thread, static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9);
}

Ref<> setClock(Thread& thread, clockid_t clock, int64_t nanoseconds) {
  timespec wanted = toTimespec(nanoseconds);
  if (clock_settime(clock, &wanted) != 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> timeClockSettime(Thread& thread, Value, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "time.clock_settime"));
  if (args.positionalCount != 2) return thread.raiseTypeError("clock_settime() takes exactly 2 arguments ({} given)", args.positionalCount);
  clockid_t clock = TRY(clockArgument(thread, args[0]));
  return setClock(thread, clock, TRY(nanosecondsArgument(thread, args[1], TimeRounding::kFloor)));
}
Ref<> timeClockSettimeNs(Thread& thread, Value, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "time.clock_settime_ns"));
  if (args.positionalCount != 2) return thread.raiseTypeError("clock_settime_ns() takes exactly 2 arguments ({} given)", args.positionalCount);
  clockid_t clock = TRY(clockArgument(thread, args[0]));
  if (!isInt(args[1])) return thread.raiseTypeError("expect int, got {}", typeOf(thread, args[1])->nativeName);
  int64_t nanoseconds;
  if (!intFitsInt64(args[1], &nanoseconds)) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  return setClock(thread, clock, nanoseconds);
}

// sleep(seconds): to the end even if signals come, whose handlers run meanwhile.
Ref<> timeSleep(Thread& thread, const Value* args) {
  double wanted;
  if (!isFloat(args[1])) {
    Ref<> number = TRY(index(thread, args[1]));
    int64_t whole;
    if (!intFitsInt64(number, &whole) || whole > INT64_MAX / kNanoseconds) {
      return thread.raise(TypeId::kOverflowError, "timestamp too large to convert to C _PyTime_t");
    }
    wanted = static_cast<double>(whole);
  } else {
    wanted = floatValue(args[1]);
    if (isnan(wanted)) return thread.raiseValueError("Invalid value NaN (not a number)");
    if (wanted > 9.2e9) return thread.raise(TypeId::kOverflowError, "timestamp too large to convert to C _PyTime_t");
  }
  if (wanted < 0) return thread.raiseValueError("sleep length must be non-negative");
  int64_t deadline = clockNow(CLOCK_MONOTONIC) + static_cast<int64_t>(ceil(wanted * 1e9));
  timespec until = {deadline / kNanoseconds, deadline % kNanoseconds};
  while (true) {
    int error;
    {
      BlockingCall unlocked(thread);
      error = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
    }
    if (error == 0) return newRef(kNone);
    if (error != EINTR) return thread.raiseErrno(error);
    TRY(handleSignals(thread));
  }
}

Ref<> structTime(Thread& thread, const tm& fields) {
  Ref<> zone = TRY(newStr(thread, fields.tm_zone ? fields.tm_zone : ""));
  Value items[] = {Value::smallInt(fields.tm_year + 1900), Value::smallInt(fields.tm_mon + 1),
                   Value::smallInt(fields.tm_mday), Value::smallInt(fields.tm_hour), Value::smallInt(fields.tm_min),
                   Value::smallInt(fields.tm_sec), Value::smallInt((fields.tm_wday + 6) % 7),
                   Value::smallInt(fields.tm_yday + 1), Value::smallInt(fields.tm_isdst), zone.get(),
                   Value::smallInt(fields.tm_gmtoff)};
  return newStructSequence(thread, kStructTime, items);
}

// Seconds since the epoch, from a number or None for now; floored.
Result<time_t> secondsArgument(Thread& thread, Value value) {
  if (value.isNone()) return ::time(nullptr);
  if (isFloat(value)) {
    double number = floor(floatValue(value));
    if (isnan(number)) return thread.raiseValueError("Invalid value NaN (not a number)");
    if (fabs(number) > 9.2e18) return thread.raise(TypeId::kOverflowError, "timestamp out of range for platform time_t");
    return static_cast<time_t>(number);
  }
  Ref<> number = TRY(index(thread, value));
  int64_t whole;
  if (!intFitsInt64(number, &whole)) return thread.raise(TypeId::kOverflowError, "timestamp out of range for platform time_t");
  return static_cast<time_t>(whole);
}

Ref<> timeGmtime(Thread& thread, const Value* args) {
  time_t when = TRY(secondsArgument(thread, args[1]));
  tm fields;
  if (!gmtime_r(&when, &fields)) return thread.raiseErrno(errno);
  fields.tm_zone = "UTC";
  return structTime(thread, fields);
}
Ref<> timeLocaltime(Thread& thread, const Value* args) {
  time_t when = TRY(secondsArgument(thread, args[1]));
  tm fields;
  if (!localtime_r(&when, &fields)) return thread.raiseErrno(errno);
  return structTime(thread, fields);
}

// The nine fields of a struct_time or tuple as struct tm, not range-checked.
Status readFields(Thread& thread, Value value, const char* function, tm* fields) {
  *fields = {};
  if (!isTuple(value)) return thread.raiseTypeError("Tuple or struct_time argument required");
  Tuple* tuple = value.as<Tuple>();
  if (tuple->size < 9 || (tuple->size != 9 && typeOf(thread, value) != thread.type(TypeId::kStructTime))) {
    return thread.raiseTypeError("{}(): illegal time tuple argument", function);
  }
  int numbers[9];
  for (int i = 0; i < 9; ++i) numbers[i] = TRY(argumentAsInt(thread, tuple->items[i]));
  if (numbers[0] < INT32_MIN + 1900) return thread.raise(TypeId::kOverflowError, "year out of range");
  fields->tm_year = numbers[0] - 1900;
  fields->tm_mon = numbers[1] - 1;
  fields->tm_mday = numbers[2];
  fields->tm_hour = numbers[3];
  fields->tm_min = numbers[4];
  fields->tm_sec = numbers[5];
  fields->tm_wday = (numbers[6] + 1) % 7;
  fields->tm_yday = numbers[7] - 1;
  fields->tm_isdst = numbers[8];
  if (tuple->size >= 11 && isInt(tuple->items[10])) fields->tm_gmtoff = TRY(argumentAsInt(thread, tuple->items[10]));
  return kOk;
}

// Range checks of asctime and strftime; zero counts as the first month, day, day of the year.
Status checkFields(Thread& thread, tm* fields) {
  if (fields->tm_mon == -1) fields->tm_mon = 0;
  else if (fields->tm_mon < 0 || fields->tm_mon > 11) return thread.raiseValueError("month out of range");
  if (fields->tm_mday == 0) fields->tm_mday = 1;
  else if (fields->tm_mday < 0 || fields->tm_mday > 31) return thread.raiseValueError("day of month out of range");
  if (fields->tm_hour < 0 || fields->tm_hour > 23) return thread.raiseValueError("hour out of range");
  if (fields->tm_min < 0 || fields->tm_min > 59) return thread.raiseValueError("minute out of range");
  if (fields->tm_sec < 0 || fields->tm_sec > 61) return thread.raiseValueError("seconds out of range");
  if (fields->tm_wday < 0) return thread.raiseValueError("day of week out of range");
  if (fields->tm_yday == -1) fields->tm_yday = 0;
  else if (fields->tm_yday < 0 || fields->tm_yday > 365) return thread.raiseValueError("day of year out of range");
  return kOk;
}

Ref<> asctimeText(Thread& thread, const tm& fields) {
  static const char kDays[] = "SunMonTueWedThuFriSat";
  static const char kMonths[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char buffer[64];
  snprintf(buffer, sizeof buffer, "%.3s %.3s%3d %.2d:%.2d:%.2d %d", kDays + fields.tm_wday * 3,
           kMonths + fields.tm_mon * 3, fields.tm_mday, fields.tm_hour, fields.tm_min, fields.tm_sec,
           fields.tm_year + 1900);
  return newStr(thread, buffer);
}

Ref<> timeAsctime(Thread& thread, const Value* args) {
  tm fields;
  if (args[1].isEmpty()) {
    time_t now = ::time(nullptr);
    localtime_r(&now, &fields);
  } else {
    TRY(readFields(thread, args[1], "asctime", &fields));
    TRY(checkFields(thread, &fields));
  }
  return asctimeText(thread, fields);
}

Ref<> timeCtime(Thread& thread, const Value* args) {
  time_t when = TRY(secondsArgument(thread, args[1]));
  tm fields;
  if (!localtime_r(&when, &fields)) return thread.raiseErrno(errno);
  return asctimeText(thread, fields);
}

Ref<> timeMktime(Thread& thread, const Value* args) {
  tm fields;
  TRY(readFields(thread, args[1], "mktime", &fields));
  fields.tm_wday = -1;  // stays so if the time cannot be represented
  time_t when = mktime(&fields);
  if (when == -1 && fields.tm_wday == -1) return thread.raise(TypeId::kOverflowError, "mktime argument out of range");
  return newFloat(thread, static_cast<double>(when));
}

Ref<> timeStrftime(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("strftime() argument 1 must be str, not {!N}", args[1]);
  tm fields;
  if (args[2].isEmpty()) {
    time_t now = ::time(nullptr);
    localtime_r(&now, &fields);
  } else {
    TRY(readFields(thread, args[2], "strftime", &fields));
    TRY(checkFields(thread, &fields));
  }
  if (fields.tm_isdst < -1) fields.tm_isdst = -1;
  else if (fields.tm_isdst > 1) fields.tm_isdst = 1;
  Ref<> zone;
  std::string zoneName;
  if (!args[2].isEmpty() && args[2].as<Tuple>()->size >= 11 && isStr(args[2].as<Tuple>()->items[9])) {
    zoneName = toWtf8(args[2].as<Tuple>()->items[9].as<Str>());
    fields.tm_zone = zoneName.c_str();
  }
  std::string format = toWtf8(args[1].as<Str>());
  if (format.empty()) return newStr(thread, "");
  std::string buffer(256 + format.size() * 4, '\0');
  while (true) {
    size_t size = strftime(buffer.data(), buffer.size(), format.c_str(), &fields);
    if (size > 0 || buffer.size() > 256 * format.size() + 4096) return strFromNative(thread, {buffer.data(), size});
    buffer.resize(buffer.size() * 2);
  }
}

Ref<> timeStrptime(Thread& thread, Value self, const Arguments& args) {
  Ref<> importName = TRY(internText(thread, "__import__"));
  Value import = dictGetStr(thread, thread.interpreter().builtinsDict, importName.get().as<Str>());
  Ref<> name = TRY(newStr(thread, "_strptime"));
  Ref<> module = TRY(call(thread, import, name.get()));
  Ref<> function = TRY(getAttribute(thread, module, "_strptime_time"));
  return call(thread, function, args);
}

Status addZone(Thread& thread, Module* module) {
  tzset();
  time_t january = 1672531200, july = 1688169600;  // of 2023: one of them is without daylight saving
  tm a, b;
  localtime_r(&january, &a);
  localtime_r(&july, &b);
  const tm& standard = a.tm_gmtoff <= b.tm_gmtoff ? a : b;
  const tm& summer = a.tm_gmtoff <= b.tm_gmtoff ? b : a;
  TRY(moduleAddInt(thread, module, "timezone", -standard.tm_gmtoff));
  TRY(moduleAddInt(thread, module, "altzone", -summer.tm_gmtoff));
  TRY(moduleAddInt(thread, module, "daylight", a.tm_gmtoff != b.tm_gmtoff));
  Ref<> first = TRY(newStr(thread, standard.tm_zone)), second = TRY(newStr(thread, summer.tm_zone));
  return moduleAdd(thread, module, "tzname", makeTuple(thread, first.get(), second.get()));
}

Ref<> timeTzset(Thread& thread, const Value* args) {
  TRY(addZone(thread, args[0].as<Module>()));
  return newRef(kNone);
}

Ref<> timeGetClockInfo(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("get_clock_info() argument 1 must be str, not {!N}", args[1]);
  struct Clock { const char* name; const char* implementation; bool monotonic, adjustable; clockid_t id; };
  static const Clock kClocks[] = {
      {"time", "clock_gettime(CLOCK_REALTIME)", false, true, CLOCK_REALTIME},
      {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false, CLOCK_MONOTONIC},
      {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false, CLOCK_MONOTONIC},
      {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false, CLOCK_PROCESS_CPUTIME_ID},
      {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false, CLOCK_THREAD_CPUTIME_ID}};
  for (const Clock& clock : kClocks) {
    if (!strEqualText(args[1].as<Str>(), clock.name)) continue;
    timespec resolution;
    clock_getres(clock.id, &resolution);
    Ref<> info = TRY(call(thread, Value(thread.type(TypeId::kSimpleNamespace))));
    Ref<> text = TRY(newStr(thread, clock.implementation));
    Ref<> step = TRY(newFloat(thread, static_cast<double>(resolution.tv_sec) + static_cast<double>(resolution.tv_nsec) * 1e-9));
    struct Field { const char* name; Value value; };
    for (const Field& field : {Field{"implementation", text}, Field{"monotonic", Value::boolean(clock.monotonic)},
                               Field{"adjustable", Value::boolean(clock.adjustable)}, Field{"resolution", step}}) {
      Ref<Str> key = TRY(internText(thread, field.name));
      TRY(setAttribute(thread, info, key, field.value));
    }
    return info;
  }
  return thread.raiseValueError("unknown clock");
}

const MethodDef kFunctions[] = {
    {"time", "($module, /)", clockFloat<CLOCK_REALTIME>},
    {"time_ns", "($module, /)", clockInt<CLOCK_REALTIME>},
    {"monotonic", "($module, /)", clockFloat<CLOCK_MONOTONIC>},
    {"monotonic_ns", "($module, /)", clockInt<CLOCK_MONOTONIC>},
    {"perf_counter", "($module, /)", clockFloat<CLOCK_MONOTONIC>},
    {"perf_counter_ns", "($module, /)", clockInt<CLOCK_MONOTONIC>},
    {"process_time", "($module, /)", clockFloat<CLOCK_PROCESS_CPUTIME_ID>},
    {"process_time_ns", "($module, /)", clockInt<CLOCK_PROCESS_CPUTIME_ID>},
    {"thread_time", "($module, /)", clockFloat<CLOCK_THREAD_CPUTIME_ID>},
    {"thread_time_ns", "($module, /)", clockInt<CLOCK_THREAD_CPUTIME_ID>},
    {"clock_gettime", "($module, clk_id, /)", timeClockGettime},
    {"clock_gettime_ns", "($module, clk_id, /)", timeClockGettimeNs},
    {"clock_settime", "($module, clk_id, time, /)", nullptr, timeClockSettime},
    {"clock_settime_ns", "($module, clk_id, time, /)", nullptr, timeClockSettimeNs},
    {"clock_getres", "($module, clk_id, /)", timeClockGetres},
    {"sleep", "($module, seconds, /)", timeSleep},
    {"gmtime", "($module, seconds=None, /)", timeGmtime},
    {"localtime", "($module, seconds=None, /)", timeLocaltime},
    {"asctime", "($module, t=<unrepresentable>, /)", timeAsctime},
    {"ctime", "($module, seconds=None, /)", timeCtime},
    {"mktime", "($module, t, /)", timeMktime},
    {"strftime", "($module, format, t=<unrepresentable>, /)", timeStrftime},
    {"strptime", "($module, /, *args)", nullptr, timeStrptime},
    {"tzset", "($module, /)", timeTzset},
    {"get_clock_info", "($module, name, /)", timeGetClockInfo},
};

Status populate(Thread& thread, Module* module) {
  TRY(addZone(thread, module));
  struct Constant { const char* name; int value; };
  for (const Constant& constant : {Constant{"CLOCK_REALTIME", CLOCK_REALTIME}, {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
                                   {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW}, {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
                                   {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
                                   {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID}, {"CLOCK_TAI", CLOCK_TAI}}) {
    TRY(moduleAddInt(thread, module, constant.name, constant.value));
  }
  TRY(moduleAddInt(thread, module, "_STRUCT_TM_ITEMS", 11));
  return addStructSequence(thread, module, kStructTime);
}

}  // namespace

extern const ModuleSpec kTimeModule;
const ModuleSpec kTimeModule = {"time", kFunctions, populate, "Clocks and calendar time."};

}  // namespace taipan
