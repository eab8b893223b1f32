# list.sort takes keys of one usual type by ways of their own: all must order alike, stably, and fail alike.
import random
r = random.Random(3)


def check(name, items, **how):
    ordered = sorted(items, **how)
    print(name, len(ordered), repr(ordered[:3])[:90], repr(ordered[-3:])[:90], hash(tuple(map(repr, ordered))) == hash(tuple(map(repr, sorted(items, **how)))))
    key = how.get('key') or (lambda x: x)
    pairs = list(zip(ordered, ordered[1:]))
    if how.get('reverse'):
        assert not any(key(a) < key(b) for a, b in pairs), name
    else:
        assert not any(key(b) < key(a) for a, b in pairs), name


for n in (0, 1, 2, 3, 10, 63, 64, 65, 1000, 5000):
    ints = [r.randrange(-n, n + 1) for _ in range(n)]
    check('ints', ints)
    check('ints down', ints, reverse=True)
    check('floats', [r.random() - 0.5 for _ in range(n)] + [0.0, -0.0])
    check('floats key', list(range(n)), key=lambda i: (i * 37 % 101) / 7)
    check('strs', [str(i) for i in ints])
    check('wide strs', [chr(97 + i % 600) + str(i) for i in range(n)] + ['\U0001f600', 'é'])
    check('tuples', [(i % 5, str(i), i / 3) for i in ints])
    check('tuples of sizes', [(1,) * (i % 4) for i in range(n)])
    check('key', [(i, -i) for i in ints], key=lambda p: p[1])
    check('key down', [(i % 3, k) for k, i in enumerate(ints)], key=lambda p: p[0], reverse=True)
    check('runs', list(range(n)) + list(range(n, 0, -1)) + list(range(n // 2)))
    check('big ints', [i * (1 << 70) for i in ints] + [5])
    check('mixed', [i if i % 2 else i + 0.5 for i in ints] + [True, False])
print([str(x) for x in sorted([0.0, -0.0, 0.0, -0.0, -1.0])], sorted([(0.0, 1), (-0.0, 0), (0.0, 0)]))
print(sorted([1e300, -1e300, 1e-300, 5.0, float('inf'), float('-inf')]), len(sorted([float('nan')] * 3 + [1.0])))
print(sorted(['b', 'a', 'B', '', 'aa', 'a\0', 'é', 'ÿ', 'Ā']), sorted([b'b', b'a', b'']), sorted([[2], [1, 5], [1]]))
print(sorted([(1, None), (0, None)]), sorted([(None, 1), (None, 0)]))


class Key:
    calls = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        Key.calls += 1
        return self.v < other.v

    def __repr__(self):
        return f'K{self.v}'


print(sorted([Key(3), Key(1), Key(2)]), Key.calls, sorted([(Key(2), 1), (Key(1), 2)], key=lambda p: p))
for bad in ([1, 'a'], [(1, 'a'), (1, 2)], ['a', None, 'b'], [1.5, 'x'], [(1,), [1]], [(Key(1),), (1,)], [None, None], [1j, 2j]):
    try:
        bad.sort()
    except TypeError as e:
        print(e, len(bad))
same = (1, 2)
print(sorted([same, same]), sorted([(float('nan'),)] * 2))


class Evil:
    def __init__(self, a):
        self.a = a

    def __eq__(self, other):
        self.a.append(1)
        return False

    def __lt__(self, other):
        return True


a = []
a += [(Evil(a), 1), (Evil(a), 2)]
try:
    a.sort()
except ValueError as e:
    print(e, len(a))
try:
    sorted([3, 1, 2], key=lambda i: 1 / (i - 1))
except ZeroDivisionError as e:
    print(e)
