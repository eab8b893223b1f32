// Text of dates and times: ISO 8601, strftime(), repr().
#include <stdio.h>
#include <stdlib.h>

#include "modules/datetime/datetime.h"
#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

constexpr const char* kDayNames[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr const char* kMonthNames[] = {"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

template <class... Args>
std::string printed(const char* format, Args... args) {
  char buffer[96];
  snprintf(buffer, sizeof buffer, format, args...);
  return buffer;
}

// The zone of a date or time, None if it has none.
Value zoneOfObject(Thread& thread, Value object) {
  if (isDateTime(thread, object)) return dateTimeOf(object)->zone;
  if (isTime(thread, object)) return timeOf(object)->zone;
  return kNone;
}

// What stands for %Z: the zone's name, its percent signs doubled.
Result<std::string> zoneNameDirective(Thread& thread, Value object, Value argument) {
  Ref<> name = TRY(zoneName(thread, zoneOfObject(thread, object), argument));
  if (name.get().isNone()) return std::string();
  Ref<Str> percent = TRY(newStrFromChar(thread, '%')), doubled = TRY(newStr(thread, "%%"));
  Ref<> safe = TRY(callMethod(thread, name, thread.names().replace, percent.value(), doubled.value()));
  if (!isStr(safe)) return thread.raiseTypeError("tzname.replace() did not return a string");
  return toUtf8(thread, safe.get().as<Str>());
}

std::string microsecondDirective(Thread& thread, Value object) {
  int microsecond = isDateTime(thread, object) ? dateTimeOf(object)->microsecond() : isTime(thread, object) ? timeOf(object)->microsecond() : 0;
  return printed("%06d", microsecond);
}

}  // namespace

Ref<> importedModule(Thread& thread, const char* name) {
  Ref<Str> key = TRY(internText(thread, name));
  Value known = thread.interpreter().modules ? dictGetStr(thread, thread.interpreter().modules, key) : Value();
  return known ? newRef(known) : importModule(thread, name);
}

std::string dateText(const CivilDate& date) { return printed("%04d-%02d-%02d", date.year, date.month, date.day); }

Ref<> ctimeText(Thread& thread, const CivilDate& date, const Clock& clock) {
  return newStr(thread, printed("%s %s %2d %02d:%02d:%02d %04d", kDayNames[weekdayOf(date)], kMonthNames[date.month], date.day,
                                clock.hour, clock.minute, clock.second, date.year));
}

Result<std::string> offsetText(Thread& thread, Value zone, const char* separator, Value argument) {
  Ref<> offset = TRY(utcOffset(thread, zone, argument));
  if (offset.get().isNone()) return std::string();
  const Delta* delta = deltaOf(offset);
  int64_t total = (delta->days * kSecondsPerDay + delta->seconds) * kMicrosecondsPerSecond + delta->microseconds;
  char sign = total < 0 ? '-' : '+';
  total = llabs(total);
  int seconds = static_cast<int>(total / kMicrosecondsPerSecond), rest = static_cast<int>(total % kMicrosecondsPerSecond);
  std::string text = printed("%c%02d%s%02d", sign, seconds / 3600, separator, seconds / 60 % 60);
  if (seconds % 60 || rest) text += printed("%s%02d", separator, seconds % 60);
  if (rest) text += printed(".%06d", rest);
  return text;
}

Result<std::string> clockText(Thread& thread, const Clock& clock, std::string_view timespec) {
  if (timespec == "auto") timespec = clock.microsecond ? "microseconds" : "seconds";
  std::string text = printed("%02d", clock.hour);
  if (timespec == "hours") return text;
  text += printed(":%02d", clock.minute);
  if (timespec == "minutes") return text;
  text += printed(":%02d", clock.second);
  if (timespec == "seconds") return text;
  if (timespec == "milliseconds") return text + printed(".%03d", clock.microsecond / 1000);
  if (timespec == "microseconds") return text + printed(".%06d", clock.microsecond);
  return thread.raiseValueError("Unknown timespec value");
}

Result<std::string> timespecArgument(Thread& thread, Value value, int position) {
  if (!value) return std::string("auto");
  if (!isStr(value)) {
    return thread.raiseTypeError("isoformat() argument {} must be str, not {}", position, typeOf(thread, value)->nativeName);
  }
  std::string text = TRY(toUtf8(thread, value.as<Str>()));
  if (text.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  return text;
}

Ref<> formatTime(Thread& thread, Value object, Value format, Value timetuple, Value zoneArgument) {
  std::string text = TRY(toUtf8(thread, format.as<Str>()));
  text.resize(text.find('\0') == std::string::npos ? text.size() : text.find('\0'));
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    result += text[i];
    if (text[i] != '%' || i + 1 == text.size()) continue;
    char directive = text[++i];
    if (directive != 'z' && directive != 'Z' && directive != 'f') {
      result += directive;
      continue;
    }
    result.pop_back();
    if (directive == 'z') result += TRY(offsetText(thread, zoneOfObject(thread, object), "", zoneArgument));
    else if (directive == 'Z') result += TRY(zoneNameDirective(thread, object, zoneArgument));
    else result += microsecondDirective(thread, object);
  }
  Ref<> known = TRY(newStr(thread, result));
  Ref<> module = TRY(importedModule(thread, "time"));
  return callMethod(thread, module, thread.names().strftime, known.get(), timetuple);
}

Ref<> makeStructTime(Thread& thread, const CivilDate& date, const Clock& clock, int daylight) {
  Ref<> module = TRY(importedModule(thread, "time"));
  Ref<> cls = TRY(getAttribute(thread, module, "struct_time"));
  Ref<Tuple> fields = TRY(makeTuple(thread, Value::smallInt(date.year), Value::smallInt(date.month), Value::smallInt(date.day),
                                    Value::smallInt(clock.hour), Value::smallInt(clock.minute), Value::smallInt(clock.second),
                                    Value::smallInt(weekdayOf(date)), Value::smallInt(dayOfYear(date)), Value::smallInt(daylight)));
  return call(thread, cls, Value(fields.get()));
}

Ref<> formatMethod(Thread& thread, Value self, const Arguments& args) {
  TRY(checkTuple(thread, args, isTime(thread, self) ? "time" : "date", "__format__", 1));
  if (!isStr(args[0])) return thread.raiseTypeError("__format__() argument 1 must be str, not {}", typeOf(thread, args[0])->nativeName);
  if (args[0].as<Str>()->length() == 0) return str(thread, self);
  return callMethod(thread, self, thread.names().strftime, args[0]);
}

std::string typeName(Value v) { return v.object()->type->nativeName; }

Ref<> withZoneAndFold(Thread& thread, std::string text, Value zone, int fold, bool foldFirst) {
  std::string foldText = fold ? ", fold=1" : "";
  std::string before = text + (foldFirst ? foldText : ""), after = foldFirst ? ")" : foldText + ")";
  if (zone.isNone()) return newStr(thread, before + after);
  return formatStr(thread, "{}, tzinfo={!r}{}", before, zone, after);
}

}  // namespace taipan::datetime
