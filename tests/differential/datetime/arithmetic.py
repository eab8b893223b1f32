# Sums, products, quotients, comparison and hashes of random durations, dates and times.
import operator
import random
from datetime import UTC, date, datetime, time, timedelta, timezone

random.seed(11)
ops = [operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod, operator.lt, operator.le,
       operator.eq, operator.ne, operator.gt, operator.ge]

def delta():
    scale = random.choice([1, 10, 1000, 10**6, 10**9])
    return timedelta(random.randint(-scale, scale), random.randint(-10**6, 10**6), random.randint(-10**7, 10**7))

def when(zone=None):
    return datetime.fromordinal(random.randint(1, 3652059)).replace(hour=random.randrange(24), minute=random.randrange(60),
                                                                    second=random.randrange(60), microsecond=random.randrange(10**6), tzinfo=zone)

zones = [None, UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(seconds=-12345, microseconds=7)), timezone(timedelta(hours=23))]
kinds = [delta, lambda: when(random.choice(zones)), lambda: when().date(), lambda: when(random.choice(zones)).timetz(),
         lambda: random.choice([0, 1, -1, 2, 3, -7, 10**6, 10**12, 2**70, True, 0.5, -1.5, 0.1, 1e-9, 1e18, 3.7e-5]),
         lambda: timedelta(microseconds=random.randint(-5, 5))]
for i in range(4000):
    a, b = random.choice(kinds)(), random.choice(kinds)()
    if not any(isinstance(x, (timedelta, date, time)) for x in (a, b)):
        continue
    op = random.choice(ops)
    try:
        result = op(a, b)
        print(op.__name__, repr(a), repr(b), repr(result), str(result))
    except Exception as e:
        print(op.__name__, repr(a), repr(b), type(e).__name__, e)
for i in range(200):
    x = delta()
    print(-x, +x, abs(x), bool(x), x.total_seconds(), hash(x), x.days, x.seconds, x.microseconds, x.__reduce__())
for name in 'days seconds microseconds milliseconds minutes hours weeks'.split():
    for value in [0.5, 1.5, -0.5, 2.5e-6, 1e-7, 0.1, 3, -4, 123456789.987654321, 1e9, True]:
        for other in [{}, {'microseconds': 1}, {'seconds': 0.0000005}, {'days': 0.3}]:
            try:
                print(name, value, other, repr(timedelta(**{name: value, **{k: v for k, v in other.items() if k != name}})))
            except Exception as e:
                print(name, value, type(e).__name__, e)
