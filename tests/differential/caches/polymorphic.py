# Sites that see everything: specialising, giving up and specialising again must never change a result.
import itertools

class A:
    def __init__(self, v):
        self.v = v

    def f(self, x):
        return ('A', self.v, x)

    def __add__(self, other):
        return ('A+', other if not isinstance(other, (A, B)) else type(other).__name__)

    def __lt__(self, other):
        return True

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return ('A[]', i)

class B:
    __slots__ = ('v', '__dict__')

    def __init__(self, v):
        self.v = v

    def f(self, x):
        return ('B', self.v, x)

    def __repr__(self):
        return 'B()'

    def __radd__(self, other):
        return 'B radd'

    def __gt__(self, other):
        return []

class C(A):
    v = property(lambda self: 'prop', lambda self, v: None)
    f = classmethod(lambda cls, x: (cls.__name__, x))

def site(o, x):
    out = []
    for action in (lambda: o.v, lambda: o.f(x), lambda: o + x, lambda: 'lt' if o < x else 'ge', lambda: o[0], lambda: len(o)):
        try:
            out.append(action())
        except Exception as e:
            out.append(type(e).__name__)
    return out

def direct(o, x):
    try:
        r = o + x
    except TypeError:
        r = 'TypeError'
    try:
        c = 'yes' if o < x else 'no'
    except TypeError:
        c = 'TypeError'
    try:
        i = o[0]
    except (TypeError, KeyError, IndexError) as e:
        i = type(e).__name__
    return r, c, i

values = [1, -2, 1.5, 'ab', 'c', (1, 2), [3], {0: 'zero'}, A(1), B(2), C(3), True, None, 2 ** 80, 1e300, b'x', range(3)]
first = {}
for turn in range(30):
    for (i, a), (j, b) in itertools.product(enumerate(values), repeat=2):
        r = repr(direct(a, b)) if not isinstance(a, (A, B)) or not isinstance(b, (A, B)) else direct(a, b)[1]
        if first.setdefault((i, j), r) != r:
            print('changed', a, b, first[i, j], r)
for key in list(first)[::7]:
    print(key, first[key])
results = [site(o, x) for _ in range(10) for o in (A(1), B(2), C(3), 'text', 5) for x in (1, B(0))]
print(results[-10:])
print(results[:10] == results[-10:])

def mutate(n):
    out = []
    for i in range(n):
        T = type(f'T{i}', (), {'k': i, 'm': lambda self, i=i: i})
        t = T()
        t.z = i
        out.append((t.k, t.m(), t.z, T.k))
    return out

print(mutate(200)[-2:], sum(a + b + c + d for a, b, c, d in mutate(300)))
