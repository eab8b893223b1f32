# Recursion limits: Python functions, repr, comparison, attribute hooks, json, deepcopy.
import copy
import json
import sys


def attempt(label, f):
    try:
        f()
        print(label, 'ok')
    except RecursionError as e:
        print(label, 'RecursionError', str(e)[:60])
    except Exception as e:
        print(label, type(e).__name__, e)


def forever(n): return forever(n + 1)
class Repr:
    def __repr__(self): return repr(self)
class Attr:
    def __getattr__(self, n): return self.other
class Eq:
    def __eq__(self, o): return self == o
class Hash:
    def __hash__(self): return hash(self)
class Call: pass
Call.__call__ = Call()
class Add:
    def __add__(self, o): return self + o
class Iter:
    def __iter__(self): return iter(self)
class Bool:
    def __bool__(self): return bool(self)
def nest(depth, kind=list):
    x = kind()
    for _ in range(depth): x = kind([x])
    return x
def gen(n): yield from gen(n + 1)
deep = nest(100000)
attempt('function', lambda: forever(0)), attempt('repr', lambda: repr(Repr())), attempt('getattr', lambda: Attr().x), attempt('eq', lambda: Eq() == 1), attempt('hash', lambda: hash(Hash())), attempt('call', lambda: Call()()), attempt('add', lambda: Add() + 1), attempt('iter', lambda: iter(Iter())), attempt('bool', lambda: bool(Bool())), attempt('gen', lambda: next(gen(0)))
attempt('list repr', lambda: repr(deep)), attempt('list compare', lambda: deep == nest(100000)), attempt('tuple hash', lambda: hash(nest(100000, tuple))), attempt('json', lambda: json.dumps(nest(100000))), attempt('json loads', lambda: json.loads('[' * 100000)), attempt('deepcopy', lambda: copy.deepcopy(nest(2000)))
attempt('isinstance', lambda: isinstance(1, nest(1000, tuple) if False else (int,)))
del deep
for limit in (50, 200, 3000):
    sys.setrecursionlimit(limit)
    def count(n):
        try: return count(n + 1)
        except RecursionError: return n
    print(limit, count(0) > limit // 2, sys.getrecursionlimit())
for bad in (0, -1, 'x', 2**40):
    try: sys.setrecursionlimit(bad)
    except Exception as e: print(type(e).__name__, e)
sys.setrecursionlimit(1000)
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(500) % (10**9 + 7), len(str(fact(900))))
