# Containers that change while something works on them.
import bisect
import collections
import functools
import heapq
import itertools
import operator
import random


def attempt(label, function):
    try: print(label, function())
    except Exception as e: print(label, type(e).__name__, e)


class Evil:
    """Calls `act` whenever it is compared, hashed, converted or shown, `times` times."""
    def __init__(self, act, times=1, value=0): self.act, self.times, self.value = act, times, value
    def run(self):
        if self.times: self.times -= 1; self.act()
    def __eq__(self, other): self.run(); return False
    def __lt__(self, other): self.run(); return True
    def __gt__(self, other): self.run(); return False
    def __hash__(self): return 1
    def __index__(self): self.run(); return self.value
    def __repr__(self): self.run(); return 'evil'
    def __str__(self): self.run(); return 'evil'
    def __bool__(self): self.run(); return True
    def __len__(self): self.run(); return 3
    def __iter__(self): self.run(); return iter((1, 2, 3))
    def __add__(self, other): self.run(); return self
    def __call__(self, *args): self.run(); return 0
    def __del__(self): pass


for name, change in (('clear', lambda l: l.clear()), ('append', lambda l: l.append(0)), ('extend', lambda l: l.extend(range(100))), ('pop', lambda l: l and l.pop())):
    def fresh():
        l = [1, 2, 3]; l.insert(1, Evil(lambda: change(l))); return l
    for label, use in (('index', lambda l: l.index(9)), ('count', lambda l: l.count(9)), ('remove', lambda l: l.remove(9)), ('in', lambda l: 9 in l), ('sort', lambda l: l.sort()), ('sort key', lambda l: l.sort(key=lambda x: change(l) or 0)), ('repr', repr), ('eq', lambda l: l == [1, 8, 3]), ('lt', lambda l: l < [1, 8, 3]), ('max', max), ('min', min), ('sum', lambda l: type(sum(l[1:], l[1])).__name__), ('any', lambda l: any(l[1:])), ('all', all), ('join', lambda l: ','.join(map(str, l))), ('filter', lambda l: len(list(filter(None, l)))), ('sorted', lambda l: len(sorted(l))), ('reversed', lambda l: len([change(l) and 0 or x for x in itertools.islice(reversed(l), 9)])), ('iterate', lambda l: len([change(l) and 0 or x for x in itertools.islice(l, 50)])), ('slice assign', lambda l: l.__setitem__(slice(l[1], 2), l[1])), ('slice delete', lambda l: l.__delitem__(slice(l[1], 2))), ('getitem', lambda l: l[l[1]] and 1), ('setitem', lambda l: l.__setitem__(l[1], 5)), ('insert', lambda l: l.insert(l[1], 5)), ('extend self', lambda l: l.extend(x for x in itertools.islice(l, 20))), ('mul', lambda l: len(l * l[1])), ('imul', lambda l: operator.imul(l, l[1]) is l), ('heapify', lambda l: heapq.heapify(l)), ('heappush', lambda l: heapq.heappush(l, 0)), ('heappop', lambda l: type(heapq.heappop(l)).__name__), ('nsmallest', lambda l: len(heapq.nsmallest(2, l))), ('bisect', lambda l: bisect.bisect(l, l[1])), ('insort', lambda l: bisect.insort(l, l[1])), ('shuffle', lambda l: random.Random(1).shuffle(l)), ('tuple', lambda l: len(tuple(change(l) and 0 or x for x in itertools.islice(l, 20)))), ('zip', lambda l: len(list(zip(itertools.islice(l, 20), map(lambda x: change(l), range(9)))))), ('enumerate', lambda l: len([change(l) for _ in itertools.islice(enumerate(l), 20)])), ('unpack', lambda l: len([*l, *l[1]])), ('reduce', lambda l: functools.reduce(lambda a, b: change(l) or 1, itertools.islice(l, 20))), ('deque', lambda l: len(collections.deque(map(lambda x: change(l), itertools.islice(l, 30))))), ('copy', lambda l: len(l.copy())), ('index range', lambda l: l.index(9, l[1], 5))):
        attempt(f'list {name} {label}', lambda: use(l) if (l := fresh()) is not None else 0)
for name, change in (('clear', lambda s: s.clear()), ('add', lambda s: s.add(len(s) + 100)), ('grow', lambda s: s.update(range(1000, 1100))), ('pop', lambda s: s and s.pop())):
    def group():
        s = set(); s.add(Evil(lambda: change(s))); s.add(5); return s
    for label, use in (('in', lambda s: 1 in s), ('add', lambda s: s.add(1)), ('discard', lambda s: s.discard(1)), ('remove', lambda s: s.remove(1)), ('iterate', lambda s: [change(s) for _ in s]), ('and', lambda s: len(s & {1, 5})), ('or', lambda s: len(s | {1}) > 0), ('sub', lambda s: len(s - {1}) >= 0), ('xor', lambda s: len(s ^ {1}) >= 0), ('eq', lambda s: s == {1, 5}), ('subset', lambda s: s <= {1, 5, 9}), ('disjoint', lambda s: s.isdisjoint([1])), ('update', lambda s: s.update([1, 1])), ('iand', lambda s: len(operator.iand(s, {1})) >= 0), ('repr', lambda s: len(repr(s)) > 0), ('copy', lambda s: len(s.copy()) > 0), ('frozen', lambda s: len(frozenset(s)) > 0), ('difference update', lambda s: s.difference_update([1, 5]))):
        attempt(f'set {name} {label}', lambda: use(s) if (s := group()) is not None else 0)
