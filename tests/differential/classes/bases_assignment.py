# Assignment to __bases__: lookups, caches, special methods and orders follow; what is refused.
class Root: pass
class A(Root):
    def f(self): return 'A.f'
    def __len__(self): return 1
class B(Root):
    def f(self): return 'B.f'
    def __add__(self, o): return 'added'
    x = 'B.x'
class C(A):
    def g(self): return super().f()
class D(C): pass


def look(o):
    out = []
    for what in (lambda: o.f(), lambda: o.g(), lambda: len(o), lambda: o + 1, lambda: o.x, lambda: isinstance(o, A), lambda: isinstance(o, B)):
        try: out.append(what())
        except Exception as e: out.append(type(e).__name__)
    return out


c, d = C(), D()
for bases in ((A,), (B,), (A, B), (B, A), (Root,), (A,)):
    C.__bases__ = bases
    for _ in range(4): r = look(c), look(d)
    print([k.__name__ for k in D.__mro__], C.__base__.__name__, *r)
    print([[s.__name__ for s in k.__subclasses__()] for k in (Root, A, B, C)])
c.attr = 1
C.__bases__ = (B,)
print(c.attr, c.f(), C.__bases__)


class Slots(Root): __slots__ = 'a', 'b'
class Plain: pass
class Other(Plain): pass
class Number(int): pass
class Final(Root):
    def mro(self): return []


for cls, value in ((C, ()), (C, [A]), (C, (1,)), (C, (D,)), (C, (C,)), (C, (A, A)), (C, (int,)), (Plain, (A,)), (Plain, (object,)),
                   (C, (Slots,)), (C, (Root, A)), (Number, (A,)), (int, (A,)), (C, (bool,)), (Other, (Number,)), (C, (A, object))):
    try:
        cls.__bases__ = value
        print(cls.__name__, cls.__bases__, cls.__mro__)
    except TypeError as e: print(cls.__name__, e)
try: del C.__bases__
except TypeError as e: print(e)
print(C.__bases__, c.f() if C.__mro__[1] in (A, B) else None)


class Meta(type):
    calls = []
    def mro(cls):
        Meta.calls.append(cls.__name__)
        if getattr(cls, 'broken', False): raise ValueError('mro of ' + cls.__name__)
        return super().mro()


class M1(Root, metaclass=Meta): v = 1
class M2(Root, metaclass=Meta): v = 2
class N(M1, metaclass=Meta): pass
class O(N): pass
del Meta.calls[:]
N.__bases__ = (M2,)
print(Meta.calls, N.v, O.v, O.__mro__)
O.broken = True
del Meta.calls[:]
try: N.__bases__ = (M1,)
except ValueError as e: print(e, Meta.calls)
print(N.v, O.v, N.__bases__, O.__mro__, M1.__subclasses__(), M2.__subclasses__())
