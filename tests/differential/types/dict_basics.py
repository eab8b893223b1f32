# dict: construction, lookup, order, equality, unhashable keys.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


d = {'b': 1, 'a': 2, 3: [4], (5, 6): None}
print(d, len(d), d['a'], d[3], 'b' in d, 'z' in d, list(d), list(d.values()), list(d.items()), list(reversed(d)))
print(dict(), dict(a=1), dict([('x', 1), ['y', 2]]), dict({'k': 1}, k=2, j=3), dict(zip('ab', range(2))), {**d, 'b': 9}, {1: 'a', 1.0: 'b', True: 'c'})
attempt(lambda: d['zz']), attempt(lambda: d[[]]), attempt(lambda: {[]: 1}), attempt(lambda: dict(5)), attempt(lambda: dict([1])), attempt(lambda: dict([(1, 2, 3)])), attempt(lambda: dict(1, 2))
attempt(lambda: dict(['ab', 'cd'])), attempt(lambda: dict([['a']])), attempt(lambda: d < d), attempt(lambda: d + d), attempt(lambda: hash(d)), attempt(lambda: {**5}), attempt(lambda: dict(**{1: 2}))
d['b'] = 10
d['new'] = 'n'
del d['a']
d['a'] = 'again'
print(d, d == {'a': 'again', 'new': 'n', 'b': 10, 3: [4], (5, 6): None}, d != {}, {} == {}, {1: 2} == {1: 2.0})
self_ref = {}
self_ref['me'] = self_ref
print(self_ref, {'k': self_ref}['k'] is self_ref)


class Missing(dict):
    def __missing__(self, key): return f'no {key}'


m = Missing(a=1)
print(m['a'], m['b'], m.get('b'), 'b' in m, m)
attempt(lambda: d.__delitem__('zz')), attempt(lambda: d.attr)
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
print(len(big), sum(big.values()), next(iter(big)), list(big)[:5])
