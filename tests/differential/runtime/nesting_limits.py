# What counts against the recursion limit, and what the errors say.
import copy
import functools
import json
import sys


def deep(make, n, value=()):
    for _ in range(n):
        value = make(value)
    return value


class Call:
    def __call__(self): return self()


class Attr:
    def __getattr__(self, name): return getattr(self, name)


class Str:
    def __str__(self): return str(self)


class Repr:
    def __repr__(self): return repr(self)


class Eq:
    def __eq__(self, other): return self == other


class Lt:
    def __lt__(self, other): return self < other


class Hash:
    def __hash__(self): return hash(self)


class Meta(type):
    def __instancecheck__(cls, x): return isinstance(x, cls)
    def __subclasscheck__(cls, x): return issubclass(x, cls)


class Checked(metaclass=Meta): pass


class Index:
    def __index__(self): return range(3)[self]


class Iter:
    def __iter__(self): return iter(self)


class Len:
    def __len__(self): return len(self)


class Add:
    def __add__(self, other): return self + other


def generator(): yield from generator()


def recurse(): return recurse()


def sorting(): return sorted([1, 2], key=lambda x: sorting())


N = 3000
TESTS = dict(
    reprList=lambda: repr(deep(lambda v: [v], N)), reprTuple=lambda: repr(deep(lambda v: (v,), N)), reprDict=lambda: repr(deep(lambda v: {1: v}, N)), strList=lambda: str(deep(lambda v: [v], N)), formatList=lambda: f'{deep(lambda v: [v], N)}',
    equal=lambda: deep(lambda v: [v], N) == deep(lambda v: [v], N), equalTuples=lambda: deep(lambda v: (v,), N) == deep(lambda v: (v,), N), equalDicts=lambda: deep(lambda v: {1: v}, N) == deep(lambda v: {1: v}, N), less=lambda: deep(lambda v: [v], N) < deep(lambda v: [v], N),
    instance=lambda: isinstance(1, deep(lambda v: (v,), N)), subclass=lambda: issubclass(int, deep(lambda v: (v,), N)), jsonList=lambda: json.dumps(deep(lambda v: [v], N)), jsonText=lambda: json.loads('[' * N + ']' * N),
    call=lambda: Call()(), attribute=lambda: Attr().x, str=lambda: str(Str()), repr=lambda: repr(Repr()), eq=lambda: Eq() == 1, lt=lambda: Lt() < 1, hash=lambda: hash(Hash()), instancecheck=lambda: isinstance(1, Checked), subclasscheck=lambda: issubclass(int, Checked),
    index=lambda: range(3)[Index()], iter=lambda: iter(Iter()), len=lambda: len(Len()), add=lambda: Add() + 1, generator=lambda: list(generator()), recurse=recurse, sorting=sorting, deepcopy=lambda: copy.deepcopy(deep(lambda v: [v], N)),
    contains=lambda: deep(lambda v: [v], N) in [deep(lambda v: [v], N)], index2=lambda: [deep(lambda v: [v], N)].index(deep(lambda v: [v], N)),
)
for name, test in TESTS.items():
    try:
        print(name, 'done', type(test()).__name__)
    except RecursionError as e:
        # Where the limit strikes first inside Python code is not told.
        print(name, e if 'deep' in test.__code__.co_names and name != 'deepcopy' else 'RecursionError')
    except MemoryError as e:
        print(name, type(e).__name__)

# Below the limit all is well, and a higher limit moves it.
x = deep(lambda v: [v], 400)
print(len(repr(x)), x == copy.deepcopy(x), len(json.dumps(x)))
sys.setrecursionlimit(2000)
x = deep(lambda v: [v], 1500)
print(len(repr(x)), x == eval('[' * 90 + ']' * 90), len(json.dumps(x)))
sys.setrecursionlimit(300)
for n in (100, 200, 290, 310):
    try:
        print(n, len(repr(deep(lambda v: [v], n))))
    except RecursionError as e:
        print(n, e)
