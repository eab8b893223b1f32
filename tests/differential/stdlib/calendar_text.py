# calendar: text, HTML, iteration, the command line.
import calendar, sys
print(calendar.month(2024, 2)); print(calendar.calendar(2023, 2, 1, 4, 4)[:900])
c = calendar.TextCalendar(6); print(c.formatmonth(1999, 12, 4, 2)); c.prmonth(2000, 1)
h = calendar.HTMLCalendar(calendar.SUNDAY); print(h.formatmonth(2021, 5)); print(h.formatyearpage(2021, css='x.css')[:300])
for y, m in ((2024, 2), (1900, 2), (2000, 2), (1, 1), (9999, 12)): print(y, m, calendar.monthrange(y, m), calendar.isleap(y), calendar.leapdays(1, y), calendar.weekday(y, m, 1))
k = calendar.Calendar(3); print(k.monthdayscalendar(2022, 8)); print(k.monthdays2calendar(2022, 8)[0], list(k.itermonthdates(2022, 8))[:3], list(k.iterweekdays()))
print(list(k.itermonthdays3(2022, 9))[:4], list(k.itermonthdays4(2022, 9))[-2:], k.yeardayscalendar(2022, 6)[0][0][:2], k.firstweekday)
for f in (lambda: calendar.month(2020, 13), lambda: calendar.setfirstweekday(9), lambda: calendar.monthrange(2020, 0), lambda: calendar.TextCalendar().formatyear(0)[:30]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
calendar.setfirstweekday(calendar.SUNDAY); print(calendar.firstweekday(), calendar.month(2026, 11), calendar.weekheader(3))
print(list(calendar.month_name), list(calendar.day_abbr), calendar.day_name[-1], calendar.month_abbr[1:4], calendar.timegm((2020, 2, 29, 12, 30, 1)))
print(calendar.MONDAY, calendar.JANUARY if hasattr(calendar, 'JANUARY') else '-', calendar.mdays)
calendar.main(['x', '-w', '3', '2021', '3']); calendar.main(['x', '-t', 'html', '-e', 'ascii', '2021'][:4] + ['2021']) if False else None
