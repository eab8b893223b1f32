# Weak references, callbacks, proxies, WeakValueDictionary, finalize, order of finalisation.
import gc
import weakref


class O:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def __repr__(self): return f'O{self.n}'
    def __len__(self): return 3


def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)


a = O(1); r = weakref.ref(a, lambda ref: print('callback', ref() is None)); r2 = weakref.ref(a)
print(r() is a, r2 is weakref.ref(a), r == weakref.ref(a), weakref.getweakrefcount(a), hash(r) == hash(a) if False else '', len(weakref.getweakrefs(a)))
p = weakref.proxy(a); print(p.n, len(p), p, isinstance(p, O), type(p).__name__); p.new = 5; print(a.new)
del a; print(r(), r2()); attempt(lambda: p.n), attempt(lambda: len(p))
for x in (5, 'a', None, (), [], {}, object()): attempt(lambda: weakref.ref(x))
for x in (int, len, (lambda: 0), {1}.__class__, type('T', (), {})): print(type(weakref.ref(x)).__name__)
d = weakref.WeakValueDictionary(); b = O(2); d['k'] = b; print(dict(d), len(d)); del b; print(dict(d), len(d))
k = weakref.WeakKeyDictionary(); c = O(3); k[c] = 'v'; print(list(k.values())); del c; print(len(k))
s = weakref.WeakSet(); e = O(4); s.add(e); print(len(s), e in s); del e; print(len(s))
f = O(5); fin = weakref.finalize(f, print, 'finalized', 5); print(fin.alive); del f; print(fin.alive, fin())
class M:
    def m(self): return 'method'
m = M(); wm = weakref.WeakMethod(m.m); print(wm()()); del m; print(wm())
x = O(6); y = x; x = None; print('still alive'); y = None
def local(): z = O(7); print('in function')
local(); print('after function'); [O(8)]; print('after list'); O(9).n; l = [O(10), O(11)]; del l[0]; l.clear()
class Res:
    def __del__(self): global saved; saved = self; print('resurrected')
q = Res(); del q; print(type(saved).__name__); del saved; print('gone')
n = O('cycle'); n.me = n; del n; print('collect', gc.collect() > 0)
c1, c2 = O('c1'), O('c2'); c1.o, c2.o = c2, c1; w = weakref.ref(c1, lambda r: print('cycle callback')); del c1, c2; gc.collect(); print(w())
attempt(lambda: weakref.ref()), attempt(lambda: weakref.ref(O, 1, 2)), attempt(lambda: weakref.proxy(5)), attempt(lambda: r.__callback__)
print('end')
