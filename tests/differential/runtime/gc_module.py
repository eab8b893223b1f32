# The gc module: collection of cycles through every container, generations, callbacks, referrers.
import gc
import sys


class Node:
    alive = 0
    def __init__(self): Node.alive += 1
    def __del__(self): Node.alive -= 1


gc.collect()
gc.disable()
print(gc.isenabled(), gc.get_threshold(), len(gc.get_count()), gc.get_debug())


def check(label, make):
    make()
    before = Node.alive
    gc.collect()
    print(label, before, Node.alive)


def by_list(): n = Node(); n.l = [n]
def by_dict(): n = Node(); n.d = {'k': n}
def by_tuple(): n = Node(); n.t = (n, 1)
def by_closure():
    n = Node()
    def f(): return n
    n.f = f
def by_method(): n = Node(); n.m = n.__init__
def by_generator():
    def g(): me = yield; yield me
    n = Node(); x = g(); next(x); x.send(n); n.g = x
def by_class():
    class C: pass
    C.node = Node(); C.node.c = C
def by_exception():
    n = Node()
    try: raise ValueError
    except ValueError as e: n.e = e
    n.self = n
def by_set():
    n = Node(); n.s = {n}
def by_partial():
    import functools
    n = Node(); n.p = functools.partial(print, n)
def by_deque():
    import collections
    n = Node(); n.q = collections.deque([n])
def by_iterator(): n = Node(); n.i = iter([n])
def by_property(): n = Node(); n.p = property(lambda s: n)
for f in (by_list, by_dict, by_tuple, by_closure, by_method, by_generator, by_class, by_exception, by_set, by_partial, by_deque, by_iterator, by_property): check(f.__name__, f)
gc.enable()
for _ in range(3000): by_list()
print(Node.alive < 3000); gc.collect(); print(Node.alive)
print([gc.is_tracked(x) for x in (1, 'a', [], {}, (), {'a': []}, Node, len)], gc.is_finalized(1))
log = []
gc.callbacks.append(lambda phase, info: log.append((phase, sorted(info)))); gc.collect(); gc.callbacks.pop(); print(log[:2])
marker = ['marker']; holder = {'h': marker}; print(any(r is holder for r in gc.get_referrers(marker)), marker in gc.get_referents(holder), gc.garbage)
for f, a in ((gc.collect, 5), (gc.collect, 'x'), (gc.set_threshold, 'a')):
    try: f(a)
    except Exception as e: print(type(e).__name__, e)
gc.set_threshold(500, 5, 5); print(gc.get_threshold()); gc.freeze(); print(gc.get_freeze_count() >= 0); gc.unfreeze(); print(len(gc.get_stats()), sorted(gc.get_stats()[0]))
