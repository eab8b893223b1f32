# functools: wraps, caches, partials, dispatch, ordering, reduce.
import functools, inspect, typing, abc, collections.abc, pickle
from functools import *
def deco(f):
    @wraps(f)
    def w(*a, **k): """wrapper doc"""; return f(*a, **k)
    return w
@deco
def orig(a: int, b=2) -> str: "orig doc"; return a, b
orig.attr = 1; print(orig.__name__, orig.__doc__, orig.__wrapped__, inspect.signature(orig), orig.__annotations__) if 0 else print(orig.__name__, orig.__doc__, inspect.signature(orig), orig.__qualname__, WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
calls = []
@lru_cache(maxsize=2, typed=True)
def sq(x, *, k=0): calls.append(x); return x * x
print([sq(v) for v in (1, 2, 1, 3, 2, 1.0, 1)], calls, sq.cache_info(), sq.cache_parameters()); sq.cache_clear(); print(sq.cache_info(), sq.__wrapped__(5)); 
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info()); 
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: sq([])); attempt(lambda: lru_cache(maxsize='x')); attempt(lambda: lru_cache(None)(int)('5')); attempt(lambda: reduce(lambda a, b: a, [])); attempt(lambda: partial()); attempt(lambda: partial(5)); attempt(lambda: reduce(5, [1, 2]))
p = partial(int, base=2); print(p('101'), p.func, p.args, p.keywords, repr(p), p('12', base=3)); q = partial(p, '11'); print(q(), q.args, q.func is int, repr(partial(print, 1, sep='-'))); pp = pickle.loads(pickle.dumps(p)); print(pp('11'))
class M:
    def f(self, a, b=0): return self.n, a, b
    n = 7; g = partialmethod(f, 1); h = partialmethod(f, b=5); s = partialmethod(staticmethod(lambda x: x), 3)
m = M(); print(m.g(), m.g(2), m.h(9), m.s(), repr(M.__dict__['g'])[:22]); attempt(lambda: partialmethod(5))
class CP:
    n = 0
    @cached_property
    def v(self): "vdoc"; CP.n += 1; return CP.n
c = CP(); print(c.v, c.v, c.__dict__, CP.v.__doc__); del c.v; print(c.v); 
class NoDict:
    __slots__ = ()
    @cached_property
    def v(self): return 1
attempt(lambda: NoDict().v); attempt(lambda: exec('class Z:\n a = cached_property(len)\n b = a', globals()))
@singledispatch
def show(x, *a): return f'default {x}'
@show.register
def _(x: int, *a): return f'int {x}'
@show.register(list)
@show.register(tuple)
def _(x, *a): return f'seq {len(x)}'
@show.register
def _(x: collections.abc.Mapping): return 'mapping'
@show.register
def _(x: str | bytes): return 'text'
print(show(1), show(True), show([1]), show(()), show({}), show('a'), show(b'a'), show(1.5), show.dispatch(bool).__name__, sorted(k.__name__ for k in show.registry)); attempt(lambda: show()); attempt(lambda: show.register(5)); attempt(lambda: show.register(int | list[int], print))
class SD:
    @singledispatchmethod
    def f(self, a): return 'base'
    @f.register
    def _(self, a: int): return 'int'
    @f.register
    @classmethod
    def _(cls, a: str): return 'cls ' + cls.__name__
print(SD().f(1.0), SD().f(1), SD().f('s'))
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return NotImplemented if not isinstance(o, V) else self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2), V.__le__.__name__); attempt(lambda: V(1) <= 5); attempt(lambda: total_ordering(type('N', (), {})))
print(sorted('bAc', key=cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))), reduce(lambda a, b: a * 10 + b, [1, 2, 3]), reduce(max, [3, 9, 2], 5), reduce(lambda a, b: a, [], 'init')); k = cmp_to_key(lambda a, b: a - b); print(k(1) < k(2), k(1) == k(1), k(5).obj, max([3, 1], key=k)); attempt(lambda: k(1) < 2); attempt(lambda: hash(k(1))); attempt(lambda: cmp_to_key(5)(1) < cmp_to_key(5)(2))
u = update_wrapper(lambda: 0, int); print(u.__name__, u.__wrapped__, u.__doc__[:8]); print(update_wrapper(partial(print), print).__name__, singledispatch(print).__wrapped__ is print, isinstance(show, typing.Callable))
