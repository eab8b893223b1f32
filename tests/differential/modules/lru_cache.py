# functools.lru_cache and cache over the native wrapper: hits, eviction order, typed keys, re-entrancy, errors.
import functools
from functools import lru_cache, cache


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except BaseException as e:
        print(type(e).__name__, e)


@lru_cache(maxsize=3)
def square(x):
    print('compute', x)
    return x * x


for n in (1, 2, 3, 1, 4, 1, 2, 3):
    print(n, square(n), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.cache_parameters(), square.__wrapped__(9), square.__name__, square.__qualname__)
attempt(square, [])
attempt(square)
attempt(square, 1, y=2)


@lru_cache(maxsize=None, typed=True)
def kind(*args, **kw):
    return [type(a).__name__ for a in args] + sorted(kw)


for args, kw in (((1,), {}), ((1.0,), {}), ((True,), {}), ((1,), {'a': 1}), ((1,), {'a': 1.0}), ((), {'b': 1, 'a': 2}),
                 ((), {'a': 2, 'b': 1}), (('a', 1), {}), ((1,), {})):
    print(kind(*args, **kw), kind.cache_info())


@lru_cache(maxsize=0)
def never():
    return object()


print(never() is never(), never.cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(150), fib.cache_info())


class Clearing:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        odd.cache_clear()
        return self.n == other.n


@lru_cache(maxsize=2)
def odd(x):
    return x.n


for i in (1, 2, 3, 1, 2, 3, 3):
    print(odd(Clearing(i)), end=' ')
print(odd.cache_info().maxsize)


@lru_cache(maxsize=2)
def nested(n):
    if n:
        nested(n - 1)
    if n == 3:
        raise ValueError('three')
    return n


for n in (2, 3, 4):
    attempt(nested, n)
print(nested.cache_info())


class C:
    @lru_cache()
    def method(self, x):
        return x

    @functools.cached_property
    def once(self):
        print('once')
        return 5


c = C()
print(c.method(1), c.method(1), C.method.cache_info(), c.method.cache_info(), c.once, c.once)
raw = functools._lru_cache_wrapper
for args in ((), (1, 2, 3, 4), (len, 'a', 0, 0), (len, 1, 0), (len, 1, 0, 0, 0)):
    attempt(raw, *args)
attempt(raw, len, maxsize=1, typed=0, cache_info_type=tuple, bogus=1)
attempt(lru_cache, 'x')
attempt(square.__reduce__)
import copy
print(copy.copy(square) is square, copy.deepcopy(square) is square)
square.note = 5
print(square.note, square.__dict__['note'])
print(raw(len, -5, 0, lambda *a: a).cache_info(), raw(len, True, 0, lambda *a: a).cache_info())
