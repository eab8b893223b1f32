# sort and sorted: stability, keys, reverse, mixed types, mutation, errors.
import functools, random


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


r = random.Random(5)
data = [(r.randrange(10), i) for i in range(60)]
print(sorted(data, key=lambda t: t[0]), sorted(data, key=lambda t: t[0], reverse=True))
print(sorted([3, 1, 2], reverse=True), sorted('banana'), sorted({'b': 1, 'a': 2}), sorted([], key=None), sorted([2.5, 1, True, -3]), sorted(['b', 'B', 'a'], key=str.lower), sorted([[2], [1, 5], [1]]), sorted([(1, 'b'), (1, 'a')]))
for n in (10, 63, 64, 65, 200, 1000, 3000):
    x = [r.random() for _ in range(n)]; y = sorted(x)
    print(n, all(y[i] <= y[i + 1] for i in range(n - 1)), sorted(y) == y, sorted(y[::-1]) == y, sorted(y[n // 2:] + y[:n // 2]) == y, sorted(map(int, (v * 10 for v in x)))[:12])
attempt(lambda: sorted([1, 'a'])), attempt(lambda: sorted([1, None, 2])), attempt(lambda: sorted([1j, 2j])), attempt(lambda: sorted(5)), attempt(lambda: sorted()), attempt(lambda: sorted([1], 2)), attempt(lambda: sorted([1], key=5)), attempt(lambda: sorted([1, 2], reverse='x')), attempt(lambda: sorted([1], cmp=5)), attempt(lambda: sorted([(1, 2), (1, 'a')])), attempt(lambda: sorted([{}, {}])), attempt(lambda: sorted(['a', b'a']))
calls = []
print(sorted('cab', key=lambda c: calls.append(c) or c), calls)


class K:
    count = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): K.count += 1; return self.v < o.v
    def __repr__(self): return f'K{self.v}'


ks = [K((i * 7919) % 101) for i in range(100)]
ks.sort(); print(ks[:5], K.count); K.count = 0; ks.sort(); print(K.count); K.count = 0; ks.sort(reverse=True); print(ks[:3], K.count)
print(sorted([5, 3, 8], key=functools.cmp_to_key(lambda a, b: b - a)), max([3, 1], key=lambda v: -v), min('hello', key=ord), max([], default='none'))
def mutate(l):
    l.sort(key=lambda v: l.append(v) or v)
attempt(lambda: mutate([2, 1]))
l = [3, 1, 2]
try:
    l.sort(key=lambda v: 1 / (v - 1))
except ZeroDivisionError as e:
    print(e, l)
attempt(lambda: max([])), attempt(lambda: max(1)), attempt(lambda: max()), attempt(lambda: min(1, 'a')), attempt(lambda: max(1, 2, default=3)), attempt(lambda: min([1], foo=2)), attempt(lambda: max([1, 2], key=5))
