# Assigning __bases__: lookups, orders, slots, subclass lists; what is refused and why.
class A:
    def who(self): return 'A'
    def __len__(self): return 1
class B:
    def who(self): return 'B'
    def __len__(self): return 2
    def __call__(self, x): return x * 2
class C(A): pass
class D(C): pass
d = D()
print(d.who(), len(d), callable(d))
C.__bases__ = (B,)
print(d.who(), len(d), callable(d), d(4), [k.__name__ for k in D.__mro__], C.__base__.__name__)
print(A.__subclasses__(), B.__subclasses__())
C.__bases__ = (A, B)
print(d.who(), d(5), [k.__name__ for k in D.mro()], A.__subclasses__(), B.__subclasses__())
def attempt(cls, value):
    try: cls.__bases__ = value
    except Exception as e: print(type(e).__name__, e)
    print([k.__name__ for k in C.__mro__], [k.__name__ for k in C.__bases__])
for value in ((), [A], (1,), (D,), (C,), (int,), (A, A), (object, A), (bool,), ('A',)): attempt(C, value)
attempt(int, (A,)); attempt(A, (B,))
class S:
    __slots__ = ('x',)
attempt(C, (S,))
class T(S): __slots__ = ()
attempt(T, (A,))
try: del C.__bases__
except TypeError as e: print(e)
class E(A): pass
class F(C, E): pass
attempt(E, (C,))          # F would have C before E, and E before C
print([k.__name__ for k in F.__mro__], E.__bases__ == (A,), F().who())
class M(type):
    def mro(cls): return [cls, A, object]
class G(B, metaclass=M): pass
print(G().who()); G.__bases__ = (E,); print([k.__name__ for k in G.__mro__], G.__bases__)
def warm(o): return o.who()
e = E()
print([warm(e) for _ in range(20)][-1]); E.__bases__ = (B,); print([warm(e) for _ in range(3)], e(1), issubclass(E, A), isinstance(e, B))
del B.__call__
print(callable(e), callable(d))
