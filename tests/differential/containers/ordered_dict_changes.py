# OrderedDict changed while it is iterated, past its order by methods of dict, or by the comparison of its keys.
from collections import OrderedDict as O


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except BaseException as error:
        print(type(error).__name__, error)


def changed(change, steps=1, view=iter):
    o = O.fromkeys('abcd', 0)
    it = iter(view(o))
    for _ in range(steps): next(it)
    change(o)
    attempt(next, it), attempt(next, it), attempt(list, it)


changes = [lambda o: o.__setitem__('e', 1), lambda o: o.__setitem__('a', 1), lambda o: o.move_to_end('d'), lambda o: o.move_to_end('a'),
           lambda o: o.clear(), lambda o: o.pop('a'), lambda o: o.popitem(), lambda o: (o.pop('b'), o.__setitem__('b', 2)),
           lambda o: dict.__delitem__(o, 'b'), lambda o: dict.__setitem__(o, 'n', 1),
           lambda o: (dict.__delitem__(o, 'b'), dict.__setitem__(o, 'n', 1)), lambda o: dict.pop(o, 'c'), lambda o: o.update(a=5)]
for change in changes:
    for view in (iter, O.items, O.values, reversed):
        changed(change, view=view)
    changed(change, 4)
it = iter(O(a=1, b=2)); next(it); print(it.__reduce__(), list(it), it.__reduce__())
o = O.fromkeys('abc')
dict.__delitem__(o, 'b')
attempt(repr, o), attempt(list, o), attempt(o.copy), attempt(o.move_to_end, 'b'), attempt(o.pop, 'b'), attempt(o.pop, 'b', 5), attempt(o.__delitem__, 'b')
attempt(o.popitem), attempt(o.popitem), attempt(o.popitem, False), attempt(len, o)
o = O.fromkeys('abc')
dict.__setitem__(o, 'z', 1)
print(o, len(o), 'z' in o); attempt(o.move_to_end, 'z'), attempt(o.pop, 'z'), attempt(o.__delitem__, 'z'), attempt(o.setdefault, 'z', 9); print(o)
dict.__setitem__(o, 'y', 1); o['y'] = 2; print(o); dict.update(o, a=7, w=8); print(o, len(o)); dict.setdefault(o, 'v', 1); print(o); dict.popitem(o); print(o)
for i in range(100): dict.__setitem__(o, i, i)
for i in range(50): o[i] = -i
print(o, len(o))


class Key:
    def __init__(self, n, hook=None): self.n, self.hook = n, hook
    def __hash__(self): return 1
    def __repr__(self): return f'K{self.n}'
    def __eq__(self, other):
        if self.hook: hook, self.hook = self.hook, None; hook()
        return isinstance(other, Key) and self.n == other.n


o = O((Key(i), i) for i in range(6))
o.move_to_end(Key(2)); print(o, o.pop(Key(4)), o[Key(5)])
o[Key(7, lambda: o.pop(Key(0)))] = 7; print(o)
attempt(lambda: o.move_to_end(Key(3, o.clear))); print(o)
o = O((Key(i), i) for i in range(4))
attempt(lambda: o == O([(Key(0), 0), (Key(1), 1), (Key(3), 3), (Key(2), 2)]))


class Moody:
    bad = False
    def __hash__(self):
        if Moody.bad: raise ValueError('no hash now')
        return 5


m = Moody(); o = O([(m, 1), ('x', 2)]); Moody.bad = True
attempt(list, o), attempt(lambda: list(o.items())), attempt(o.popitem), attempt(lambda: o.pop(m)), attempt(lambda: o.move_to_end(m, False)), print(len(o))
