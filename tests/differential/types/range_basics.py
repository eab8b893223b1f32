# range: length, membership, slices, equality, hashing, huge ranges.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for r in (range(0), range(5), range(2, 8), range(10, 0, -3), range(0, 10, 3), range(5, 5), range(3, 0), range(-5, 5, 2), range(10**20, 10**20 + 10, 3), range(True)):
    print(r, repr(r), len(r), list(r), list(reversed(r)), r.start, r.stop, r.step, bool(r), r[1:3], r[::-1], r[::2], 3 in r, 3.0 in r, 'x' in r, r.count(2), sum(r))
attempt(lambda: range()), attempt(lambda: range(1, 2, 0)), attempt(lambda: range(1.5)), attempt(lambda: range('a')), attempt(lambda: range(1, 2, 3, 4)), attempt(lambda: range(None)), attempt(lambda: range(stop=5)), attempt(lambda: range(5)[5]), attempt(lambda: range(5)[-6]), attempt(lambda: range(5)['a']), attempt(lambda: range(5).index(9)), attempt(lambda: range(0, 10, 2).index(3)), attempt(lambda: range(5) + range(5)), attempt(lambda: range(5) < range(6)), attempt(lambda: len(range(2**70))), attempt(lambda: range(5)[1.0]), attempt(lambda: setattr(range(5), 'start', 1)), attempt(lambda: range(5)[::0])
print(range(5) == range(0, 5, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(1) == [0], hash(range(5)) == hash(range(0, 5)), hash(range(0)) == hash(range(1, 1)), {range(3): 1}[range(0, 3)])
big = range(0, 10**30, 7)
print(big[10**28], 7 * 10**20 in big, 7 * 10**20 + 1 in big, big[-1], big[5:10], big.index(700), big[::10**29], bool(big), 10**30 in big)
it = iter(range(3)); print(next(it), it.__length_hint__(), list(it), type(it).__name__, type(iter(range(10**30))).__name__); attempt(lambda: next(it))
big_it = iter(range(10**25, 10**25 + 3)); print(list(big_it), type(big_it).__name__)


class Idx:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v


print(range(Idx(2), Idx(6)), range(10)[Idx(3)], range(10)[Idx(1):Idx(4)], 5 in range(10), True in range(2), range(3).index(True))
for i in range(3):
    i += 10
    print(i, end=' ')
print(i)
print([j for i in range(3) for j in range(i)], list(range(2**63 - 2, 2**63 + 2)), list(range(-2**63 + 1, -2**63 - 2, -1)), sum(range(0, 1000000, 3)), range(0, 2**64, 2**62)[2])
print(slice(1, 2).indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(2), slice(10, -10, -2).indices(6))
