# Decorators of every form, annotations, __future__ annotations of functions and classes.
def log(f): print('decorating', getattr(f, '__name__', f)); return f
def tag(**kw):
    def deco(f):
        for k, v in kw.items(): setattr(f, k, v)
        return f
    return deco


def order(n):
    print('eval', n)
    def deco(f): print('apply', n); return f
    return deco


@order(1)
@order(2)
@tag(a=1, b='x')
def f(a: int, b: 'str' = 'd', *args: list, c: float = 1.5, **kw: dict) -> None: 'doc'


print(f.a, f.b, f.__annotations__, f.__doc__, f.__name__, f.__qualname__, f.__module__, f.__dict__)
table = {'d': [log]}


@table['d'][0]
@(lambda c: c)
class C:
    attr: int = 5
    other: 'C'
    __private: str = 'p'
    def m(self) -> 'C': return self
    @property
    def p(self): return self.attr
    @p.setter
    def p(self, v): self.attr = v
    @staticmethod
    @log
    def s(): return 's'


print(C.__annotations__, C._C__private, C().m.__annotations__, C.s(), C.m.__qualname__)
c = C(); c.p = 9; print(c.p)
print((lambda: 0).__annotations__, f.__annotations__ is f.__annotations__)
v: int = 5
w: list[int]
(paren): str = 'not simple'
c.attr: float = 2.5
print(__annotations__, c.attr)
for code in ('@1 +\ndef f(): pass', '@x\nx = 1', '@undefined\ndef f(): pass', '@5\ndef f(): pass', 'x: int: str', 'def f(a: int b): pass', 'a, b: int', '[a]: int', 'x: undefined_name', 'def f(): y: undefined_name = 1\nf()', 'lambda x: int: 1', 'def f(*: int): pass', 'def f() -> : pass'):
    try: exec(code); print('ok', code)
    except Exception as e: print(repr(code), type(e).__name__, e)
ns = {}
exec('from __future__ import annotations\ndef g(a: undefined[1] + 2, b: "q" = 1) -> x.y: pass\nclass K:\n  z: (1, 2)\n  w: lambda q, *r: q\n  v: {**a, "b": not c}\n  u: f"{x!r:>{y}}"\n  t: a if b else c', ns)
print(ns['g'].__annotations__, ns['K'].__annotations__)
@classmethod
def odd(cls): pass
print(type(odd).__name__, odd.__wrapped__.__name__)
def wrapper(f):
    import functools
    @functools.wraps(f)
    def inner(*a, **k): return ('wrapped', f(*a, **k))
    return inner
@wrapper
def hello(x): "says"; return x
print(hello(1), hello.__name__, hello.__doc__, hello.__wrapped__(2))
