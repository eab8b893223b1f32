# needs: caches
# CALL: replaced code and defaults, arities, keywords, recursion, natives with default arguments.
import sys

def f(a, b):
    return a, b

def call(g, *args):
    return g(1, 2)

def attempt(g, *args, **kw):
    try:
        return g(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

def two(g):
    return g(1, 2)

def one(g):
    return g(1)

def keyword(g):
    return g(1, b=3)

for _ in range(10):
    two(f), keyword(f)
print(two(f), keyword(f), attempt(one, f))
f.__defaults__ = (9,)
print(attempt(one, f), two(f))
f.__defaults__ = None
print(attempt(one, f))
f.__code__ = (lambda a, b, c=0: (a, b, c)).__code__
print(attempt(two, f))
f.__defaults__ = (5,)
print(two(f))
f.__code__ = (lambda *args: args).__code__
print(two(f), one(f), attempt(keyword, f))
f.__code__ = (lambda a, b: (yield a)).__code__
print(type(two(f)).__name__)
f.__code__ = (lambda x, y: x * 10 + y).__code__
f.__defaults__ = None
print(two(f))
things = [lambda a, b: ('lambda', a, b), max, min, pow, divmod, complex, range, print.__class__ and (lambda *a: a),
          'x{}y{}'.format, type('C', (), {'__call__': lambda self, *a: ('call', a)})(), dict(a=1).get, isinstance, len]
for _ in range(60):
    out = [attempt(two, g) for g in things]
print(out)

class Init:
    def __init__(self, a, b=4):
        self.v = a, b

class Child(Init):
    pass

def make(c):
    return c(1, 2).v

def make1(c):
    return c(1).v

for _ in range(10):
    make(Init), make1(Init), make(Child)
print(make(Init), make1(Init), make(Child))
Init.__init__ = lambda self, *a: setattr(self, 'v', ('new init', a))
print(make(Init), make1(Init), make(Child))
Child.__init__ = lambda self, a, b: 7
print(attempt(make, Child))
Child.__new__ = lambda cls, a, b: Init(a)
print(make(Child))
del Child.__init__
Init.__init__ = lambda self, a, b: None
print(attempt(make, Init))

class Meta(type):
    def __call__(cls, *args):
        return type('R', (), {'v': ('meta', args)})()

class WithMeta(metaclass=Meta):
    def __init__(self, a, b):
        pass

print(make(WithMeta), make1(WithMeta))

class Gen:
    def __init__(self, a, b):
        yield

print(attempt(make, Gen))

class Fails:
    def __init__(self, a, b):
        raise ValueError(a)

print([attempt(make, Fails) for _ in range(5)][-1])

def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

print(depth(500))
print(attempt(depth, 10 ** 5))

class Deep:
    def __init__(self, n):
        self.child = Deep(n - 1) if n else None

print(attempt(Deep, 10 ** 5)), Deep(50)
old = sys.getrecursionlimit()
sys.setrecursionlimit(120)
print(attempt(depth, 130))
sys.setrecursionlimit(old)
print(depth(130))

def kinds(x):
    return type(x), len(x), isinstance(x, str), isinstance(x, (int, str))

class Liar:
    __class__ = str

    def __len__(self):
        return 3

for x in ('a', [1], Liar(), {}, b'12', type('T', (str,), {})('abc')) * 5:
    r = kinds(x)
print([(kinds(x)[1:]) for x in ('a', [1], Liar(), {}, b'12', type('T', (str,), {})('abc'))])

class Checks(type):
    def __instancecheck__(cls, x):
        return x == 5

class Five(metaclass=Checks):
    pass

print([isinstance(x, c) for x in (5, 6) for c in (int, Five, str)] * 2)
bound = 'a-b-c'.split
for _ in range(5):
    bound('-'), bound('-', 1), bound()
print(bound('-'), bound('-', 1), bound(), attempt(bound, 1), attempt(bound, '-', 1, 2))
