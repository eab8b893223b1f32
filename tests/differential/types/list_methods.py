# Methods of list and their errors.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


a = [3, 1, 2]
print(a.append(4), a.extend([5, 6]), a.insert(0, 'start'), a.insert(-1, 'x'), a.insert(100, 'end'), a.insert(-100, 'first'), a)
print(a.pop(), a.pop(0), a.pop(-2), a, a.remove('start'), a, a.index(2), a.index(5, 1), a.count(3), a.reverse(), a, a.copy(), a.copy() is a)
attempt(lambda: [].pop()), attempt(lambda: [1].pop(3)), attempt(lambda: [1].pop('a')), attempt(lambda: [1].remove(2)), attempt(lambda: [1].index(2)), attempt(lambda: [1, 2].index(1, 1)), attempt(lambda: [1].index(1, 'a')), attempt(lambda: [].extend(5)), attempt(lambda: [].append()), attempt(lambda: [].append(1, 2)), attempt(lambda: [].insert(1)), attempt(lambda: [].insert('a', 1)), attempt(lambda: [].sort(1)), attempt(lambda: [].sort(foo=1)), attempt(lambda: [1].count()), attempt(lambda: [].reverse(1)), attempt(lambda: [].clear(1)), attempt(lambda: [].copy(1)), attempt(lambda: list.append(1)), attempt(lambda: list.append((), 1)), attempt(lambda: list.append())
print([1, 2, 3, 2].index(2, 2), [1, 2, 3].index(3, -1), [1, 2, 3].index(1, -10, 10), [None, 0, False, ''].count(0), [1, 1.0, True].count(1), [float('nan')].count(float('nan')))
b = [1, 2]; b.extend(b); b.extend({7: 8}); b.extend('xy'); b.extend(range(2)); print(b); b.clear(); print(b)
nan = float('nan'); print([nan] == [nan], nan in [nan], [nan].index(nan), [nan] == [float('nan')])


class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): print('eq', self.v, getattr(o, 'v', o)); return self.v == getattr(o, 'v', o)
    def __repr__(self): return f'E{self.v}'


e = [Eq(1), Eq(2), Eq(3)]
print(2 in e, e.index(Eq(3)), e.count(Eq(1)), e == [Eq(1), Eq(2)], e == [Eq(1), Eq(2), Eq(4)]); e.remove(2); print(e)
class Boom:
    def __eq__(self, o): raise ValueError('boom')
attempt(lambda: [Boom()].index(1)), attempt(lambda: 1 in [Boom()]), attempt(lambda: [Boom()].count(1)), attempt(lambda: [Boom()] == [1]), attempt(lambda: [1].remove(Boom()))
c = [1, 2, 3]
for x in c:
    if x < 10: c.append(x + 10)
print(c)
d = list(range(10))
for x in d: d.remove(x)
print(d, list.__doc__ is not None, [].__len__(), [1].__contains__(1), [1, 2].__getitem__(slice(1)), [1].__add__([2]), [2].__mul__(2), [2].__rmul__(2), [1].__eq__(1), [1].__lt__([2]), [1].__ge__(0))
