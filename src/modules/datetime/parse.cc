// ISO 8601 text, as much of it as fromisoformat() takes.
#include "modules/datetime/datetime.h"

namespace taipan::datetime {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Reads a text from the front; past its end there are only NULs.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  bool atEnd() const { return position_ >= text_.size(); }
  size_t left() const { return text_.size() - position_; }
  bool skip(char c) {
    if (peek() != c) return false;
    ++position_;
    return true;
  }
  void advance() { ++position_; }
  bool digits(size_t count, int* number) {
    if (left() < count) return false;
    *number = 0;
    for (; count; --count, ++position_) {
      if (!isDigit(text_[position_])) return false;
      *number = *number * 10 + (text_[position_] - '0');
    }
    return true;
  }

 private:
  std::string_view text_;
  size_t position_ = 0;
};

// kRest: something is left that belongs to no field.
enum class Parsed { kNot, kWhole, kRest };

// hh[:mm[:ss[.ffffff…]]], with all the colons or none.  What stands before the fraction is not looked at closely: that is
// how CPython takes it.
Parsed parseClock(std::string_view text, Clock* clock) {
  Reader reader(text);
  int* const fields[] = {&clock->hour, &clock->minute, &clock->second};
  bool colons = false;
  for (int i = 0; i < 3; ++i) {
    if (!reader.digits(2, fields[i])) return Parsed::kNot;
    if (reader.atEnd()) return Parsed::kWhole;
    char next = reader.peek();
    if (i == 0) colons = next == ':';
    if (reader.left() == 1) return Parsed::kRest;
    bool isPoint = next == '.' || next == ',';
    if (colons && next != ':' && !isPoint) return Parsed::kNot;
    if (colons || isPoint) reader.advance();
    if (isPoint) break;
  }
  size_t count = reader.left() < 6 ? reader.left() : 6;
  if (!reader.digits(count, &clock->microsecond)) return Parsed::kNot;
  for (; count < 6; ++count) clock->microsecond *= 10;
  while (isDigit(reader.peek())) reader.advance();
  return reader.atEnd() ? Parsed::kWhole : Parsed::kRest;
}

}  // namespace

IsoProblem dateOfIsoWeek(int year, int week, int weekday, CivilDate* date) {
  if (year < kMinYear || year > kMaxYear) return IsoProblem::kYear;
  int64_t start = isoYearStart(year);
  if (week < 1 || week > (isoYearStart(year + 1) - start) / 7) return IsoProblem::kWeek;
  if (weekday < 1 || weekday > 7) return IsoProblem::kDay;
  *date = dateOfOrdinal(start + (week - 1) * 7 + weekday - 1);
  return IsoProblem::kNone;
}

bool parseIsoDate(std::string_view text, CivilDate* date) {
  Reader reader(text);
  if (!reader.digits(4, &date->year)) return false;
  bool dashes = reader.skip('-');
  if (reader.skip('W')) {
    int week, weekday = 1;
    if (!reader.digits(2, &week)) return false;
    if (!reader.atEnd()) {
      if (dashes && !reader.skip('-')) return false;
      if (!reader.digits(1, &weekday)) return false;
    }
    return dateOfIsoWeek(date->year, week, weekday, date) == IsoProblem::kNone;
  }
  if (!reader.digits(2, &date->month)) return false;
  if (dashes && !reader.skip('-')) return false;
  return reader.digits(2, &date->day);
}

bool parseIsoTime(std::string_view text, ParsedTime* time) {
  size_t zone = text.find_first_of("+-Z");
  Parsed clock = parseClock(text.substr(0, zone), &time->clock);
  if (zone == std::string_view::npos) return clock == Parsed::kWhole;
  if (clock == Parsed::kNot) return false;
  time->hasZone = true;
  if (text[zone] == 'Z') return zone + 1 == text.size();
  Clock offset;
  if (parseClock(text.substr(zone + 1), &offset) != Parsed::kWhole) return false;
  int sign = text[zone] == '-' ? -1 : 1;
  time->offsetSeconds = sign * ((offset.hour * 60 + offset.minute) * 60 + offset.second);
  time->offsetMicroseconds = sign * offset.microsecond;
  return true;
}

int64_t findIsoSeparator(std::string_view text) {
  if (text.size() == 7) return 7;
  if (text[4] == '-') {
    if (text[5] != 'W') return 10;           // YYYY-MM-DD
    if (text.size() <= 8 || text[8] != '-') return 8;  // YYYY-Www
    if (text.size() == 9) return -1;
    // YYYY-Www-D, unless two digits follow: an hour rather than a day and a digit that separates.
    return text.size() > 10 && isDigit(text[10]) ? 8 : 10;
  }
  if (text[4] != 'W') return 8;  // YYYYMMDD
  // YYYYWww or YYYYWwwD: the digits after it belong to hours, minutes …, so an even number of them decides.
  size_t end = 7;
  while (end < text.size() && isDigit(text[end])) ++end;
  if (end < 9) return static_cast<int64_t>(end);
  return end % 2 == 0 ? 7 : 8;
}

Ref<> zoneOfParsed(Thread& thread, const ParsedTime& time) {
  if (!time.hasZone) return newRef(kNone);
  if (time.offsetSeconds == 0) return newRef(utcZone(thread));
  Ref<> offset = TRY(newDelta(thread, 0, time.offsetSeconds, time.offsetMicroseconds));
  return newTimeZone(thread, offset, Value());
}

Raised raiseInvalidIso(Thread& thread, Value text) { return thread.raiseValueError("Invalid isoformat string: {!r}", text); }

}  // namespace taipan::datetime
