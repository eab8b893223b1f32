"""Operators on sets: order of the results, what is compared, and items whose hooks change the set meanwhile."""
import itertools
import random

rng = random.Random(5)
for size in (0, 1, 3, 4, 5, 20, 100, 1000):
    a = set(rng.sample(range(size * 2 + 1), size))
    b = {str(n) if n % 3 else n for n in rng.sample(range(size * 2 + 1), size)} | set(itertools.islice(a, size // 2))
    for result in (a | b, a & b, b & a, a - b, b - a, a ^ b, a.copy(), set(list(b)), frozenset(tuple(a)), set(dict.fromkeys(b))):
        print(len(result), hash(tuple(map(str, result))) if size > 4 else [str(x) for x in result], end=' ')
    a.discard(next(iter(a), None))
    print([len(x) for x in (a | b, a & b, a - b, a.copy(), set(a))])


class Key:
    log = []

    def __init__(self, name, value=1):
        self.name, self.value = name, value

    def __hash__(self):
        return self.value

    def __eq__(self, other):
        Key.log.append(self.name + getattr(other, 'name', str(other)))
        return isinstance(other, Key) and self.name[0] == other.name[0]

    def __repr__(self):
        return self.name


one, two = {Key('a1'), Key('b1'), Key('c1')}, {Key('a2'), Key('c2'), Key('d2')}
for operation in (one.__or__, one.__and__, one.__sub__, one.__xor__, one.isdisjoint, one.issubset):
    Key.log.clear()
    result = operation(two)
    print(operation.__name__, sorted(map(repr, result)) if isinstance(result, set) else result, len(Key.log))


class Changing:
    def __init__(self, target, act):
        self.target, self.act = target, act

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.act(self.target)
        return False


def grow(target):
    target.update(range(50, 90))


for act in (set.clear, grow):
    for name in ('__or__', '__and__', '__sub__', 'update', 'issuperset', 'intersection_update'):
        target = {1, 2, 3, 4, 5}
        try:
            result = getattr(target, name)({Changing(target, act), 2, 4})
            kept = sorted(x for x in result if isinstance(x, int)) if isinstance(result, (set, frozenset)) else result
        except RuntimeError as error:
            kept = str(error)
        print(act.__name__, name, kept, len(target) > 5)


class Dying:
    def __init__(self, target):
        self.target = target

    def __del__(self):
        grow(self.target)


for operation in ('__iand__', '__isub__', '__ixor__', 'clear', 'pop', 'difference_update', 'intersection_update'):
    target = set()
    target.update(Dying(target) for _ in range(4))
    getattr(target, operation)(*([] if operation in ('clear', 'pop') else [set(range(60, 70)) if operation[2] == 'i' else set(target)]))
    target.discard(None)
    print(operation, len({x for x in target if isinstance(x, int)}), 55 in target, 200 in target)
    target.clear()
    target.clear()

print(bytes.fromhex(' 00ff 7F\n'), bytearray.fromhex('aBcD'), bytes(range(40)).hex(), bytes(range(7)).hex('-', 3), bytes(range(7)).hex('-', -3))
for text in ('0', '0g', 'ab c', 'é0', '00é', 5, '12 34 5x'):
    try:
        print(bytes.fromhex(text))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(list(itertools.chain([1, 2], (3,), 'ab', {5: 6}, iter([7]))), list(enumerate(['a', 'b'], 1 << 62)), sum(itertools.chain([1], [2.5])))
