# Descriptors: data, non-data, __set_name__, lookup order, property, class-level access.
class Data:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, o, t): return ('get', self.name, o is not None, t.__name__)
    def __set__(self, o, v): print('set', self.name, v)
    def __delete__(self, o): print('delete', self.name)


class NonData:
    def __get__(self, o, t=None): return 'nondata'


class C:
    d, n = Data(), NonData()
    plain = 'plain'
    def __init__(self): self.__dict__.update(d='hidden', n='instance', plain='inst')


c = C(); print(c.d, C.d, c.n, C.n, c.plain, C.__dict__['plain']); c.d = 5; del c.d; c.n = 'new'; print(c.n); del c.n; print(c.n)


class P:
    def __init__(self): self._v = 1
    @property
    def v(self): "the doc"; return self._v
    @v.setter
    def v(self, x): self._v = x
    @v.deleter
    def v(self): print('deleted')
    ro = property(lambda s: 'ro'); wo = property(fset=lambda s, v: print('wo', v)); empty = property()


p = P(); p.v = 10; print(p.v, P.v.__doc__, P.v.fget.__name__, isinstance(P.v, property)); del p.v; p.wo = 3
for f in (lambda: setattr(p, 'ro', 1), lambda: p.wo, lambda: delattr(p, 'ro'), lambda: p.empty, lambda: P.v.getter(5).fget, lambda: P.ro.__set__(p, 1), lambda: P.ro.__get__(None, P) is P.ro, lambda: property(1, 2, 3, 4, 5), lambda: setattr(P.v, 'fget', 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def fn(self, x=1): return (type(self).__name__, x)
print(fn.__get__(5)(2), fn.__get__(None, int) is fn, fn.__get__(c, C).__self__ is c, classmethod(fn).__get__(None, int)(3), staticmethod(fn).__get__(5)(1, 2), type(C.__init__), type(c.__init__))
class Bad:
    def __set_name__(self, o, n): raise ValueError('bad name')
try:
    class E: x = Bad()
except Exception as e: print(type(e).__name__, e, repr(e.__cause__))
class OnlySet:
    def __set__(self, o, v): o.__dict__['x'] = v * 2
class F: x = OnlySet()
f = F(); print(type(f.x).__name__); f.x = 4; print(f.x)
class Cached:
    def __init__(self, f): self.f = f; self.n = f.__name__
    def __get__(self, o, t): print('compute'); v = o.__dict__[self.n] = self.f(o); return v
class G:
    @Cached
    def val(self): return 99
g = G(); print(g.val, g.val)
