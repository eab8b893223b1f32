"""Containers that change under the hands of those who look at them: __eq__, __hash__, __index__, __iter__, key functions, callbacks, finalizers."""
import array
import bisect
import collections
import functools
import gc
import heapq
import io
import itertools
import operator
import weakref
import _mutate
from _mutate import rng, attempt

target = None  # what evil objects change
action = None
depth = 0


class Evil:
    """Every hook of this object runs `action` on `target`, sometimes."""
    def __init__(self, value=0): self.value = value
    def act(self):
        global depth
        if action is not None and depth < 2 and len(target) < 300 and rng.random() < 0.4:
            depth += 1
            try:
                action(target)
            finally:
                depth -= 1
        return self.value
    def __eq__(self, other): self.act(); return rng.random() < 0.3
    def __lt__(self, other): self.act(); return rng.random() < 0.5
    def __hash__(self): self.act(); return self.value
    def __index__(self): return self.act()
    def __len__(self): return self.act()
    def __iter__(self): self.act(); yield from [self, 1, self]
    def __repr__(self): self.act(); return 'Evil'
    def __str__(self): self.act(); return 'evil'
    def __bool__(self): self.act(); return rng.random() < 0.5
    def __add__(self, other): self.act(); return self
    __radd__ = __iadd__ = __mul__ = __rmul__ = __add__
    def __call__(self, *args): self.act(); return self
    def __float__(self): return float(self.act())
    def __bytes__(self): self.act(); return b'evil'
    def __format__(self, spec): self.act(); return 'evil'
    def __length_hint__(self): return self.act()
    def __del__(self): self.act()
    def __getitem__(self, i):
        self.act()
        if i > 3: raise IndexError
        return self
    def keys(self): self.act(); return [self, 'a']
    def __fspath__(self): self.act(); return 'evil'


def evils(n=5):
    return [Evil(rng.randrange(4)) for _ in range(n)]


def clear(t): t.clear()
def grow(t): t.extend(evils(30)) if hasattr(t, 'extend') else t.update({Evil(i): i for i in range(30)}) if isinstance(t, dict) else t.update(evils(30))
def popOne(t): t.pop() if not isinstance(t, dict) else t.popitem()
def shrink(t): del t[len(t) // 2:]
def replace(t): t[:] = evils(2)
def collect(t): gc.collect(rng.choice((0, 0, 0, 0, 0, 0, 0, 1, 2)))
def swap(t): t.__init__(evils(3))


LIST_ACTIONS = [clear, grow, popOne, shrink, replace, collect, swap]
SET_ACTIONS = [clear, grow, popOne, collect, swap]
DICT_ACTIONS = [clear, grow, popOne, collect]
E = Evil
LIST_USES = [
    lambda t: t.sort(), lambda t: t.sort(key=E()), lambda t: t.index(E()), lambda t: t.count(E()), lambda t: t.remove(E()), lambda t: E() in t, lambda t: t == evils(), lambda t: t < evils(),
    lambda t: repr(t), lambda t: t.extend(E()), lambda t: t.extend(x.act() for x in t), lambda t: t.insert(E(1), 1), lambda t: t[E(1)], lambda t: t[E(0):E(2):E(1)],
    lambda t: operator.setitem(t, slice(E(0), E(2)), E()), lambda t: operator.setitem(t, slice(E(0), None, E(2)), evils(3)), lambda t: operator.delitem(t, slice(E(0), E(3), E(1))), lambda t: t.pop(E(1)),
    lambda t: t * E(3), lambda t: operator.imul(t, E(2)), lambda t: sum(t, E()), lambda t: max(t), lambda t: min(t, key=E()), lambda t: sorted(t), lambda t: any(t), lambda t: all(t), lambda t: list(map(E(), t)),
    lambda t: list(filter(None, t)), lambda t: ''.join(map(str, t)), lambda t: bytes(t), lambda t: bytearray(t), lambda t: b''.join(t), lambda t: set(t), lambda t: dict.fromkeys(t), lambda t: tuple(t), lambda t: list(zip(t, t, E())),
    lambda t: bisect.bisect(t, E()), lambda t: bisect.insort(t, E()), lambda t: heapq.heapify(t), lambda t: heapq.heappop(t), lambda t: heapq.heappush(t, E()), lambda t: heapq.heappushpop(t, E()), lambda t: heapq.nlargest(3, t),
    lambda t: functools.reduce(E(), t), lambda t: list(itertools.product(t, t)), lambda t: list(itertools.accumulate(t, E())), lambda t: list(itertools.groupby(t, E())), lambda t: list(itertools.islice(t, E(2))),
    lambda t: [*t, *E()], lambda t: print(*t, file=io.StringIO()), lambda t: '%s %r %d' % tuple(t[:3]), lambda t: f'{t!r} {t[0]:{t[1]}}', lambda t: list(reversed(t)), lambda t: [x.act() for x in reversed(t)],
    lambda t: array.array('i', t), lambda t: array.array('d', t), lambda t: array.array('i').fromlist(t), lambda t: isinstance(1, tuple(t)), lambda t: E().act in t, lambda t: t.__iadd__(E()), lambda t: io.StringIO().writelines(t),
    lambda t: io.BytesIO().writelines(t), lambda t: int.from_bytes(t, 'big'), lambda t: memoryview(bytearray(10))[E(1):E(5)], lambda t: range(E(0), E(3), E(1)), lambda t: 'abc'.replace('a', 'b', E(1)), lambda t: b'abc'.find(E(97)),
    lambda t: max(*t, default=None), lambda t: divmod(*t[:2]), lambda t: round(E(), E()), lambda t: exec('a, b, *c = t', {'t': t}), lambda t: exec('match t:\n case [a, *b, c]: pass', {'t': t}), lambda t: collections.deque(t, E(3)),
    lambda t: E(1) if [E(i) for i in range(3)] == t else [].extend(t),
]
SET_USES = [
    lambda t: t.add(E(1)), lambda t: E(1) in t, lambda t: t.discard(E(2)), lambda t: t.remove(E(3)), lambda t: t | set(evils()), lambda t: t & set(evils()), lambda t: t - set(evils()), lambda t: t ^ set(evils()),
    lambda t: t.update(E()), lambda t: t.intersection(E()), lambda t: t.difference_update(E()), lambda t: t.symmetric_difference_update(evils()), lambda t: t.intersection_update(evils()), lambda t: t == set(evils()), lambda t: t <= set(evils()),
    lambda t: t.isdisjoint(evils()), lambda t: t.issuperset(evils()), lambda t: repr(t), lambda t: frozenset(t), lambda t: [x.act() for x in t], lambda t: t.copy(), lambda t: sorted(t), lambda t: hash(frozenset(t)), lambda t: set(map(E(), t)),
    lambda t: t.__ior__(set(evils())), lambda t: t.__iand__(set(evils())), lambda t: t.__isub__(t), lambda t: t.pop().act(),
]
DICT_USES = [
    lambda t: t.get(E(1)), lambda t: t.__setitem__(E(1), E(2)), lambda t: t.pop(E(1), None), lambda t: t.setdefault(E(2), E()), lambda t: E(1) in t, lambda t: t.update(E()), lambda t: t.update([(E(), 1)] * 3), lambda t: t | {E(1): 2},
    lambda t: t == {E(i): E(i) for i in range(len(t))}, lambda t: repr(t), lambda t: [k.act() for k in t], lambda t: [v for k, v in t.items() if k.act()], lambda t: list(map(E(), t.values())), lambda t: t.copy(), lambda t: dict(t, a=E()),
    lambda t: t.keys() & {E(1)}, lambda t: t.keys() - {E(1)}, lambda t: t.items() | {(E(1), 2)}, lambda t: (E(1), 1) in t.items(), lambda t: t.keys() == {E(1), E(2)}, lambda t: E(1) in t.values(), lambda t: t.popitem()[0].act(), lambda t: {**t, E(1): 3},
    lambda t: t.__delitem__(E(2)), lambda t: t.keys().isdisjoint([E(1)]), lambda t: list(reversed(t)), lambda t: [k.act() for k in reversed(t.items())], lambda t: dict.fromkeys(t, E()), lambda t: t.__ior__({E(1): 1}), lambda t: sorted(t.items()),
    lambda t: exec('match t:\n case {"a": 1, **k}: pass', {'t': t}), lambda t: (lambda **k: k)(**{str(k): v for k, v in t.items()}), lambda t: '%(a)s' % t, lambda t: '{a}'.format_map(t), lambda t: eval('a', {}, t),
]
DEQUE_USES = LIST_USES[:1] + [
    lambda t: t.index(E()), lambda t: t.count(E()), lambda t: t.remove(E()), lambda t: E() in t, lambda t: t == collections.deque(evils()), lambda t: t < collections.deque(evils()), lambda t: repr(t), lambda t: t.extend(E()),
    lambda t: t.extendleft(x.act() for x in t), lambda t: t.rotate(E(3)), lambda t: t.insert(E(1), 2), lambda t: t[E(1)], lambda t: operator.delitem(t, E(1)), lambda t: operator.setitem(t, E(1), E()), lambda t: t * E(2), lambda t: t + collections.deque(evils()),
    lambda t: [x.act() for x in t], lambda t: [x.act() for x in reversed(t)], lambda t: t.copy(), lambda t: t.reverse(), lambda t: sum(t, E()),
]


def run(make, uses, actions):
    global target, action, depth
    depth = 0
    target = make(evils(rng.randint(1, 12)))
    use = rng.choice(uses)
    action = rng.choice(actions)
    try:
        use(target)
    finally:
        action = None


KINDS = [(list, LIST_USES, LIST_ACTIONS), (set, SET_USES, SET_ACTIONS), (lambda e: {k: v for k, v in zip(e, evils(20))}, DICT_USES, DICT_ACTIONS),
         (collections.deque, DEQUE_USES, [clear, grow, popOne, collect]), (lambda e: collections.OrderedDict((k, 1) for k in e), DICT_USES, DICT_ACTIONS),
         (lambda e: collections.defaultdict(Evil, {k: k for k in e}), DICT_USES, DICT_ACTIONS)]
for _ in range(8000):
    attempt(run, *rng.choice(KINDS), seconds=2, describe='container')


# --- what is cleared while it runs
def weakrefsThatClear():
    things = [Evil(i) for i in range(10)]
    refs = []
    refs += [weakref.ref(t, lambda r: (refs.clear(), things.clear(), gc.collect())) for t in things]
    del things[::2]
    gc.collect()


class Node:
    def __del__(self):
        for other in list(self.peers):
            other.peers.clear()
            other.__dict__.clear()
        del self.peers


def nodesThatUndo():
    nodes = [Node() for _ in range(8)]
    for n in nodes:
        n.peers = nodes
    del nodes, n
    gc.collect()


class Shifty:
    def __get__(self, obj, cls):
        del type(obj).shifty
        type(obj).shifty = 3
        obj.__dict__.clear()
        obj.__class__ = Other
        return 5


class Other:
    def __getattr__(self, name):
        type(self).__getattr__ = None
        return name


def classesThatChange():
    for _ in range(20):
        class C:
            shifty = Shifty()
        c = C()
        c.a = 1
        c.shifty, getattr(c, 'missing', None)
        c.shifty = 2
        C.__bases__ = (Other,)
        for _ in range(3):
            try:
                c.anything
            except (TypeError, AttributeError):
                pass
        type(c).__eq__ = property(lambda self: self.__class__.__dict__)
        attempt(lambda: c == c)


def generatorsInThemselves():
    def g():
        yield from it
    it = g()
    next(it, None)


def buffersThatShrink():
    b = bytearray(100)
    class I:
        def __index__(self):
            b.clear()
            return 5
    for use in (lambda: b[I()], lambda: b.__setitem__(I(), 1), lambda: b.__setitem__(slice(I(), 50), b'x'), lambda: b.insert(I(), 1), lambda: b.pop(I()), lambda: b.find(b'', I()), lambda: b.startswith(b'', I()),
                lambda: b.__delitem__(I()), lambda: b.__setitem__(5, I()), lambda: b.extend(I() for _ in range(3)), lambda: b.append(I()), lambda: b.center(I()), lambda: b * I(), lambda: memoryview(b)[I()], lambda: b.replace(b'', b'x', I()),
                lambda: b.count(b'', I()), lambda: b.split(None, I()), lambda: b.join([b, I()]), lambda: b.rindex(b'', I(), I()), lambda: b % I(), lambda: b.__contains__(I()), lambda: b.removeprefix(I()), lambda: b.hex('-', I())):
        b[:] = bytes(100)
        attempt(use)
    view = memoryview(bytearray(8))
    class R:
        def __index__(self):
            view.release()
            return 1
    for use in (lambda: view[R()], lambda: view.__setitem__(R(), 1), lambda: view.__setitem__(0, R()), lambda: view[R():R()], lambda: view.cast('B', [R(), 8]), lambda: view.hex('-', R()), lambda: view.__setitem__(slice(0, R()), b'a')):
        view = memoryview(bytearray(8))
        attempt(use)
    a = array.array('i', range(20))
    class S:
        def __index__(self):
            del a[:]
            return 7
        __float__ = __index__
    for use in (lambda: a[S()], lambda: a.__setitem__(S(), 1), lambda: a.__setitem__(1, S()), lambda: a.insert(S(), 2), lambda: a.insert(1, S()), lambda: a.pop(S()), lambda: a.append(S()), lambda: a.index(1, S()), lambda: a * S(), lambda: a.extend([S()]),
                lambda: a.__delitem__(slice(S(), None)), lambda: a[S():S():S()], lambda: a.fromlist([S(), S()]), lambda: a.__setitem__(slice(S(), 9), a)):
        a[:] = array.array('i', range(20))
        attempt(use)


for test in (weakrefsThatClear, nodesThatUndo, classesThatChange, generatorsInThemselves, buffersThatShrink):
    for _ in range(5):
        attempt(test, seconds=5)
_mutate.summary()
