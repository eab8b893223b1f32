// See the header.
#include "modules/time_span.h"

#include <climits>
#include <cmath>

#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"

namespace taipan {

namespace {

double rounded(double number, TimeRounding rounding) {
  switch (rounding) {
    case TimeRounding::kFloor: return std::floor(number);
    case TimeRounding::kCeiling: return std::ceil(number);
    default: return number < 0 ? std::floor(number) : std::ceil(number);
  }
}

Result<int64_t> fromUnits(Thread& thread, Value value, int64_t unit, TimeRounding rounding) {
  constexpr const char* kTooLarge = "timestamp too large to convert to C _PyTime_t";
  if (isFloat(value)) {
    double number = floatValue(value);
    if (std::isnan(number)) return thread.raiseValueError("Invalid value NaN (not a number)");
    number = rounded(number * static_cast<double>(unit), rounding);
    if (!(number >= -0x1p63 && number < 0x1p63)) return thread.raise(TypeId::kOverflowError, kTooLarge);
    return static_cast<int64_t>(number);
  }
  Ref<> whole = TRY(index(thread, value));
  int64_t number, result;
  if (!intFitsInt64(whole, &number) || __builtin_mul_overflow(number, unit, &result)) {
    return thread.raise(TypeId::kOverflowError, kTooLarge);
  }
  return result;
}

}  // namespace

Result<int64_t> nanosecondsArgument(Thread& thread, Value seconds, TimeRounding rounding) {
  return fromUnits(thread, seconds, kNanosecondsPerSecond, rounding);
}

Result<int64_t> nanosecondsFromMilliseconds(Thread& thread, Value milliseconds, TimeRounding rounding) {
  return fromUnits(thread, milliseconds, kNanosecondsPerSecond / 1000, rounding);
}

int64_t monotonicNow() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kNanosecondsPerSecond + now.tv_nsec;
}

int64_t deadlineAfter(int64_t span) {
  int64_t result;
  return __builtin_add_overflow(monotonicNow(), span, &result) ? INT64_MAX : result;
}

timespec toTimespec(int64_t nanoseconds) {
  int64_t seconds = nanoseconds / kNanosecondsPerSecond, rest = nanoseconds % kNanosecondsPerSecond;
  if (rest < 0) --seconds, rest += kNanosecondsPerSecond;
  return {static_cast<time_t>(seconds), static_cast<long>(rest)};
}

int millisecondsUntil(int64_t deadline) {
  int64_t left = deadline - monotonicNow();
  if (left <= 0) return 0;
  int64_t milliseconds = left / 1000000 + (left % 1000000 != 0);
  return milliseconds > INT_MAX ? INT_MAX : static_cast<int>(milliseconds);
}

}  // namespace taipan
