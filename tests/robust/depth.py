"""Data nested too deep for any native stack: each operation must end in an exception or a result."""
import ast
import contextlib
import copy
import functools
import itertools
import json
import marshal
import operator
import pickle
import sys
import threading
import _mutate
from _mutate import attempt

N = 20_000


def nested(wrap, inner, n=N):
    value = inner
    for _ in range(n):
        value = wrap(value)
    return value


class Holder:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == other.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return repr(self.x)
    def __iter__(self): return iter(self.x)
    def __getattr__(self, name): return getattr(self.x, name)
    def __call__(self): return self.x()


WRAPS = [lambda v: [v], lambda v: (v,), lambda v: {'k': v}, Holder, lambda v: functools.partial(v) if callable(v) else [v], lambda v: iter([v]), lambda v: itertools.chain(v, ()), lambda v: map(None, v), lambda v: zip(v),
         lambda v: enumerate(v), lambda v: reversed([v]), lambda v: itertools.islice(v, 5), lambda v: [[v]], lambda v: list[v], lambda v: slice(v), lambda v: operator.methodcaller('x', v), lambda v: frozenset((v,)), lambda v: filter(None, v)]
USES = [repr, hash, lambda v: v == copy.copy(v), lambda v: v < v, copy.deepcopy, pickle.dumps, marshal.dumps, json.dumps, lambda v: list(v), lambda v: next(iter(v)), lambda v: isinstance(1, v), lambda v: issubclass(int, v), lambda v: v(), str,
        lambda v: v.missing, lambda v: sorted([v, v]), lambda v: format(v), lambda v: v in [copy.copy(v)], lambda v: 'a'.startswith(v), lambda v: v.__reduce_ex__(2), lambda v: v.__length_hint__(), lambda v: ast.literal_eval(v), lambda v: sum(v, [])]
for wrap in WRAPS:
    one = attempt(nested, wrap, (), seconds=10)
    if one is None:
        continue
    for use in USES:
        attempt(use, one, seconds=10)
    attempt(operator.eq, one, attempt(nested, wrap, (), seconds=10), seconds=10)
    del one


def generators(n):
    def level(k):
        if k:
            yield from level(k - 1)
        yield k
    return list(level(n))


def generatorChain(n):
    def through(it):
        for x in it:
            yield x
    it = iter([1, 2])
    for _ in range(n):
        it = through(it)
    return list(it)


def causes(n):
    e = ValueError()
    for _ in range(n):
        new = KeyError()
        new.__cause__ = new.__context__ = e
        e = new
    raise e


def groups(n):
    e = ValueError()
    for _ in range(n):
        e = ExceptionGroup('', [e])
    e.split(KeyError), e.subgroup(ValueError), e.derive([e])
    raise e


def classes(n):
    cls = object
    for _ in range(n):
        cls = type('C', (cls,), {})
    cls().missing


def closures(n):
    f = lambda: 0
    for _ in range(n):
        f = (lambda g: lambda: g())(f)
    return f()


def managers(n):
    with contextlib.ExitStack() as stack:
        for _ in range(n):
            stack.callback(lambda: None)


def descend(n): return n and descend(n - 1)


def recursiveAttributes():
    class A:
        def __getattribute__(self, name): return getattr(self, name)
    A().x


def recursiveRepr():
    class A(list):
        def __repr__(self): return f'{self}'
    repr(A())


def recursiveHook():
    class M(type):
        def __instancecheck__(cls, x): return isinstance(x, cls)
        def __call__(cls): return cls()
    class A(metaclass=M): pass
    attempt(isinstance, 1, A)
    A()


def recursiveFormat():
    class A:
        def __format__(self, spec): return format(self, spec)
        def __index__(self): return operator.index(self)
        def __bool__(self): return bool(self)
        def __len__(self): return len(self)
        def __iter__(self): return iter(self)
        def __add__(self, o): return self + o
        def __eq__(self, o): return self == o
        def __hash__(self): return hash(self)
        def __float__(self): return float(self)
        def __contains__(self, o): return o in self
        def __del__(self): pass
        def __call__(self): return self()
        def __enter__(self):
            with self: pass
        def __exit__(self, *a): pass
        def __await__(self): return (yield from self.__await__())
        def __setattr__(self, k, v): self.k = v
        def __getitem__(self, i): return self[i]
    a = A()
    for use in (format, operator.index, bool, len, iter, lambda a: a + 1, lambda a: a == 1, hash, float, lambda a: 1 in a, lambda a: a(), lambda a: a.__enter__(), lambda a: list(a.__await__()), lambda a: setattr(a, 'k', 1), lambda a: a[0], int, complex, str):
        attempt(use, a, seconds=10)


def limits():
    old = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(10**6)
        for test in (descend, generators, closures, generatorChain):
            attempt(test, N, seconds=20)
        attempt(recursiveAttributes, seconds=20)
        attempt(recursiveRepr, seconds=20)
        attempt(recursiveFormat, seconds=20)
    finally:
        sys.setrecursionlimit(old)


def inThread():
    threading.stack_size(65536)
    thread = threading.Thread(target=lambda: (attempt2(recursiveAttributes), attempt2(recursiveRepr), attempt2(descend, 10**5), attempt2(limits)))
    thread.start()
    thread.join()
    threading.stack_size(0)


def attempt2(action, *args):  # no signals outside the main thread
    try:
        action(*args)
    except Exception:
        pass


def limits2():
    sys.setrecursionlimit(10**6)
    try:
        attempt2(recursiveAttributes), attempt2(descend, N), attempt2(nested, Holder, 1)
        attempt2(repr, nested(lambda v: [v], 1))
    finally:
        sys.setrecursionlimit(1000)


limits_ = limits
limits = limits2
inThread()
limits = limits_
for test in (generators, generatorChain, causes, groups, classes, closures, managers, descend):
    for n in (100, 3000, N if test is not classes else 3000):
        attempt(test, n, seconds=20)
for test in (recursiveAttributes, recursiveRepr, recursiveHook, recursiveFormat, limits):
    attempt(test, seconds=20)
_mutate.summary()
