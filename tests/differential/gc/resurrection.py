# Finalizers that bring their object, or another one's, back; each runs once.
import gc
import sys
import weakref

gc.disable()
gc.collect()
kept = []
log = []


class Phoenix:
    def __init__(self, name): self.name = name
    def __del__(self):
        log.append(('del', self.name))
        kept.append(self)
    def __repr__(self): return f'P({self.name})'


# Without a cycle.
p = Phoenix('plain')
r = weakref.ref(p, lambda r: log.append(('callback', r() is None)))
del p
print(log, kept, r() is kept[0] if r() else 'dead')
kept.clear()
print(log, r())
log.clear()

# In a cycle: the second collection takes it without the finalizer.
a, b = Phoenix('a'), Phoenix('b')
a.other, b.other = b, a
ra, rb = weakref.ref(a), weakref.ref(b)
del a, b
print(gc.collect(), sorted(log), sorted(x.name for x in kept), ra(), rb())
print(gc.is_finalized(kept[0]), gc.is_finalized(kept[1]), gc.is_finalized(Phoenix), gc.is_finalized(3))
log.clear()
kept.clear()
print(gc.collect() > 0, log, len(kept))


# One of a cycle saves the whole cycle.
class Saver:
    def __del__(self): kept.append(self)


class Plain:
    def __del__(self): log.append('plain died')


s, q = Saver(), Plain()
s.q, q.s = q, s
del s, q
print(gc.collect(), log, type(kept[0].q).__name__, kept[0].q.s is kept[0])
kept.clear()
print(gc.collect() > 0, log)
log.clear()


# A finalizer that breaks the cycle itself; one that makes garbage anew; one that raises.
class Breaker:
    def __del__(self):
        log.append('breaker')
        self.__dict__.clear()


class Maker:
    def __del__(self):
        x = []
        x.append(x)
        log.append('maker')


class Raiser:
    def __del__(self):
        log.append('raiser')
        raise ValueError('from del')


unraisable = []
sys.unraisablehook = lambda info: unraisable.append((info.exc_type.__name__, str(info.exc_value), info.err_msg, info.object.__qualname__))
for cls in (Breaker, Maker, Raiser):
    x = cls()
    x.self = x
    del x
    gc.collect()
    print(cls.__name__, log, unraisable)
    log.clear()


# Generators suspended in try/finally count as having a finalizer.
def gen(name):
    me = yield
    try:
        yield me
    finally:
        log.append(('closed', name))


g = gen('g')
next(g)
g.send(g)
del g
print(gc.collect() > 0, log)


# __del__ set or deleted after the fact.
class Late: pass


x = Late()
Late.__del__ = lambda self: log.append('late')
del x
print(log)
x = Late()
del Late.__del__
del x
print(log, gc.garbage)
