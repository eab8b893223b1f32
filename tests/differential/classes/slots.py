# __slots__: layout, inheritance, conflicts, weakrefs, errors.
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)


def make(code):
    ns = {}
    try: exec(code, ns); print('ok', code.split(':')[0])
    except Exception as e: print(repr(code), type(e).__name__, e)


class A:
    __slots__ = ('x', 'y')
    def __init__(self, x): self.x = x


class B(A): __slots__ = ['z']
class C(A): pass
class D(A): __slots__ = '__dict__'
class E: __slots__ = {'doc': 'documented'}


a, b, c, d = A(1), B(2), C(3), D(4)
b.z = 5; c.new = 6; d.dyn = 7
print(a.x, b.x, b.z, c.__dict__, d.__dict__, A.__slots__, type(A.x), A.x.__name__, A.x.__get__(a), E.doc.__doc__ is None, hasattr(a, '__dict__'))
attempt(lambda: a.y), attempt(lambda: setattr(a, 'q', 1)), attempt(lambda: a.__dict__), attempt(lambda: delattr(a, 'y')), attempt(lambda: A.x.__get__(5)), attempt(lambda: setattr(a, '__class__', B)), attempt(lambda: A.x.__set__('s', 1)), attempt(lambda: vars(a)), attempt(lambda: b.nope)
del a.x; attempt(lambda: a.x); a.x = 'again'; print(a.x)
import weakref
attempt(lambda: weakref.ref(a)), attempt(lambda: weakref.ref(c)() is c)
class W: __slots__ = ('__weakref__', 'v')
attempt(lambda: weakref.ref(W())() is None)
for code in ('class X:\n __slots__ = ("a",)\n a = 1', 'class X:\n __slots__ = (1,)', 'class X:\n __slots__ = ("1a",)', 'class X(int):\n __slots__ = ("a",)', 'class X(tuple):\n __slots__ = ()', 'class X:\n __slots__ = ("__dict__", "__dict__")', 'class P:\n __slots__ = ("p",)\nclass Q:\n __slots__ = ("q",)\nclass R(P, Q): pass', 'class X:\n __slots__ = 5', 'class X:\n __slots__ = ("a", "a")', 'class X:\n __slots__ = ("__weakref__",)\nclass Y(X):\n __slots__ = ("__weakref__",)'):
    make(code)
class Priv: __slots__ = ('__p',)
p = Priv(); p._Priv__p = 1; print([n for n in dir(Priv) if 'p' in n and not n.endswith('__')])
class S1: __slots__ = ('a', 'b')
class S2: __slots__ = ('a', 'b')
s = S1(); s.a = 1; s.__class__ = S2; print(type(s).__name__, s.a)
class F: pass
f = F(); attempt(lambda: setattr(f, '__class__', S1)), attempt(lambda: setattr(f, '__class__', 5)), attempt(lambda: setattr(f, '__class__', int))
