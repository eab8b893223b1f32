# WeakValueDictionary, WeakKeyDictionary, WeakSet: contents, views, deaths during iteration, copies, errors.
import copy
import gc
import weakref
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary


class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'O{self.n}'
    def __eq__(self, other): return isinstance(other, O) and self.n == other.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, other): return self.n < other.n


objects = [O(i) for i in range(6)]
d = WeakValueDictionary({o.n: o for o in objects})
print(len(d), d[3], sorted(d), sorted(d.values()), sorted(d.items()), 3 in d, 9 in d, d.get(9, 'no'))
del objects[3]
gc.collect()
print(len(d), 3 in d, d.get(3), sorted(d.keys()))
try:
    d[3]
except KeyError as e:
    print('KeyError', e)
it = d.items()
next(iter(it))
for k, v in d.items():
    if k == 1:
        del objects[:1]
print(sorted(d))
print(d.pop(1), d.pop(77, 'default'), d.setdefault(8, objects[0]), len(d))
for bad in (lambda: d.pop(1), lambda: d.update(a=1), lambda: WeakValueDictionary(1, 2), lambda: d.__setitem__(1, 5), lambda: WeakKeyDictionary({1: 2}), lambda: WeakSet([1])):
    try:
        bad()
        print('no error')
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
two = d | {99: objects[1]}
print(type(two).__name__, sorted(two), sorted(d.copy()), sorted(copy.copy(d)), [type(r).__name__ for r in d.valuerefs()][:1], d == d, d == {})
d.clear()
print(len(d), list(d.itervaluerefs()))

keys = [O(i) for i in range(5)]
k = WeakKeyDictionary(zip(keys, 'abcde'))
print(len(k), k[O(2)], sorted(k), sorted(k.items()), O(4) in k, 5 in k, k.get(O(9), 'none'))
del keys[2]
print(len(k), sorted(k.values()), [r().n for r in k.keyrefs()])
print(k.pop(O(0)), k.setdefault(keys[0], 'z'), sorted(k.items()), copy.deepcopy(k) == k, bool(k))
k |= {keys[1]: 'changed'}
print(sorted(k.items()), repr(k).startswith('<WeakKeyDictionary at 0x'))
del k[keys[1]]
try:
    del k[O(50)]
except KeyError as e:
    print('KeyError', type(e.args[0]).__name__)
print(k.popitem()[1] in 'zde', len(k))

things = [O(i) for i in range(6)]
s = WeakSet(things)
print(len(s), sorted(s), O(1) in s, 3 in s, sorted(s | {O(9)} | set(things)), sorted(s & things[:2]), sorted(s - set(things[:4])), sorted(s ^ set(things[1:])))
for o in s:
    things.pop(0) if things else None
    o = None
print(len(s), len(things))
things = [O(i) for i in range(3)]
s = WeakSet(things)
s.add(things[0])
s.discard(O(77))
s.remove(things[1])
try:
    s.remove(O(1))
except KeyError as e:
    print('KeyError', repr(type(e.args[0]).__name__))
print(sorted(s), s <= set(things), s < set(things), s == WeakSet([things[0], things[2]]), s.isdisjoint([O(5)]), sorted(s.union([things[1]])), s.issubset(things))
s.update([things[1]])
popped = s.pop()
print(len(s), isinstance(popped, O), repr(s) == repr(set(s.data)))
s.clear()
print(len(s), bool(s))


class Recorder(WeakValueDictionary): pass


# A callback while iterating is put off; nested iteration too.
many = {i: O(i) for i in range(10)}
w = WeakValueDictionary(many)
seen = []
for a in list(w):
    for b in w.values():
        seen.append((a, b.n)) if b.n % 5 == 0 else None
        b = None
    many.pop(a, None)
print(len(w), len(seen), seen[:4])
