# proxy: every operation goes to the referent; dead ones raise ReferenceError.
import _weakref


def attempt(function):
    try:
        print("ok", function())
    except BaseException as error:
        print(type(error).__name__, error)


class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return ("add", self.v, getattr(o, "v", o))
    def __radd__(self, o): return ("radd", self.v, o)
    def __iadd__(self, o): self.v += 1; return self
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __neg__(self): return "neg"
    def __int__(self): return 42
    def __float__(self): return 4.5
    def __index__(self): return 3
    def __bool__(self): return self.v > 0
    def __len__(self): return 5
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return k == 1
    def __iter__(self): return iter([1, 2])
    def __call__(self, *a, **k): return a, k
    def __str__(self): return "text"
    def __bytes__(self): return b"bytes"
    def __reversed__(self): return "reversed"
    def __eq__(self, o): return "eq", isinstance(o, N)
    def __lt__(self, o): return "lt"
    def __matmul__(self, o): return "matmul"
    def __divmod__(self, o): return "divmod"
    __hash__ = None


n = N(1)
p = _weakref.proxy(n)
print(type(p), p is _weakref.proxy(n), p is _weakref.proxy(n, lambda w: 0), isinstance(p, N), p.__class__)
print(p + 1, 1 + p, p + p, p ** 2, pow(p, 2, 3), -p, int(p), float(p), [0, 1, 2, 3][p], bool(p), len(p))
print(p[7], 1 in p, 2 in p, list(p), p(1, x=2), str(p), bytes(p), p.__reversed__(), p == n, p < n, p @ 1, divmod(p, 2))
p[1] = 2
del p[3]
p.w = 5
print(n.w, p.v)
del p.w
print(hasattr(n, "w"))
q = p
q += 1
print(type(q).__name__, n.v)
print(repr(p).startswith("<weakproxy at 0x"), " to N at 0x" in repr(p))
attempt(lambda: hash(p))
attempt(lambda: next(p))
attempt(lambda: p.missing)
attempt(lambda: ~p)
attempt(lambda: p >> 1)
attempt(lambda: _weakref.proxy(1))
attempt(lambda: _weakref.proxy())
attempt(lambda: _weakref.proxy(n, 1, 2))
attempt(lambda: _weakref.proxy(n, callback=1))
attempt(lambda: type(p)())


class M: pass


m = M()
pm = _weakref.proxy(m)
print(type(pm), type(pm).__mro__, hasattr(pm, "x"), callable(pm), callable(p))
attempt(lambda: pm())
attempt(lambda: iter(pm))
attempt(lambda: len(pm))
attempt(lambda: pm + 1)
attempt(lambda: pm[0])
called = []
pc = _weakref.proxy(m, called.append)
del m
print(len(called), called[0] is pc)
for operation in (lambda: pm.x, lambda: str(pm), lambda: pm + 1, lambda: pm == 1, lambda: len(pm), lambda: bool(pm),
                  lambda: pm[0], lambda: iter(pm), lambda: next(pm), lambda: 1 in pm, lambda: setattr(pm, "a", 1)):
    attempt(operation)
print(" to NoneType at 0x" in repr(pm))


def g():
    yield 1
    yield 2


gen = g()
pg = _weakref.proxy(gen)
print(next(pg), list(pg))
print(_weakref.getweakrefcount(5), _weakref.getweakrefs(5))
d = {1: _weakref.ref(n), 2: 5}
x = N(2); d[3] = _weakref.ref(x); del x
_weakref._remove_dead_weakref(d, 1); _weakref._remove_dead_weakref(d, 3); _weakref._remove_dead_weakref(d, 4)
print(list(d))
attempt(lambda: _weakref._remove_dead_weakref(d, 2))
attempt(lambda: _weakref._remove_dead_weakref([], 2))
