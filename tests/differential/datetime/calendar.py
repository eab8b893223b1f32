# The calendar itself: ordinals, weekdays, ISO weeks, days of the year, around every kind of year end.
from datetime import date, datetime, timedelta

days = set(range(1, 1200, 7)) | set(range(1, 3652060, 9973)) | set(range(3652059 - 800, 3652060))
for year in [1, 4, 100, 400, 1600, 1699, 1700, 1900, 1970, 1999, 2000, 2004, 2009, 2020, 2100, 9996]:
    first = date(year, 1, 1).toordinal()
    days |= set(range(max(1, first - 5), first + 9)) | {first + 58, first + 59, first + 60, first + 364, first + 365}
for ordinal in sorted(days):
    d = date.fromordinal(ordinal)
    assert d.toordinal() == ordinal
    print(d, d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d.timetuple().tm_yday, d.ctime())
    iso = d.isocalendar()
    try:
        assert date.fromisocalendar(*iso) == d
    except ValueError as e:
        print(iso, e)
for year in range(1, 10000, 37):
    try:
        print(year, date.fromisocalendar(year, 1, 1), date.fromisocalendar(year, 53, 7))
    except ValueError as e:
        print(year, e)
for year, month in [(2023, 2), (2024, 2), (1900, 2), (2000, 2), (2024, 4), (2024, 12), (2024, 13), (2024, 0)]:
    for day in 0, 1, 28, 29, 30, 31, 32:
        try:
            print(datetime(year, month, day) + timedelta(microseconds=-1))
        except ValueError as e:
            print(year, month, day, e)
