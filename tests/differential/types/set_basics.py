# stderr has SyntaxWarnings.
# set and frozenset: algebra, mutation, comparison, errors.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


def show(s): return sorted(s, key=repr)


a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a < b, a <= a, {1} < a, a > {1}, a == {4, 3, 2, 1}, a != b, 3 in a, len(a), set(), frozenset(), {*()}, frozenset([1]))
print(a.union(b, [9]), a.intersection(b, [3]), a.difference([1], [2]), a.symmetric_difference([1, 99]), a.isdisjoint([7]), a.issubset(range(9)), a.issuperset([1]), a.copy() is a)
s = set('hello')
s.add('z'); s.discard('q'); s.discard('h'); s.remove('z'); s.update('ab', [1])
print(show(s)); s |= {2}; s &= {2, 'a', 'l'}; s -= {2}; s ^= {'l', 5}; print(show(s)); s.clear(); print(s)
s = {1, 2, 3}; s.intersection_update([2, 3, 4]); s.difference_update([3]); s.symmetric_difference_update([2, 7]); print(s, s.pop(), s)
attempt(lambda: set().pop()), attempt(lambda: {1}.remove(2)), attempt(lambda: {[]}), attempt(lambda: {1} | [1]), attempt(lambda: {1} < [1]), attempt(lambda: set(5)), attempt(lambda: set(1, 2)), attempt(lambda: hash(set())), attempt(lambda: {1}[0]), attempt(lambda: {1}.add([])), attempt(lambda: {1}.union(5)), attempt(lambda: [] in {1}), attempt(lambda: {1} + {2}), attempt(lambda: frozenset().add(1)), attempt(lambda: {1}.remove({2})), attempt(lambda: set(x=1))
f = frozenset([1, 2])
print(f | {3}, type(f | {3}).__name__, {3} | f, type({3} | f).__name__, f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: 1}[frozenset([2, 1])], {1, 2} in {f}, f.copy() is f, frozenset(f) is f)
print(hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset(range(100))), repr({1}), repr(frozenset({1})), str({'a'}), {(1, 2)})
for n in (5, 20, 100):
    print(list({(i * 37) % 101 for i in range(n)}), list({i * 2**33 for i in range(n // 5)}))


class S(set): pass


print(S([1]), S([1]) | {2}, type(S([1]) | {2}), type(S([1]).copy()), type({1} | S()))
def grow(x):
    for i in x: x.add(i + 100)
attempt(lambda: grow({1, 2})), print({1, 1.0, True}, {0, False, ''}, len({float('nan'), float('nan')}))
it = iter({1, 2}); next(it); print(it.__length_hint__())
