# zip, enumerate and items() give their last tuple again when nobody kept it; who keeps one must not see it change.
def kinds():
    d = {'a': 1, 'b': 2, 'c': 3, 'd': 4}
    yield 'zip', zip('abcd', range(4))
    yield 'zip3', zip('abcd', range(4), [5, 6, 7, 8])
    yield 'enumerate', enumerate('abcd', 2**61 - 2)
    yield 'items', iter(d.items())
    yield 'reversed', reversed(d.items())
    yield 'strict', zip('abcd', [1, 2, 3], strict=True)


for name, it in kinds():
    try: print(name, list(it))
    except ValueError as e: print(name, e)
for name, it in kinds():
    try: print(name, [id(t) for t in it][1:3] == [0, 0], sorted({len(t) for t in it}))
    except ValueError as e: print(name, e)
for name, it in kinds():
    first = next(it)
    second = next(it)
    same = first is second
    del first
    third = next(it)
    print(name, same, second, third, third is second)
for name, it in kinds():
    kept, loose = [], []
    try:
        for i, t in enumerate(it):
            if i % 2: kept.append(t)
            a, b = t[0], t[-1]
            loose.append((a, b))
    except ValueError as e: print(e)
    print(name, kept, loose)
print(dict(zip('ab', [1, 2])), dict(enumerate('xy')), {**dict(zip('pq', 'rs'))}, tuple(zip([1], [2])), set(zip([1, 1], [2, 2])))


class Noisy:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)


for i, x in enumerate(map(Noisy, range(3))): print('have', i, x.n); x = None
for (x,) in zip(map(Noisy, range(3))): print('have', x.n); x = None
z = zip(map(Noisy, range(2)))
next(z)
print('dropped the tuple')
next(z)
del z
print('end')


class Again:
    'Iterator that advances the zip it feeds.'
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 3: print('inner', next(self.owner))
        if self.n > 6: raise StopIteration
        return self.n


a = Again()
a.owner = zip(a, 'pqrstu')
for t in a.owner: print('outer', t)


class Clearing(dict):
    pass


d = {}
class Value:
    def __del__(self): d.pop('k3', None)
d.update(('k%d' % i, Value()) for i in range(5))
try:
    for k, v in d.items():
        d[k] = v = None
        print(k, len(d))
except RuntimeError as e: print(e)
print(True + 1, 1 - True, True * True, True + True, True / 2, 2.0 ** True, [x == 1 for x in (1, 2)].count(True))
total = 0
for i in range(40):
    total += 'abc'[i % 3] == 'b'
    total = total + (i > 5) - True
print(total)
powers = []
for x in (2.0, 0.5, 3, 1e-200, 1e200, -2.0, 0.0, 7.5, True):
    for y in (0.5, 2.0, -1.5, 0, 3, 1.0):
        try: powers.append(x ** y)
        except (OverflowError, ZeroDivisionError) as e: powers.append(str(e))
print(powers)
