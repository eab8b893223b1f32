# Sorting tuples: ties in the first item, mixed first items, subclasses, empty tuples, stability.
import random

r = random.Random(5)
pairs = [(r.randrange(5), str(r.randrange(9)), i) for i in range(60)]
print(sorted(pairs) == sorted(pairs, key=lambda p: [*p]), sorted(pairs)[:4], sorted(pairs, reverse=True)[:3])
print(sorted([(2,), (1, 'a'), (), (1,), (2.5,), (2 ** 70,), (True, 0), (-1,)]))
print(sorted([('b', 1), ('a', 2), ('b', 0), ('é', 0), ('', 9)]))

class T(tuple):
    def __lt__(self, other):
        return tuple.__gt__(self, other)

print(sorted([T((1,)), T((3,)), T((2,))]), sorted([(1,), (3,), (2,)], key=T))

class S(str):
    def __lt__(self, other):
        return str.__gt__(self, other)

print(sorted([(S('a'), 0), (S('c'), 1), (S('b'), 2)]))
for bad in ([(1, 'a'), (1, 2)], [(1,), ('a',)], [(None,), (None, 1), (1,)]):
    try:
        print(sorted(bad))
    except TypeError as e:
        print(e)
print(sorted(pairs, key=lambda p: (p[0], p[1]))[:5], max(pairs), min(pairs))
