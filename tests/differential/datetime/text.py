# isoformat(), strftime(), format(), str() and repr() with zones of every kind; strptime().
import time as clock
from datetime import *

class Odd(tzinfo):
    def __init__(self, offset, name): self.offset, self.name = offset, name
    def utcoffset(self, when): return self.offset
    def dst(self, when): return None if when is None else timedelta(hours=1)
    def tzname(self, when): return self.name
    def __repr__(self): return 'Odd'

zones = [None, UTC, timezone(-timedelta(hours=3, minutes=30)), timezone(timedelta(seconds=1)), timezone(timedelta(hours=2, microseconds=-1)),
         timezone(timedelta(hours=9), 'JST'), Odd(None, None), Odd(timedelta(minutes=5), '%Y%%'), Odd(timedelta(0), '\u20ac'), timezone(timedelta(0), 'zero')]
for zone in zones:
    print(repr(zone), zone and not isinstance(zone, Odd) and str(zone))
    for t in datetime(2020, 2, 3, 4, 5, 6, 78, zone), datetime(1, 1, 1, 0, 0, tzinfo=zone), time(23, 59, 0, 5, tzinfo=zone, fold=1), time(1, tzinfo=zone):
        print(repr(t), str(t), t.isoformat(), t.utcoffset(), t.dst(), t.tzname())
        for spec in 'auto hours minutes seconds milliseconds microseconds'.split():
            print(t.isoformat(timespec=spec), end=' ')
        print()
        for format_ in ['', '%z', '%Z', '%f', '%H:%M:%S.%f%z', '%%z', '%', 'a%', '%Y-%m-%d', '%a %b %j %U %w %y %p %I', '%%%Z%%', '\u20ac%H', '%:z', '%\0x', 'x\0%H']:
            try:
                print(ascii(t.strftime(format_)), ascii(format(t, format_)))
            except Exception as e:
                print(type(e).__name__, e)
        if isinstance(t, datetime):
            print(t.isoformat(' '), t.isoformat('\U0001f600', 'hours').encode(), t.timetuple(), t.utctimetuple() if t.year > 1 else '', t.ctime(), t.timetz(), t.time(), t.date())
for text, format_ in [('2020-02-03 04:05:06.789 +0130', '%Y-%m-%d %H:%M:%S.%f %z'), ('12 Mar 1999', '%d %b %Y'), ('1', '%Y'), ('2020-060', '%Y-%j'),
                      ('UTC', '%Z'), ('2020 10 1', '%G %V %u'), ('x', 'y'), ('2020-02-30', '%Y-%m-%d')]:
    try:
        print(repr(datetime.strptime(text, format_)))
    except ValueError as e:
        print(e)
class Sub(datetime):
    def isoformat(self, *args): return f'iso{args}'
    def strftime(self, spec): return f'strf {spec}'
    def timetuple(self): return (2000, 1, 2, 3, 4, 5, 6, 7, 0)
s = Sub(2020, 1, 1)
print(str(s), format(s, ''), format(s, '%Y'), datetime.strftime(s, '%Y %d'), repr(s))
class D(date):
    def timetuple(self): return clock.struct_time((1999, 1, 2, 3, 4, 5, 6, 7, 0))
print(D(2020, 1, 1).strftime('%Y'), date.ctime(datetime(2020, 1, 1, 5)), date.isoformat(datetime(2020, 1, 1, 5)), datetime.__str__(s))
