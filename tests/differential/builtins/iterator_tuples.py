# zip and enumerate may fill the tuple they gave out anew, but never one that somebody still holds.
import gc

print(list(zip('abc', range(5))), list(enumerate('abc', 5)))
kept = []
for pair in zip([1, 2, 3], 'xyz'):
    kept.append(pair)
print(kept, len({id(p) for p in kept}))
kept = [p for p in enumerate('xy')]
print(kept, kept[0] is kept[1])
z = zip([[1], [2], [3]], [4, 5, 6])
a = next(z)
b = next(z)
print(a, b, a is b)
del a
c = next(z)
print(b, c)
for i, (x, y) in enumerate(zip(range(3), range(3, 6))):
    print(i, x, y, end=' ')
print()
print(list(zip()), list(zip([], [1])), list(zip([1], [])))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as e:
    print(e)
big = enumerate('abcd', (1 << 61) - 2)
print([n for n, _ in big])
cycle = []
it = zip([cycle, cycle])
cycle.append(it)
print(len(next(it)))
del it, cycle
print(gc.collect() > 0)
