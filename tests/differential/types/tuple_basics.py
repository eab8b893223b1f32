# tuple: construction, operators, comparison, hashing, subclassing.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


t = (1, 'two', 3.0, None)
print(t, (), (1,), ((),), t[0], t[-1], t[1:3], t[::-1], t[5:], len(t), 'two' in t, t.index(3.0), t.count(None), t + (5,), t * 2, 0 * t, (1, 2) < (1, 3), (1,) == (1.0,), () < (0,), (1, 2) != [1, 2])
print(hash(()), hash((1, 2)), hash((1, (2, 3))), hash((0.5, None is None)), hash((1,)) == hash((1.0,)), tuple(), tuple('ab'), tuple([1, 2]), tuple({3: 4}), tuple(i for i in range(3)), (*'ab', 1), tuple(t) is t, t[:] is t)
attempt(lambda: t[9]), attempt(lambda: t['x']), attempt(lambda: t + [1]), attempt(lambda: t * 'a'), attempt(lambda: t < 5), attempt(lambda: (1,) < ('a',)), attempt(lambda: tuple(5)), attempt(lambda: tuple(1, 2)), attempt(lambda: hash(([],))), attempt(lambda: t.index('x')), attempt(lambda: t.index(1, 2)), attempt(lambda: t.foo), attempt(lambda: t - t), attempt(lambda: tuple(x=1)), attempt(lambda: t[1.5]), attempt(lambda: t.count())


def put():
    t[0] = 5


def drop():
    del t[0]


def grow():
    x = ([],)
    try:
        x[0] += [1]
    finally:
        print(x)


attempt(put), attempt(drop), attempt(grow)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)


class Point(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    x = property(lambda self: self[0])
    def __add__(self, o): return Point(self[0] + o[0], self[1] + o[1])


p = Point(1, 2)
print(p, p.x, p + (3, 4), type(p + p), type(p[:]), p == (1, 2), hash(p) == hash((1, 2)), {(1, 2): 'v'}[p], isinstance(p, tuple), p * 2, type(p * 2)); p.extra = 5; print(p.__dict__)
n = ([],); n[0].append(n); print(n, len(n))
it = iter(t); next(it); print(it.__length_hint__(), list(it), sorted([(2, 'a'), (1, 'b')]), max((1, 5), (1, 4)), sum((1, 2), 3), list(zip(t, range(2))), t.__getnewargs__(), (1, 2).__contains__(2), (1, 2).__getitem__(0), (1, 2).__mul__(2))
