// Arguments and checks of fields, with the order and texts of CPython's.
#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/codecs.h"

namespace taipan::datetime {

Status bindFields(Thread& thread, const Arguments& args, const char* function, std::initializer_list<const char*> names,
                  size_t maxPositional, Value* out) {
  return bindCall(thread, args, function, names, 0, maxPositional, out);
}

Result<int> requiredInt(Thread& thread, const Value* bound, const char* const* names, size_t position, const char* function) {
  if (bound[position]) return argumentAsInt(thread, bound[position]);
  return thread.raiseTypeError("{}{} missing required argument '{}' (pos {})", function ? function : "function",
                               function ? "()" : "", names[position], position + 1);
}

Result<int> optionalInt(Thread& thread, Value bound, int fallback) {
  if (!bound) return fallback;
  return argumentAsInt(thread, bound);
}

Status checkTuple(Thread& thread, const Arguments& args, const char* type, const char* name, size_t count) {
  if (keywordCount(args)) return thread.raiseTypeError("{}.{}() takes no keyword arguments", type, name);
  if (args.positionalCount == count) return kOk;
  return thread.raiseTypeError("{}() takes exactly {} argument{} ({} given)", name, count, count == 1 ? "" : "s", args.positionalCount);
}

Status checkZone(Thread& thread, Value zone) {
  if (zone.isNone() || isTzInfo(thread, zone)) return kOk;
  return thread.raiseTypeError("tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
                               typeOf(thread, zone)->nativeName);
}

Status checkDate(Thread& thread, const CivilDate& date) {
  if (date.year < kMinYear || date.year > kMaxYear) return thread.raiseValueError("year {} is out of range", date.year);
  if (date.month < 1 || date.month > 12) return thread.raiseValueError("month must be in 1..12");
  if (date.day < 1 || date.day > daysInMonth(date.year, date.month)) return thread.raiseValueError("day is out of range for month");
  return kOk;
}

Status checkClock(Thread& thread, const Clock& clock, int fold) {
  if (clock.hour < 0 || clock.hour > 23) return thread.raiseValueError("hour must be in 0..23");
  if (clock.minute < 0 || clock.minute > 59) return thread.raiseValueError("minute must be in 0..59");
  if (clock.second < 0 || clock.second > 59) return thread.raiseValueError("second must be in 0..59");
  if (clock.microsecond < 0 || clock.microsecond > 999999) return thread.raiseValueError("microsecond must be in 0..999999");
  if (fold != 0 && fold != 1) return thread.raiseValueError("fold must be either 0 or 1");
  return kOk;
}

Ref<> pickledState(Thread& thread, Value value, size_t size, const char* what, bool (*isSane)(uint32_t first, uint32_t third)) {
  if (isBytes(value)) {
    Bytes* bytes = value.as<Bytes>();
    if (bytes->size != size) return nullptr;
    const auto* data = reinterpret_cast<const uint8_t*>(bytes->data());
    return isSane(data[0], data[2]) ? newRef(value) : nullptr;
  }
  if (!isStr(value)) return nullptr;
  Str* text = value.as<Str>();
  if (text->length() != size || !isSane(text->at(0), text->at(2))) return nullptr;
  Ref<Bytes> bytes = TRY(newBytesUninitialized(thread, size));
  for (size_t i = 0; i < size; ++i) {
    if (text->at(i) > 255) {
      return thread.raiseValueError("Failed to encode latin1 string when unpickling a {} object. "
                                    "pickle.load(data, encoding='latin1') is assumed.", what);
    }
    bytes->data()[i] = static_cast<char>(text->at(i));
  }
  return bytes;
}

}  // namespace taipan::datetime
