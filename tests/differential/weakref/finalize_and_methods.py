# weakref.finalize, WeakMethod, subclasses of ref, callbacks in order, at exit too.
import gc
import sys
import weakref


class C:
    def method(self): return 'called'
    def __repr__(self): return 'C'


log = []
c = C()
f = weakref.finalize(c, lambda *a, **k: log.append((a, k)) or 'result', 1, x=2)
print(f.alive, f.atexit, f.peek()[1:][1:], f.peek()[0] is c, repr(f).startswith('<finalize object at 0x'), 'for' in repr(f))
print(f(), f(), f.alive, f.peek(), f.detach(), log, 'dead' in repr(f))
f = weakref.finalize(c, log.append, 'second')
print(f.detach()[2:], f.alive, f())
f1 = weakref.finalize(c, log.append, 'one')
f2 = weakref.finalize(c, log.append, 'two')
del c
gc.collect()
print(log, f1.alive, f2.alive)
for args in ((), (C(),), (1, print), (C, )):
    try:
        weakref.finalize(*args)
        print('made')
    except TypeError as e:
        print(e)

c = C()
m = weakref.WeakMethod(c.method, lambda r: log.append('method died'))
print(m()(), m() == c.method, m == weakref.WeakMethod(c.method), m is weakref.ref(c), hash(m) == hash(weakref.WeakMethod(c.method)))
del c
print(m(), log[-1], weakref.WeakMethod(C().method)())
try:
    weakref.WeakMethod(print)
except TypeError as e:
    print(e)


# References are shared unless there is a callback or a subclass.
class Ref(weakref.ref):
    __slots__ = ('extra',)
    def __new__(cls, ob, callback=None, extra=None):
        self = super().__new__(cls, ob, callback)
        self.extra = extra
        return self
    def __init__(self, ob, callback=None, extra=None): super().__init__(ob, callback)


c = C()
print(weakref.ref(c) is weakref.ref(c), weakref.ref(c, print) is weakref.ref(c), Ref(c) is Ref(c), weakref.proxy(c) is weakref.proxy(c), weakref.getweakrefcount(c))
r1, r2, r3 = weakref.ref(c), Ref(c, None, 5), weakref.ref(c, lambda r: log.append(('cb', r is r3)))
print(weakref.getweakrefcount(c), [type(r).__name__ for r in weakref.getweakrefs(c)], r2.extra, r1 == r2, hash(r1) == hash(c), r3.__callback__ is not None, r1.__callback__)
order = []
refs = [weakref.ref(c, lambda r, i=i: order.append(i)) for i in range(5)]
del c
print(order, log[-1], r1(), r1 == r2, hash(r1) == hash(r1), r2())
r4 = weakref.ref(C())
for test in (lambda: hash(r4), lambda: r4 < r4, lambda: weakref.ref(1), lambda: weakref.ref('x'), lambda: weakref.ref(), lambda: weakref.ref(C, print, 3), lambda: weakref.ref(C, callback=print), lambda: r4.__init__(), lambda: r4(1), lambda: weakref.proxy(5)):
    try:
        print('ok', test() is not None)
    except TypeError as e:
        print(e)
print(repr(r4).startswith('<weakref at 0x'), repr(r4).endswith('; dead>'), "to 'type' at" in repr(weakref.ref(C)), '(C)' in repr(weakref.ref(C)))

# Callbacks: raising ones, ones that outlive or do not outlive their reference, ones seen from a collection.
unraisable = []
sys.unraisablehook = lambda info: unraisable.append((type(info.exc_value).__name__, info.err_msg))
c = C()
a = weakref.ref(c, lambda r: 1 / 0)
b = weakref.ref(c, lambda r: order.append('b'))
dropped = weakref.ref(c, lambda r: order.append('dropped'))
del dropped
order.clear()
del c
print(order, unraisable)
c = C()
c.self = c
c.ref = weakref.ref(c, lambda r: order.append('inside'))
outside = weakref.ref(c, lambda r: order.append('outside'))
del c
gc.collect()
print(order, outside())
for value in ([], {}, (), 1, 'a', None, len, C, C(), print, lambda: 1, (i for i in ()), {1}, frozenset(), Exception(), weakref.ref(C), type, sys, range(3), C.method, C().method, b'', memoryview(b''), object()):
    try:
        weakref.ref(value)
        print(type(value).__name__, end=' ')
    except TypeError as e:
        print(f'[{e}]', end=' ')
print()
last = C()
weakref.finalize(last, print, 'finalized at exit', 1)
weakref.finalize(last, print, 'finalized at exit', 2).atexit = True
weakref.finalize(last, print, 'not at exit').atexit = False
