# Endless recursion through every kind of native call.
import sys, copy, functools, json, pickle
sys.setrecursionlimit(600)

def attempt(label, function, *args):
    try:
        result = function(*args)
        print(label, 'ok', type(result).__name__)
    except RecursionError as e:
        print(label, 'RecursionError', str(e)[:32])
    except Exception as e:
        print(label, type(e).__name__, e)

def f(): return f()
attempt('function', f)
class Repr:
    def __repr__(self): return repr(self)
    def __str__(self): return str(self)
    def __format__(self, spec): return format(self, spec)
attempt('repr', repr, Repr()); attempt('str', str, Repr()); attempt('format', format, Repr()); attempt('fstring', lambda: f'{Repr()!r}'); attempt('percent', lambda: '%r' % Repr()); attempt('list of repr', repr, [Repr()])
class Get:
    def __getattr__(self, name): return self.other
    def __getitem__(self, key): return self[key]
    def __call__(self): return self()
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __int__(self): return int(self)
    def __iter__(self): return iter(self)
    def __contains__(self, x): return x in self
    def __hash__(self): return hash(self)
    def __eq__(self, other): return self == other
    def __lt__(self, other): return self < other
    def __add__(self, other): return self + other
    def __radd__(self, other): return other + self
    def __neg__(self): return -self
    def __index__(self): return [1][self]
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __setattr__(self, n, v): self.x = v
    def __delattr__(self, n): del self.x
    def __dir__(self): return dir(self)
    def __reduce_ex__(self, p): return copy.copy(self)
    def __instancecheck__(self, x): return isinstance(x, self)
g = Get()
for name, run in [('getattr', lambda: g.a), ('getitem', lambda: g[0]), ('call', g), ('len', lambda: len(g)), ('bool', lambda: bool(g)), ('int', lambda: int(g)), ('iter', lambda: iter(g)), ('contains', lambda: 1 in g), ('hash', lambda: hash(g)), ('eq', lambda: g == 1), ('lt', lambda: g < 1), ('add', lambda: g + 1), ('radd', lambda: 1 + g), ('neg', lambda: -g), ('index', lambda: [1][g]), ('with', g.__enter__), ('setattr', lambda: setattr(g, 'x', 1)), ('delattr', lambda: delattr(g, 'x')), ('dir', lambda: dir(g)), ('copy', lambda: copy.copy(g)), ('isinstance', lambda: isinstance(1, g)), ('set', lambda: {g}), ('dict', lambda: {g: 1}), ('sort', lambda: sorted([g, g])), ('max', lambda: max(g, g)), ('sum', lambda: sum([g, g])), ('tuple eq', lambda: (g,) == (1,)), ('list lt', lambda: [g] < [1]), ('map', lambda: list(map(g, [1])))]:
    attempt(name, run)
class Meta(type):
    def __call__(cls): return cls()
    def __getattribute__(cls, name): return getattr(cls, name)
class M(metaclass=Meta): pass
attempt('meta call', M); attempt('meta getattribute', lambda: M.x)
class Prop:
    @property
    def p(self): return self.p
    @functools.cached_property
    def c(self): return self.c
    def __getattribute__(self, name): return object.__getattribute__(self, name)
attempt('property', lambda: Prop().p); attempt('cached_property', lambda: Prop().c)
@functools.lru_cache
def cached(n): return cached(n + 1)
attempt('lru_cache', cached, 0)
attempt('partial', lambda: (p := functools.partial(lambda: p()))())
def gen(): yield from gen()
attempt('generator', lambda: next(gen()))
def gen2(): return list(gen2() for _ in [1])
attempt('genexpr', gen2)
attempt('key', lambda: sorted([1, 2], key=lambda x, f=None: (lambda s: s(s))(lambda s: s(s))))
attempt('reduce', functools.reduce, lambda a, b: f(), [1, 2, 3])
class It:
    def __iter__(self): return self
    def __next__(self): return next(self)
attempt('next', lambda: next(It())); attempt('list(It)', list, It())
class Hash:
    def __eq__(self, other): return {self: 1}[self]
    def __hash__(self): return 1
attempt('dict eq', lambda: {Hash(): 1}[Hash()])
class New:
    def __new__(cls): return cls()
attempt('new', New)
class Init:
    def __init__(self): Init()
attempt('init', Init)
class Del:
    def __del__(self): pass
def deep(n):
    try: return deep(n + 1)
    finally: pass
attempt('finally', deep, 0)
def deep2(n):
    try: return deep2(n + 1)
    except RecursionError: raise
attempt('except', deep2, 0)
def deep3(n):
    with Del() if 0 else memoryview(b''): return deep3(n + 1)
attempt('with2', deep3, 0)
print('end')
