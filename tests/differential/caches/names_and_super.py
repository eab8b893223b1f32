# Names of module bodies, zero-argument super() and calls: what specialised code must notice.
import types


# --- names: the same code with other namespaces, deleted, re-made and shadowing names
code = compile('seen = []\nfor i in range(4):\n    x = i * 2\n    seen.append((x, len))\n    if i == 2: del x', 'm', 'exec')
for extra in ({}, {'pad': 1, 'x': 5}, {'len': 'mine'}, {'a': 1, 'b': 2, 'c': 3, 'seen': 0, 'range': lambda n: [7, 8]}):
    d = dict(extra)
    exec(code, d)
    print([v[0] for v in d['seen']], d['seen'][0][1] is len, d.get('x'), list(d)[-3:])
reader = compile('out.append(value)', 'm', 'exec')
out, ns = [], {}
ns.update(out=out, value=1)
for i in range(12):
    if i == 4: del ns['value']; ns['value'] = 'moved'
    if i == 6: ns = {'value': 'other', 'out': out}
    if i == 8: ns = {'k%d' % k: k for k in range(30)}; ns.update(out=out, value='large')
    if i == 10: ns['__builtins__'] = {'value': 'from builtins'}; del ns['value']
    exec(reader, ns)
print(out)
try:
    del ns['__builtins__']['value']
    exec(reader, ns)
except NameError as e: print(e)


class Recorder(dict):
    def __getitem__(self, key): return dict.get(self, key, 'made up ' + key)
    def __setitem__(self, key, value): dict.__setitem__(self, key, (value, 'set'))


for i in range(4):
    r = Recorder()
    exec('y = name; y = y, name', {}, r if i % 2 else {'name': 'plain'})
    print(dict(r))
for i in range(3):
    class Body:
        n = i
        items = [n] * n
        n = n + len(items)
        if i: len = lambda v: 99
    print(Body.n, Body.items, 'len' in vars(Body))


class Noisy:
    def __del__(self): print('gone', 'noisy' in globals())


for i in range(3): noisy = Noisy()
del noisy


# --- super()
class A:
    def f(self, x): return 'A.f', x
    @property
    def p(self): return 'A.p'
    @classmethod
    def c(cls): return 'A.c', cls.__name__
    def __init__(self, *a): self.args = a


class B(A):
    def f(self, x): return ('B.f', super().f(x))
    def g(self): return super().p, super().c()
    def __init__(self, *a): super().__init__(*a)
    def swap(self): self = A(); return super().f(1)
    def cell(self): return (lambda: self)() and super().f(2)
    def gone(self): del self; return super().f(3)
    def missing(self): return super().nothing()


class C(B):
    def f(self, x): return ('C.f', super().f(x))


class M(A):
    def f(self, x): return ('M.f', super().f(x))


class D(C, M): pass


b, d = B(1), D(2, 3)
for i in range(6): print(b.f(i), d.f(i), b.g(), d.args, b.cell())
for name in ('swap', 'gone', 'missing') * 4:
    try: print(getattr(b, name)())
    except Exception as e: print(type(e).__name__, e)
A.f = lambda self, x: ('new A.f', x)
print(b.f(1), d.f(1))
M.f = 5
try: print(d.f(1))
except TypeError as e: print(e)
del M.f
print(d.f(1))
A.f = staticmethod(lambda x: ('static', x))
print(b.f(1), d.f(2))
del A.f
try: b.f(1)
except AttributeError as e: print(e)
A.f = lambda self, x: 'back'
print(b.f(1))

b.__class__ = C
print(b.f(4))


class Shadow(A):
    def f(self, x):
        super = lambda: types.SimpleNamespace(f=lambda v: ('shadow', v))
        return super().f(x)


print([Shadow().f(i) for i in range(5)])
method = B.f
try: print(method(A(), 1))
except TypeError as e: print(e)
results = []
for i in range(8):
    if i == 5: super = lambda *a: A() if a else b
    results.append(C.f(d, i) if i < 5 else type(super()).__name__)
print(results)
del super
# --- calls that change what they are
def one(x): return 'one', x
class Callable:
    def __init__(self, x): self.x = x
    def __repr__(self): return 'Callable(%r)' % self.x
    def __len__(self): return 3
for f in (one, one, one, Callable, Callable, str, len, one, Callable(1).__repr__, [].append, lambda x, y=2: (x, y), print) * 3:
    try: print(f('a'))
    except TypeError as e: print(e)
