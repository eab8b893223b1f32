// date.
#include <errno.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int_internal.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

constexpr const char* kNames[] = {"year", "month", "day"};

Ref<Date> allocate(Thread& thread, Type* type) {
  Ref<Date> date = TRY(newObject<Date>(thread, type));
  date->cachedHash = -1;
  return date;
}

// ---------------------------------------------------------------- construction

Ref<> dateCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount == 1 && keywordCount(args) == 0) {
    Ref<> state = pickledState(thread, args[0], 4, "date", [](uint32_t, uint32_t month) { return month >= 1 && month <= 12; });
    if (thread.hasException()) return Raised{};
    if (state) {
      Ref<Date> date = TRY(allocate(thread, type));
      memcpy(date->data, state.get().as<Bytes>()->data(), 4);
      return date;
    }
  }
  Value given[3];
  TRY(bindFields(thread, args, nullptr, {kNames[0], kNames[1], kNames[2]}, 3, given));
  int fields[3];
  for (size_t i = 0; i < 3; ++i) fields[i] = TRY(requiredInt(thread, given, kNames, i));
  return newDate(thread, type, {fields[0], fields[1], fields[2]});
}

Ref<> dateFromTimestamp(Thread& thread, const Value* args) {
  int64_t seconds;
  constexpr const char* kOutOfRange = "timestamp out of range for platform time_t";
  if (isFloat(args[1])) {
    double number = floor(floatValue(args[1]));
    if (isnan(number)) return thread.raiseValueError("Invalid value NaN (not a number)");
    if (!(number >= -0x1p63 && number < 0x1p63)) return thread.raise(TypeId::kOverflowError, kOutOfRange);
    seconds = static_cast<int64_t>(number);
  } else {
    Ref<> whole = TRY(index(thread, args[1]));
    if (!intFitsInt64(whole, &seconds)) return thread.raise(TypeId::kOverflowError, kOutOfRange);
  }
  time_t when = seconds;
  tm fields;
  if (!localtime_r(&when, &fields)) return thread.raiseErrno(errno);
  return newDateOfClass(thread, args[0], {fields.tm_year + 1900, fields.tm_mon + 1, fields.tm_mday});
}

Ref<> dateToday(Thread& thread, Value cls, const Arguments& args) {
  TRY(checkTuple(thread, args, "date", "today", 0));
  Ref<> module = TRY(importedModule(thread, "time"));
  Ref<> function = TRY(getAttribute(thread, module, "time"));
  Ref<> now = TRY(call(thread, function));
  return callMethod(thread, cls, thread.names().fromtimestamp, now.get());
}

Ref<> dateFromOrdinal(Thread& thread, Value cls, const Arguments& args) {
  TRY(checkTuple(thread, args, "date", "fromordinal", 1));
  int ordinal = TRY(argumentAsInt(thread, args[0]));
  if (ordinal < 1) return thread.raiseValueError("ordinal must be >= 1");
  return newDateOfClass(thread, cls, dateOfOrdinal(ordinal));
}

Ref<> dateFromIsoFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("fromisoformat: argument must be str");
  CivilDate date;
  std::string text = toWtf8(args[1].as<Str>());
  bool fits = text.size() == 7 || text.size() == 8 || text.size() == 10;
  if (!fits || !parseIsoDate(text, &date)) return raiseInvalidIso(thread, args[1]);
  return newDateOfClass(thread, args[0], date);
}

Ref<> dateFromIsoCalendar(Thread& thread, Value cls, const Arguments& args) {
  constexpr const char* kIsoNames[] = {"year", "week", "day"};
  Value given[3];
  TRY(bindFields(thread, args, "fromisocalendar", {"year", "week", "day"}, 3, given));
  int fields[3];
  for (size_t i = 0; i < 3; ++i) {
    Result<int> field = requiredInt(thread, given, kIsoNames, i, "fromisocalendar");
    if (!field) {
      if (thread.clearIfMatches(TypeId::kOverflowError)) return thread.raiseValueError("ISO calendar component out of range");
      return Raised{};
    }
    fields[i] = *field;
  }
  CivilDate date;
  switch (dateOfIsoWeek(fields[0], fields[1], fields[2], &date)) {
    case IsoProblem::kYear: return thread.raiseValueError("Year is out of range: {}", fields[0]);
    case IsoProblem::kWeek: return thread.raiseValueError("Invalid week: {}", fields[1]);
    case IsoProblem::kDay: return thread.raiseValueError("Invalid day: {} (range is [1, 7])", fields[2]);
    case IsoProblem::kNone: break;
  }
  return newDateOfClass(thread, cls, date);
}

Ref<> dateReplace(Thread& thread, Value self, const Arguments& args) {
  Value given[3];
  TRY(bindFields(thread, args, "replace", {kNames[0], kNames[1], kNames[2]}, 3, given));
  CivilDate date = dateOf(self)->civil();
  int year = TRY(optionalInt(thread, given[0], date.year));
  int month = TRY(optionalInt(thread, given[1], date.month));
  int day = TRY(optionalInt(thread, given[2], date.day));
  return newDate(thread, typeOf(thread, self), {year, month, day});
}

// ---------------------------------------------------------------- arithmetic, comparison

Ref<> shiftedDate(Thread& thread, Value date, const Delta* delta, int sign) {
  CivilDate shifted = TRY(shiftDate(thread, dateOf(date)->civil(), sign * int64_t{delta->days}));
  return newDateOfClass(thread, Value(typeOf(thread, date)), shifted);
}
Ref<> dateAdd(Thread& thread, Value left, Value right) {
  if (isDateTime(thread, left) || isDateTime(thread, right)) return newRef(kNotImplemented);
  if (!isDate(thread, left)) std::swap(left, right);
  if (!isDate(thread, left) || !isDelta(thread, right)) return newRef(kNotImplemented);
  return shiftedDate(thread, left, deltaOf(right), 1);
}
Ref<> dateSubtract(Thread& thread, Value left, Value right) {
  if (isDateTime(thread, left) || isDateTime(thread, right) || !isDate(thread, left)) return newRef(kNotImplemented);
  if (isDate(thread, right)) {
    return newDelta(thread, ordinalOf(dateOf(left)->civil()) - ordinalOf(dateOf(right)->civil()), 0, 0);
  }
  if (!isDelta(thread, right)) return newRef(kNotImplemented);
  return shiftedDate(thread, left, deltaOf(right), -1);
}

Ref<> dateCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isDate(thread, other)) return newRef(kNotImplemented);
  return compareResult(memcmp(dateOf(self)->data, dateOf(other)->data, 4), op);
}
Result<int64_t> dateHash(Thread& thread, Value self) {
  Date* date = dateOf(self);
  if (date->cachedHash == -1) date->cachedHash = hashBytes(thread, date->data, 4);
  return date->cachedHash;
}

// ---------------------------------------------------------------- text and parts

Ref<> dateRepr(Thread& thread, Value self) {
  CivilDate date = dateOf(self)->civil();
  return formatStr(thread, "{}({}, {}, {})", typeOf(thread, self)->nativeName, date.year, date.month, date.day);
}
Ref<> dateStr(Thread& thread, Value self) { return callMethod(thread, self, thread.names().isoformat); }
Ref<> dateIsoFormat(Thread& thread, const Value* args) {
  return newStr(thread, dateText(dateOf(args[0])->civil()));
}
Ref<> dateCTime(Thread& thread, const Value* args) {
  return ctimeText(thread, dateOf(args[0])->civil(), {});
}

Ref<> dateStrftime(Thread& thread, Value self, const Arguments& args) {
  Value format;
  TRY(bindCall(thread, args, "strftime", {"format"}, 1, 1, &format));
  if (!isStr(format)) return thread.raiseTypeError("strftime() argument 1 must be str, not {}", typeOf(thread, format)->nativeName);
  Ref<> fields = TRY(callMethod(thread, self, thread.names().timetuple));
  return formatTime(thread, self, format, fields, self);
}
Ref<> dateTimeTuple(Thread& thread, const Value* args) { return makeStructTime(thread, dateOf(args[0])->civil(), {}, -1); }

Ref<> dateIsoCalendar(Thread& thread, const Value* args) { return newIsoCalendarDate(thread, isoDateOf(dateOf(args[0])->civil())); }
Ref<> dateIsoWeekday(Thread&, const Value* args) { return newRef(Value::smallInt(weekdayOf(dateOf(args[0])->civil()) + 1)); }
Ref<> dateWeekday(Thread&, const Value* args) { return newRef(Value::smallInt(weekdayOf(dateOf(args[0])->civil()))); }
Ref<> dateToOrdinal(Thread&, const Value* args) { return newRef(Value::smallInt(ordinalOf(dateOf(args[0])->civil()))); }

Ref<> dateReduce(Thread& thread, const Value* args) {
  Ref<Bytes> state = TRY(newBytes(thread, {reinterpret_cast<const char*>(dateOf(args[0])->data), 4}));
  Ref<Tuple> arguments = TRY(makeTuple(thread, Value(state.get())));
  return makeTuple(thread, Value(typeOf(thread, args[0])), Value(arguments.get()));
}

Ref<> getYear(Thread&, Value self) { return newRef(Value::smallInt(dateOf(self)->civil().year)); }
Ref<> getMonth(Thread&, Value self) { return newRef(Value::smallInt(dateOf(self)->data[2])); }
Ref<> getDay(Thread&, Value self) { return newRef(Value::smallInt(dateOf(self)->data[3])); }

// ---------------------------------------------------------------- tables

constexpr GetSetDef kGetSets[] = {{"year", getYear}, {"month", getMonth}, {"day", getDay}};
constexpr MethodDef kMethods[] = {
    {.name = "fromtimestamp", .signature = "($type, timestamp, /)", .function = dateFromTimestamp, .kind = MethodKind::kClass,
     .doc = "The local date of a POSIX timestamp."},
    {.name = "fromordinal", .signature = "($type, ordinal, /)", .raw = dateFromOrdinal, .kind = MethodKind::kClass,
     .doc = "int -> date; 1 January of year 1 is day 1."},
    {.name = "fromisoformat", .signature = "($type, date_string, /)", .function = dateFromIsoFormat, .kind = MethodKind::kClass,
     .doc = "str -> date, from a text in ISO 8601 format."},
    {.name = "fromisocalendar", .signature = "($type, /, year, week, day)", .raw = dateFromIsoCalendar, .kind = MethodKind::kClass,
     .doc = "int, int, int -> date, the inverse of isocalendar()."},
    {.name = "today", .signature = "($type, /)", .raw = dateToday, .kind = MethodKind::kClass, .doc = "The current local date."},
    {.name = "ctime", .signature = "($self, /)", .function = dateCTime, .doc = "The text that ctime() of C gives."},
    {.name = "strftime", .signature = "($self, /, format)", .raw = dateStrftime, .doc = "format -> text, as strftime() of C."},
    {.name = "__format__", .signature = "($self, format_spec, /)", .raw = formatMethod, .doc = "Formats with strftime()."},
    {.name = "timetuple", .signature = "($self, /)", .function = dateTimeTuple, .doc = "The fields as time.localtime() gives them."},
    {.name = "isocalendar", .signature = "($self, /)", .function = dateIsoCalendar, .doc = "The ISO year, week and weekday."},
    {.name = "isoformat", .signature = "($self, /)", .function = dateIsoFormat, .doc = "The text YYYY-MM-DD."},
    {.name = "isoweekday", .signature = "($self, /)", .function = dateIsoWeekday, .doc = "The day of the week, Monday 1 to Sunday 7."},
    {.name = "toordinal", .signature = "($self, /)", .function = dateToOrdinal, .doc = "The day's number; 1 January of year 1 is 1."},
    {.name = "weekday", .signature = "($self, /)", .function = dateWeekday, .doc = "The day of the week, Monday 0 to Sunday 6."},
    {.name = "replace", .signature = "($self, /, year=<unrepresentable>, month=<unrepresentable>, day=<unrepresentable>)",
     .raw = dateReplace, .doc = "A date with some fields replaced."},
    {.name = "__reduce__", .signature = "($self, /)", .function = dateReduce, .doc = "For pickling."}};
constexpr Slots makeSlots() {
  Slots slots;
  slots.create = dateCreate;
  slots.repr = dateRepr;
  slots.str = dateStr;
  slots.hash = dateHash;
  slots.compare = dateCompare;
  slots.binary[static_cast<int>(BinaryOp::kAdd)] = dateAdd;
  slots.binary[static_cast<int>(BinaryOp::kSubtract)] = dateSubtract;
  return slots;
}
constexpr Slots kSlots = makeSlots();

}  // namespace

const TypeSpec kDateType = {.id = TypeId::kDate, .name = "datetime.date", .basicSize = kDateSize,
                            .flags = kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods, .getSets = kGetSets,
                            .doc = "A day of the Gregorian calendar.\n\ndate(year, month, day)"};

Ref<> newDate(Thread& thread, Type* type, const CivilDate& date) {
  TRY(checkDate(thread, date));
  Ref<Date> made = TRY(allocate(thread, type));
  made->data[0] = static_cast<uint8_t>(date.year >> 8);
  made->data[1] = static_cast<uint8_t>(date.year);
  made->data[2] = static_cast<uint8_t>(date.month);
  made->data[3] = static_cast<uint8_t>(date.day);
  return made;
}

Ref<> newDateOfClass(Thread& thread, Value cls, const CivilDate& date) {
  if (cls == Value(thread.type(TypeId::kDate))) return newDate(thread, thread.type(TypeId::kDate), date);
  if (cls == Value(thread.type(TypeId::kDateTime))) return newDateTime(thread, thread.type(TypeId::kDateTime), date, {}, kNone, 0);
  return call(thread, cls, Value::smallInt(date.year), Value::smallInt(date.month), Value::smallInt(date.day));
}

Result<CivilDate> shiftDate(Thread& thread, const CivilDate& date, int64_t days) {
  int64_t ordinal = ordinalOf(date) + days;
  if (ordinal < 1 || ordinal > kMaxOrdinal) return thread.raise(TypeId::kOverflowError, "date value out of range");
  return dateOfOrdinal(ordinal);
}

}  // namespace taipan::datetime
