# weakref and warnings: references, dictionaries, finalizers; filters, registries, formats.
import weakref, gc, warnings, sys, io, copy
class O:
    def __init__(self, n): self.n = n
    def m(self): return self.n
    def __repr__(self): return f'O({self.n})'
    def __hash__(self): return hash(self.n)
    def __eq__(self, o): return isinstance(o, O) and self.n == o.n
o = O(1); log = []; r = weakref.ref(o, lambda w: log.append('dead')); r2 = weakref.ref(o); print(r() is o, r2 is weakref.ref(o), r == r2, hash(r) == hash(o), weakref.getweakrefcount(o), len(weakref.getweakrefs(o)), r.__callback__ is not None, repr(r).startswith('<weakref at'), "to 'O' at" in repr(r))
p = weakref.proxy(o); print(p.n, p.m(), str(p), type(p), p == o, isinstance(p, O), bool(p), weakref.proxy(o) is p); p.z = 5; print(o.z)
wm = weakref.WeakMethod(o.m); print(wm()(), wm == weakref.WeakMethod(o.m)); f = weakref.finalize(o, log.append, 'fin'); print(f.alive, f.peek()[2:], f.atexit); del o; gc.collect(); print(log, r(), wm(), f.alive, f(), r == r2, repr(r).endswith('dead>'))
def attempt(g):
    try: print(g())
    except BaseException as e: print(type(e).__name__, e)
for g in (lambda: p.n, lambda: str(p), lambda: weakref.ref(5), lambda: weakref.ref([]), lambda: weakref.ref(O(3), 5)() , lambda: weakref.proxy(None), lambda: hash(weakref.ref(O(4))), lambda: hash(weakref.proxy(f)), lambda: weakref.WeakMethod(len), lambda: weakref.finalize(), lambda: p < 1, lambda: len(p), lambda: weakref.ref(), lambda: weakref.WeakSet(5), lambda: weakref.WeakKeyDictionary({1: 2}), lambda: weakref.WeakValueDictionary({1: 2})): attempt(g)
a, b = O('a'), O('b'); d = weakref.WeakValueDictionary(x=a, y=b); k = weakref.WeakKeyDictionary({a: 1, b: 2}); s = weakref.WeakSet([a, b]); print(len(d), sorted(d), d['x'], k[a], a in s, len(s), d.get('q', 0), dict(k.items()), sorted((d | {'z': a}).keys()), len(s | {O('c')}), list(s & {a}), list(s - {a}), s <= {a, b}, d.setdefault('w', b), k.pop(b), copy.copy(d) == d or len(copy.copy(d)), s == {a, b})
del b; gc.collect(); print(sorted(d), len(k), len(s), [x() for x in d.valuerefs()], [x() for x in k.keyrefs()], list(d.values()), repr(d).startswith('<WeakValueDictionary at')); attempt(lambda: d['y']); attempt(lambda: s.remove(5)); attempt(lambda: weakref.WeakSet().pop()); it = iter(s); print(next(it)); del it
class R(weakref.ref):
    __slots__ = ('tag',)
    def __new__(c, x, t): return super().__new__(c, x)
    def __init__(self, x, t): super().__init__(x); self.tag = t
q = R(a, 'T'); print(q(), q.tag, q == weakref.ref(a), q is not weakref.ref(a)); cyc = O('cyc'); cyc.me = cyc; w = weakref.ref(cyc, lambda _: log.append('cycle')); del cyc; gc.collect(); print(w(), log[-1])
class D:
    def __del__(self): log.append('del')
x = D(); fx = weakref.finalize(x, log.append, 'f2'); fx.detach(); y = weakref.finalize(x, log.append, 'f3', ); y.atexit = False; del x; gc.collect(); print(log[-2:], fx.alive)
def warn_all():
    warnings.warn('user'); warnings.warn('dep', DeprecationWarning); warnings.warn(FutureWarning('inst')); warnings.warn('lvl', stacklevel=2); warnings.warn_explicit('exp', RuntimeWarning, 'file.py', 7, 'modx')
for act in ('default', 'always', 'ignore', 'error', 'module', 'once'):
    with warnings.catch_warnings(record=True) as rec:
        warnings.simplefilter(act)
        for _ in range(2):
            try: warn_all()
            except Warning as e: print('raised', repr(e))
    print(act, [(str(w.message), w.category.__name__, w.lineno > 0, w.filename == __file__) for w in rec])
with warnings.catch_warnings(record=True) as rec:
    warnings.resetwarnings(); warnings.filterwarnings('ignore', 'us.*'); warnings.filterwarnings('error', category=FutureWarning, module='__main__'); warnings.filterwarnings('always', lineno=7, append=True); print([f[0] for f in warnings.filters])
    try: warn_all()
    except FutureWarning as e: print('future', e)
    print([str(w.message) for w in rec])
for g in (lambda: warnings.warn(), lambda: warnings.warn('x', int), lambda: warnings.warn('x', 5), lambda: warnings.simplefilter('nope'), lambda: warnings.filterwarnings('error', 5), lambda: warnings.filterwarnings('error', lineno=-1), lambda: warnings.warn_explicit('x', UserWarning, 'f'), lambda: warnings.warn_explicit('x', UserWarning, 'f', 1, registry=5), lambda: warnings.formatwarning('m', UserWarning, 'f.py', 3, 'line'), lambda: warnings.catch_warnings().__exit__(), lambda: warnings.warn('x', stacklevel='q'), lambda: warnings.catch_warnings(module=5).__enter__()): attempt(g)
err, sys.stderr = sys.stderr, io.StringIO(); warnings.simplefilter('always'); warnings.warn('printed'); warnings.showwarning('shown', UserWarning, 'x.py', 9); out = sys.stderr.getvalue(); sys.stderr = err; print(out.replace(__file__, 'FILE')); print(issubclass(ResourceWarning, Warning), warnings.catch_warnings(record=False).__enter__(), repr(warnings.catch_warnings(record=True)), warnings.WarningMessage('m', UserWarning, 'f', 1))
