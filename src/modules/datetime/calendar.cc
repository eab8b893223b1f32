// See the header.  Years are counted from March where that helps: the leap day is then the last one of a year, and the
// lengths of months follow a line (153 days for five months).
#include "modules/datetime/calendar.h"

namespace taipan::datetime {

namespace {

constexpr int64_t kDaysPerEra = 146097;  // of 400 years, after which the calendar repeats
constexpr int64_t kMarchOfYearZero = -305;  // ordinal of 1 March of the year 0

int64_t floorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

}  // namespace

bool isLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int daysInMonth(int year, int month) {
  if (month == 2) return isLeapYear(year) ? 29 : 28;
  return 30 + ((month + (month > 7)) & 1);
}

int64_t ordinalOf(const CivilDate& date) {
  int64_t year = int64_t{date.year} - (date.month <= 2);
  int64_t era = floorDivide(year, 400), yearOfEra = year - era * 400;
  int64_t monthFromMarch = (date.month + 9) % 12;
  int64_t days = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * monthFromMarch + 2) / 5 + date.day - 1;
  return kMarchOfYearZero + era * kDaysPerEra + days;
}

CivilDate dateOfOrdinal(int64_t ordinal) {
  int64_t days = ordinal - kMarchOfYearZero;
  int64_t era = floorDivide(days, kDaysPerEra);
  int64_t day = days - era * kDaysPerEra;
  // Taking the leap days that lie before `day` away leaves years of 365 days.
  int64_t yearOfEra = (day - day / 1460 + day / 36524 - day / (kDaysPerEra - 1)) / 365;
  day -= yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100;
  int64_t monthFromMarch = (5 * day + 2) / 153;
  int month = static_cast<int>(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
  int64_t year = era * 400 + yearOfEra + (month <= 2);
  return {static_cast<int>(year), month, static_cast<int>(day - (153 * monthFromMarch + 2) / 5 + 1)};
}

int dayOfYear(const CivilDate& date) {
  return static_cast<int>(ordinalOf(date) - ordinalOf({date.year, 1, 1})) + 1;
}

int weekdayOf(const CivilDate& date) {
  int64_t rest = (ordinalOf(date) + 6) % 7;
  return static_cast<int>(rest < 0 ? rest + 7 : rest);
}

int64_t isoYearStart(int year) {
  CivilDate first{year, 1, 1};
  int weekday = weekdayOf(first);
  return ordinalOf(first) - weekday + (weekday > 3 ? 7 : 0);
}

IsoDate isoDateOf(const CivilDate& date) {
  int64_t ordinal = ordinalOf(date), start = isoYearStart(date.year);
  int year = date.year;
  if (ordinal < start) {
    start = isoYearStart(--year);
  } else if (int64_t next = isoYearStart(year + 1); ordinal >= next) {
    start = next;
    ++year;
  }
  return {year, static_cast<int>((ordinal - start) / 7) + 1, static_cast<int>((ordinal - start) % 7) + 1};
}

}  // namespace taipan::datetime
