# Cycles of every kind are found; finalizers, callbacks, resurrection; automatic collection.
import gc
print(gc.isenabled(), gc.get_threshold(), gc.get_debug())
gc.collect()
class A:
    def __init__(s,n): s.n=n
    def __del__(s): print("del", s.n)
a=A(1); b=A(2); a.b=b; b.a=a
del a,b
print(gc.collect())
l=[]; l.append(l); del l
print(gc.collect())
d={}; d[1]=d; del d; print(gc.collect())
t=[]; t2=(t,); t.append(t2); del t,t2; print(gc.collect())
def f(): pass
exec("def f(): pass\n", dd:={}); del dd; print(gc.collect())
def g():
    import sys
    fr=sys._getframe()
g(); print(gc.collect())
class C: pass
del C; print(gc.collect()>0)
import _weakref
x=A(3); y=A(4); x.y=y; y.x=x
r=_weakref.ref(x, lambda w: print("cb", w()))
del x,y
print(gc.collect())
class R:
    def __del__(s): 
        global keep
        keep=s
        print("resurrect")
r1=R(); r1.s=r1; del r1
print(gc.collect()); print(keep.s is keep); 
del keep; print(gc.collect())
def gen():
    try:
        z=yield
        yield z
    finally: print("fin")
q=gen(); next(q); q.send(q); del q; print(gc.collect())
for i in range(200000):
    l=[]; l.append(l)
print(gc.get_stats()[0]['collections']>5, gc.get_count()[0] < 20000)
print(len(gc.get_objects())>100, gc.get_referents([1,"a",[]]), gc.get_referrers(gc)!=[])
