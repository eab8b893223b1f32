# __slots__ and several bases: a later base may bring the dictionary or the weak references.
class A: x = None
class N(A): y = None
class Ch:
    def f(self): pass
class P(Ch, N):
    __slots__ = ('t', 'd')
p = P(); p.t = 1; p.x = 5; p.y = 6; print(p.__dict__, p.t)
class M0: __slots__ = ()
class P2(M0, N): __slots__ = ('t',)
q = P2(); q.x = 3; q.t = 4; q.z = 1; print(q.__dict__)
import weakref; print(weakref.ref(q)() is q)
class P3(M0, N): __slots__ = ()
q = P3(); q.x = 3; print(q.__dict__, P3.__base__, P2.__base__)
class W: __slots__ = ('__weakref__',)
class P4(W, N): __slots__ = ('m',)
q = P4(); q.m = 1; q.k = 3; print(q.__dict__, P4.__base__, weakref.ref(q)() is q)
class P5(M0, W, N): pass
q = P5(); q.k = 3; print(q.__dict__, P5.__base__, weakref.ref(q)() is q)
