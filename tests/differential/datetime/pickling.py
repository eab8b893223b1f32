# Pickles, copies, hashes and what subclasses see.
import copy
import pickle
from datetime import *

class Zone(tzinfo):
    def __init__(self, hours=3):
        self.hours = hours
    def utcoffset(self, when): return timedelta(hours=self.hours)
    def dst(self, when): return timedelta(0)
    def tzname(self, when): return f'Z%{self.hours}'
    def __repr__(self): return f'Zone({self.hours})'

class WithInit(Zone):
    def __getinitargs__(self): return (self.hours,)

class Day(date):
    extra = 1
    def __new__(cls, *args):
        made = super().__new__(cls, *args)
        made.note = len(args)
        return made

class When(datetime): pass

values = [timedelta(1, 2, 3), -timedelta.resolution, date(2020, 2, 29), time(1, 2, 3, 4), time(1, fold=1), time(1, tzinfo=Zone(4)), datetime(2020, 2, 29, 1, 2, 3, 4),
          datetime(1, 1, 1, fold=1), datetime(1, 1, 1, fold=1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=Zone()), timezone.utc, timezone(timedelta(hours=1)),
          timezone(timedelta(hours=1), 'x'), timezone.min, Zone(5), WithInit(6), Day(2020, 1, 1), When(2020, 1, 1, 5), date(2020, 1, 1).isocalendar()]
for v in values:
    for protocol in range(6):
        data = pickle.dumps(v, protocol)
        again = pickle.loads(data)
        print(protocol, data, repr(again), type(again) is type(v), getattr(again, '__dict__', None))
    print(repr(copy.copy(v)), repr(copy.deepcopy(v)), v.__reduce__(), v.__reduce_ex__(4))
    if not isinstance(v, Zone):
        print(hash(v), hash(copy.deepcopy(v)) == hash(v))
print(copy.deepcopy(timezone.utc) is timezone.utc, copy.copy(timezone.utc) is timezone.utc)
for text in ['cdatetime\ndate\n(S"\\x07\\xd0\\x01\\x02"\ntR.', 'cdatetime\ndatetime\n(S"\\x07\\xd0\\x01\\x02\\x03\\x04\\x05\\0\\0\\1"\ntR.', 'cdatetime\ntime\n(S"\\x17;;\\0\\0\\1"\ntR.']:
    for encoding in 'latin1', 'bytes', 'ascii':
        try:
            print(repr(pickle.loads(text.encode(), encoding=encoding)))
        except Exception as e:
            print(type(e).__name__, e)
print(Day.fromordinal(5).note, Day.max, (Day(2020, 1, 1) + timedelta(1)).note, Day(2020, 1, 1).replace(day=2).__dict__)
print(type(When.now()), type(When(1, 1, 1) + timedelta(1)), type(When.combine(date.min, time.min)), type(When.strptime('2020', '%Y')))
for cls in date, datetime, time, timedelta, tzinfo, timezone, type(date.min.isocalendar()):
    print(cls, cls.__module__, cls.__qualname__, cls.__bases__, cls.__doc__ is not None)
    for name in 'min', 'max', 'resolution', 'utc':
        print(name, repr(getattr(cls, name, None)))
    try:
        cls.x = 1
    except TypeError as e:
        print(e)
try:
    class Z(timezone): pass
except TypeError as e:
    print(e)
