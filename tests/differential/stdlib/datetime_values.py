# datetime: arithmetic, formatting, parsing, time zones, comparisons.
from datetime import *
import pickle, copy
d = date(2024, 2, 29); t = time(13, 5, 7, 123456); dt = datetime(2024, 12, 31, 23, 59, 59, 999999); z = timezone(timedelta(hours=5, minutes=30), 'IST')
print(d, t, dt, repr(d), repr(t), repr(dt), repr(z), str(z), repr(timezone.utc), timezone(timedelta(seconds=-3723)), timezone.min, repr(timezone(timedelta(0))))
for x in (timedelta(1, 2, 3), timedelta(-1), timedelta(weeks=1, hours=-3, milliseconds=5.5), timedelta(0), timedelta(days=-1, seconds=1), timedelta(microseconds=1), timedelta.max, timedelta.min, timedelta(seconds=0.1 + 0.2)): print(x, repr(x), x.total_seconds(), x.days, x.seconds, x.microseconds, bool(x), -x if abs(x.days) < 9 else '', abs(x) if abs(x.days) < 9 else '')
a, b = timedelta(hours=7), timedelta(minutes=50); print(a + b, a - b, a * 3, a / 2, a // b, a % b, divmod(a, b), a / b, a * 1.5, a // 7, a == b, a > b, hash(a) == hash(timedelta(minutes=420)))
print(d + timedelta(1), d - date(2023, 1, 1), dt + timedelta(microseconds=1), d.weekday(), d.isoweekday(), d.isocalendar()[:], tuple(date(2021, 1, 3).isocalendar()), d.timetuple()[:9], d.toordinal(), date.fromordinal(738000), d.replace(year=2020), d.ctime(), d.strftime('%A %d %B %y %j %U %W %a %b %%'))
print(dt.strftime('%Y-%m-%dT%H:%M:%S.%f%z|%Z|%p|%I'), dt.replace(tzinfo=z).strftime('%z %Z'), dt.isoformat(' ', 'minutes'), dt.isoformat(timespec='milliseconds'), t.isoformat('auto'), f'{d:%d/%m} {dt:%H}', dt.replace(tzinfo=z).isoformat(), dt.date(), dt.time(), dt.timetz(), dt.replace(tzinfo=z).timetz())
for s in ('2024-02-29', '20240229', '2024-W09-4', '2024W094', '2024-2-9', 'x', '2023-02-29', '2024-W54-1', ''):
    try: print(s, date.fromisoformat(s))
    except ValueError as e: print(s, type(e).__name__)
for s in ('2024-02-29T12:30', '2024-02-29 12:30:01.5', '20240229T123001Z', '2024-02-29T12:30:01+05:30', '2024-02-29T12:30:01.123456-03:00:10', '2024-02-29T24:00', '2024-02-29T12:30:01,25', '2024-02-29T12:3'):
    try: print(s, repr(datetime.fromisoformat(s)))
    except ValueError as e: print(s, type(e).__name__)
for s, f in (('1 Feb 2003', '%d %b %Y'), ('12:30 PM', '%I:%M %p'), ('2020-060', '%Y-%j'), ('2020 5 1', '%G %V %u'), ('+0530', '%z'), ('1.5', '%S.%f'), ('x', '%Y'), ('2020 extra', '%Y'), ('30 Feb', '%d %b'), ('Monday', '%A'), ('68 69', '%y %d')):
    try: print(s, repr(datetime.strptime(s, f)))
    except ValueError as e: print(s, f, type(e).__name__)
utc = datetime(2020, 1, 1, tzinfo=timezone.utc); ist = utc.astimezone(z); print(ist, ist == utc, hash(ist) == hash(utc), ist - utc, utc.timestamp(), datetime.fromtimestamp(1e9, timezone.utc), datetime.utcfromtimestamp(-1.5), ist.utcoffset(), ist.tzname(), ist.dst(), ist.utctimetuple()[:6], datetime.combine(d, t, z))
for f in (lambda: utc < dt, lambda: utc == dt, lambda: utc - dt, lambda: d < dt, lambda: d == dt, lambda: dt + 5, lambda: d - 'x', lambda: timedelta(1) / 0, lambda: a * 'x', lambda: date(2020), lambda: datetime(2020, 1, 1, fold=5) if 0 else datetime(1, 1, 1) - timedelta(1), lambda: timezone(timedelta(days=1)), lambda: timedelta(days=10**10), lambda: t < 5, lambda: t.replace(hour=1, fold=1), lambda: datetime.max + timedelta(1), lambda: utc.astimezone(5), lambda: date.fromtimestamp(10**20), lambda: hash(d) == hash(date(2024, 2, 29)), lambda: time(1, tzinfo=z).utcoffset(), lambda: time.fromisoformat('04:23:01.000384+01:00'), lambda: time.fromisoformat('T042301'), lambda: max(date.min, date.max), lambda: datetime.min.isoformat(), lambda: time.max, lambda: date.resolution):
    try: print(f())
    except Exception as e: print(type(e).__name__)
for o in (d, t, dt, utc, z, a, timezone.utc): assert pickle.loads(pickle.dumps(o)) == o and copy.deepcopy(o) == o
class Tz(tzinfo):
    def utcoffset(self, x): return timedelta(hours=-5) + self.dst(x)
    def dst(self, x): return timedelta(hours=1 if x and 4 <= x.month < 11 else 0)
    def tzname(self, x): return 'EDT' if self.dst(x) else 'EST'
for m in (1, 7): x = datetime(2021, m, 15, 12, tzinfo=Tz()); print(x, x.tzname(), x.dst(), x.astimezone(timezone.utc), timezone.utc.fromutc(x.replace(tzinfo=timezone.utc)), x.timetuple().tm_isdst)
class MyDate(date):
    def __repr__(self): return 'MD' + self.isoformat()
print(MyDate(2020, 1, 1) + timedelta(1), repr(MyDate(2020, 1, 31).replace(day=2)), repr(MyDate.fromisoformat('2020-05-05')), sorted([date(2020, 1, 2), date(2019, 5, 5)]), isinstance(dt, date))
