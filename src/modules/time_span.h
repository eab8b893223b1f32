// Lengths of time as Python programs pass them, in nanoseconds.
#pragma once

#include <time.h>

#include <cstdint>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

constexpr int64_t kNanosecondsPerSecond = 1000000000;

enum class TimeRounding : uint8_t { kFloor, kCeiling, kAwayFromZero };

// Seconds (int, float or __index__) as nanoseconds.  OverflowError "timestamp too large to convert to C _PyTime_t",
// ValueError for NaN, TypeError for what is no number.
Result<int64_t> nanosecondsArgument(Thread& thread, Value seconds, TimeRounding rounding = TimeRounding::kAwayFromZero);
// As above from milliseconds.
Result<int64_t> nanosecondsFromMilliseconds(Thread& thread, Value milliseconds, TimeRounding rounding);

int64_t monotonicNow();
// `now + span`, at most INT64_MAX.
int64_t deadlineAfter(int64_t span);
timespec toTimespec(int64_t nanoseconds);
// The milliseconds left until `deadline` for poll(), rounded up, between 0 and INT_MAX.
int millisecondsUntil(int64_t deadline);

}  // namespace taipan
