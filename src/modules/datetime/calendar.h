// The proleptic Gregorian calendar as arithmetic on integers; nothing here knows of Python.  Days are numbered by their
// ordinal: 1 January of year 1 is day 1.  All functions take any year and day, so that data from pickles, whose fields
// may lie out of range, does no harm; months must lie in 1..12.
#pragma once

#include <cstdint>

namespace taipan::datetime {

constexpr int kMinYear = 1, kMaxYear = 9999;
constexpr int64_t kMaxOrdinal = 3652059;      // of 31 December 9999
constexpr int64_t kEpochOrdinal = 719163;     // of 1 January 1970
constexpr int64_t kSecondsPerDay = 86400, kMicrosecondsPerSecond = 1000000;

struct CivilDate {
  int year, month, day;
};
// ISO 8601: weeks start on Monday (1), the first week of a year is the one with its first Thursday.
struct IsoDate {
  int year, week, weekday;
};

bool isLeapYear(int year);
int daysInMonth(int year, int month);
int64_t ordinalOf(const CivilDate& date);
CivilDate dateOfOrdinal(int64_t ordinal);  // the year must fit an int
int dayOfYear(const CivilDate& date);      // 1 January is 1
int weekdayOf(const CivilDate& date);      // Monday is 0
IsoDate isoDateOf(const CivilDate& date);
// The ordinal of the first day of the ISO year.
int64_t isoYearStart(int year);

}  // namespace taipan::datetime
