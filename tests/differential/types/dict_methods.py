# Methods of dict, views, and the union operators.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


d = {'a': 1, 'b': 2, 'c': 3}
print(d.get('a'), d.get('z'), d.get('z', 0), d.setdefault('a', 9), d.setdefault('d', 4), d.setdefault('e'), d)
print(d.pop('e'), d.pop('zz', 'default'), d.popitem(), d.copy(), d.copy() is d, d.update({'x': 1}), d.update(y=2), d.update([('z', 3)]), d)
attempt(lambda: d.pop('missing')), attempt(lambda: {}.popitem()), attempt(lambda: d.pop()), attempt(lambda: d.update(5)), attempt(lambda: d.update([1])), attempt(lambda: d.get()), attempt(lambda: d.update(1, 2)), attempt(lambda: d.setdefault()), attempt(lambda: d.get([]))
print(dict.fromkeys('ab'), dict.fromkeys([1, 2], []), dict.fromkeys({}, 1), d | {'a': 100}, {'q': 0} | d, d.clear(), d)
attempt(lambda: dict.fromkeys(5)), attempt(lambda: {} | []), attempt(lambda: [] | {})
e = {'a': 1}
e |= {'b': 2}; e |= [('c', 3)]
print(e)
k, v, i = e.keys(), e.values(), e.items()
print(k, v, i, len(k), 'a' in k, 2 in v, ('a', 1) in i, ('a', 2) in i, k & {'a', 'z'}, sorted(k | {'z'}), k - {'a'}, sorted(k ^ {'a', 'q'}), i & {('a', 1)}, k == {'a', 'b', 'c'}, k < {'a', 'b', 'c', 'd'}, k.isdisjoint('xy'))
e['d'] = 4
print(k, len(v), k.mapping['d'], list(reversed(i)), sorted(e.items(), key=lambda t: -t[1]))
attempt(lambda: k[0]), attempt(lambda: hash(k)), attempt(lambda: k + k), attempt(lambda: v & v), attempt(lambda: i.x)


def change(action):
    x = {1: 1, 2: 2, 3: 3}
    for key in x:
        action(x, key)
    return x


attempt(lambda: change(lambda x, k: x.pop(k))), attempt(lambda: change(lambda x, k: x.update({k + 10: 1}))), attempt(lambda: change(lambda x, k: x.update({k: 0})))
attempt(lambda: [x.clear() for x in [{1: 2}] for _ in x.items()]), attempt(lambda: list(zip({1: 2}.items(), {3: 4}.values())))
it = iter({1: 2, 3: 4}); next(it); print(it.__length_hint__(), list(it), type(it).__name__, type(iter({}.items())).__name__)
