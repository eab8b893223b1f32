# Metaclasses: __new__, __init__, __call__, __prepare__, conflicts, keyword arguments.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): print('prepare', name, bases, kw); return {'prepared': True}
    def __new__(mcs, name, bases, ns, **kw): print('new', name, sorted(k for k in ns if not k.startswith('__'))); return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): print('init', name); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): print('call', a, k); return super().__call__(*a, **k)
    def __getattr__(cls, n): return f'meta {n}'
    def __len__(cls): return 42
    def __iter__(cls): return iter('abc')
    def __contains__(cls, x): return x == 'in'
    def __getitem__(cls, k): return ('item', k)
    def __repr__(cls): return f'<{cls.__name__}>'
    def __instancecheck__(cls, o): return o == 'instance' or super().__instancecheck__(o)
    def __subclasscheck__(cls, c): return c is int or super().__subclasscheck__(c)
    prop = property(lambda cls: cls.__name__.lower())


class A(metaclass=Meta, flag=1):
    def __init__(self, x=0): self.x = x


class B(A): y = 2


print(A(5).x, B.prop, B.missing, len(A), list(A), 'in' in A, A['k'], A, [B], isinstance('instance', A), issubclass(int, A), A.prepared, type(B), bool(A))
class Other(type): pass
class X(metaclass=Other): pass
for f in (lambda: type('C', (A, X), {}), lambda: Meta('D', (X,), {}), lambda: type('E', (A, A), {}), lambda: A().prop):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try:
    class F(object, A): pass
except TypeError as e: print(e)
def func_meta(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if k[0] != '_'), kw)
class G(int, metaclass=func_meta, opt=True): v = 1
print(G)
class BadPrep(type):
    @classmethod
    def __prepare__(m, *a): return 5
try:
    class H(metaclass=BadPrep): pass
except TypeError as e: print(e)
class Single(type):
    cache = {}
    def __call__(cls, *a): return cls.cache.setdefault(cls, super().__call__(*a))
class S(metaclass=Single): pass
print(S() is S(), Meta.__mro__, type.__call__(Single, 'Z', (), {}).__name__, A.__class__, Meta.mro(A))
