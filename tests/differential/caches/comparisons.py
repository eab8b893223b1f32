# Comparisons joined with jumps: every operator and sense, NaN, chains, while loops backwards, rich results.
def taken(a, b):
    out = ''
    out += 'lt ' if a < b else '-- '
    out += 'le ' if a <= b else '-- '
    out += 'eq ' if a == b else '-- '
    out += 'ne ' if a != b else '-- '
    out += 'gt ' if a > b else '-- '
    out += 'ge ' if a >= b else '-- '
    out += 'LT ' if not a < b else '.. '
    out += 'LE ' if not a <= b else '.. '
    out += 'EQ ' if not a == b else '.. '
    out += 'NE ' if not a != b else '.. '
    out += 'GT ' if not a > b else '.. '
    out += 'GE' if not a >= b else '..'
    return out

nan, inf = float('nan'), float('inf')
for _ in range(4):
    taken(1, 2)
for a, b in ((1, 2), (2, 1), (1, 1), (-1, 1), (-2 ** 61, 2 ** 61 - 1), (2 ** 61, 2 ** 61), (2 ** 70, 1), (True, 1), (1, 1.0)):
    print(a, b, taken(a, b))
for _ in range(100):
    taken(1.5, 2.5)
for a, b in ((1.5, 2.5), (2.5, 1.5), (nan, 1.0), (1.0, nan), (nan, nan), (0.0, -0.0), (inf, -inf), (1e308, 1e309), (0.5, 1), (2 ** 53 + 1, 2.0 ** 53)):
    print(a, b, taken(a, b))
for _ in range(100):
    taken('a', 'b')
for a, b in (('a', 'b'), ('b', 'a'), ('a', 'a'), ('', 'a'), ('é', 'e'), ('ab', 'a' + 'b'), ((1,), (1, 2)), ([], [0])):
    print(a, b, taken(a, b))

class Rich:
    def __init__(self, truth):
        self.truth = truth

    def __lt__(self, other):
        return self

    __le__ = __eq__ = __ne__ = __gt__ = __ge__ = __lt__

    def __bool__(self):
        if self.truth is None:
            raise ValueError('no truth')
        return self.truth

for t in (True, False):
    print(taken(Rich(t), 1), '|', taken(1, Rich(t)))
try:
    taken(Rich(None), 1)
except ValueError as e:
    print(e)

def countdown(n, step):
    seen = 0
    while n > 0:
        n -= step
        seen += 1
    while not n >= 5:
        n += step
        seen += 10
    return n, seen

for args in ((10, 1), (10, 3), (3.0, 0.5), (2 ** 62, 2 ** 60), (0, 1)):
    print(countdown(*args))

def chain(a, b, c):
    return 'in' if a < b <= c else 'out', 'x' if a == b == c else 'y', (a < b) is (b < c)

for _ in range(50):
    chain(1, 2, 3)
for args in ((1, 2, 3), (3, 2, 1), (1, 1, 1), (1.0, 2, nan), ('a', 'b', 'c'), (1, 2.5, 2 ** 64)):
    print(args, chain(*args))

def both(a, b):
    if a < 3 and b > 4 or a == b:
        return 1
    elif a > 100 or not b <= 7:
        return 2
    return 3

print([both(a, b) for a in (1, 3, 101, 5) for b in (4, 5, 8, 3)])

def sort_of(l):
    l = list(l)
    for i in range(len(l)):
        j = i
        while j > 0 and l[j - 1] > l[j]:
            l[j - 1], l[j] = l[j], l[j - 1]
            j -= 1
    return l

print(sort_of([3, 1, 2, 9, -4]), sort_of([2.5, 1, 2 ** 65, -0.0, 0.0]), sort_of('hello'))
