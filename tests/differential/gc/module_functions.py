# gc's functions: arguments, results, errors.
import gc

print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.garbage, gc.callbacks)
gc.disable()
print(gc.isenabled(), gc.enable(), gc.isenabled())
for args in ((5,), (5, 6), (5, 6, 7), (700, 10, 10), (0,)):
    print(gc.set_threshold(*args), gc.get_threshold())
gc.set_threshold(700, 10, 10)
gc.disable()


def error(f, *args, **kwargs):
    try:
        print('no error', f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


error(gc.collect, 3)
error(gc.collect, -1)
error(gc.collect, 'x')
error(gc.collect, 1, 2)
error(gc.collect, generation=5)
error(gc.set_threshold)
error(gc.set_threshold, 'a')
error(gc.set_threshold, 1, 2, 3, 4)
error(gc.set_debug, 'x')
error(gc.set_debug)
error(gc.get_objects, generation=3)
error(gc.get_objects, generation='x')
error(gc.is_tracked)
error(gc.is_finalized)
error(gc.get_count, 1)
gc.collect()
print([gc.collect(i) for i in (0, 1, 2)], gc.collect(generation=1))
print(sorted(gc.get_stats()[0]), len(gc.get_stats()), all(isinstance(s['collections'], int) for s in gc.get_stats()))
before = gc.get_stats()
gc.collect(0)
gc.collect(1)
gc.collect(1)
after = gc.get_stats()
print([a['collections'] - b['collections'] for a, b in zip(after, before)])

# What is tracked.
class C: pass
class S: __slots__ = ()
class T: __slots__ = ('x',)
for value in (1, 'a', b'', None, 1.5, 2j, (), (1, 2), ([],), [], {}, {1: 2}, {1: []}, {(): ()}, set(), frozenset(), C, C(), T(), S(), len, [].append, object(), range(3), slice(1), slice([]), C.__dict__,
              lambda: 1, (x for x in ()), iter([]), iter(()), property(), int, type, ..., Exception(), memoryview(b''), bytearray(), map(str, ()), gc, gc.collect, C().__init__, zip(), enumerate([])):
    print(type(value).__name__, gc.is_tracked(value), end='; ')
print()
t = ([], 1)
u = (t, 2)
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(((1, 'a'), (None,))))

# Objects and generations.
gc.collect()
x = [object]
print(any(o is x for o in gc.get_objects()), any(o is x for o in gc.get_objects(0)), any(o is x for o in gc.get_objects(generation=2)))
gc.collect(0)
print([any(o is x for o in gc.get_objects(i)) for i in range(3)])
gc.collect(1)
print([any(o is x for o in gc.get_objects(i)) for i in range(3)])
gc.freeze()
print(gc.get_freeze_count() > 0, any(o is x for o in gc.get_objects()))
gc.unfreeze()
print(gc.get_freeze_count(), any(o is x for o in gc.get_objects(2)))

# Debugging flags.
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.set_debug(gc.DEBUG_SAVEALL)
cycle = ['marked']
cycle.append(cycle)
del cycle
print(gc.collect() >= 1, [g for g in gc.garbage if g and g[0] == 'marked'])
gc.set_debug(0)
gc.garbage.clear()

# Callbacks.
calls = []
def callback(phase, info):
    calls.append((phase, sorted(info), info['generation'], info['collected'] >= 1, info['uncollectable']))
gc.callbacks.append(callback)
gc.collect(1)
cycle = []
cycle.append(cycle)
del cycle
gc.collect()
gc.callbacks.remove(callback)
gc.collect()
for call in calls:
    print(call)
print(gc.get_referrers(calls)[0] is globals(), gc.get_referrers(), gc.get_referents(), gc.get_referents(1, 'a'), gc.get_referents([1, 'a'], ('b',)))
