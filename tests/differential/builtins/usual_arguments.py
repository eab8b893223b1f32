# Functions with short ways for the usual arguments: both sides of each border, and what must not be taken for usual.
import collections
import math


def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(repr(result)[:100], type(result).__name__)
    except Exception as e:
        print(type(e).__name__, e)


class I(int):
    def __add__(self, other):
        return 'added'

    def __lt__(self, other):
        return False

    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class L(list):
    def __iter__(self):
        return iter('own')


class D(dict):
    def __getitem__(self, key):
        return 'own'

    def __missing__(self, key):
        return 'missing'


for items in ([], [1, 2], (1, 2), range(4), [1 << 61, 1 << 61], [(1 << 61) - 1, 1], [0.5, 1, 2.5], [1, 0.5, True], [1.0, 1 << 70], [1e308, 1e308],
              [float('nan')], [I(3), 1], [1, I(3)], [True, True], ['a'], [-0.0], [[1]], L([1])):
    attempt(sum, items)
    attempt(sum, items, 0.0)
attempt(sum, [[1], [2]], [])
grows = [1, 2, 3]


class Growing:
    def __radd__(self, other):
        if len(grows) < 6:
            grows.append(10)
        return other


grows.insert(1, Growing())
attempt(sum, grows)
for f in (min, max):
    for args in (([3, 1, 2],), (3, 1, 2), ([1, 1.0, True],), ([True, 1, 1.0],), ([I(1), 5],), ([5, I(1)],), ('bca',), ([],), (5,), ([1, 'a'],), ([-(1 << 61), (1 << 61) - 1],),
                 ([float('nan'), 1],), ([1, float('nan')],), ([1 << 62, 5],)):
        attempt(f, *args)
    attempt(f, [3, -4, 2], key=abs)
    attempt(f, [], default=None)
    attempt(f, ['aa', 'b'], key=len)
for n in (0, 1, -1, 255, -255, (1 << 61) - 1, -(1 << 61), 1 << 61, 1 << 200, True, I(7), 1.0):
    for f in (hex, oct, bin):
        attempt(f, n)
for text in ('0', '-0', '+7', '-7', '007', '', '-', '+', '+-1', ' 12 ', '1_000', '1__0', '_1', '12a', '١٢', '123456789012345678', '-123456789012345678', '1234567890123456789',
             '99999999999999999999', '1.0', '0x1', '1\0', '\n5\t'):
    attempt(int, text)
    attempt(int, text, 10)
for args in ((2, 10, 1000), (2, 0, 1), (2, 0, 7), (-3, 3, 10), (3, -1, 7), (2, -1, 4), (5, 117, 19), (2, 1 << 60, (1 << 61) - 1), (3, 10, -7), (3, 5, 0), ((1 << 61) - 2, 3, (1 << 61) - 1),
             (True, 5, 3), (7, 5, 1 << 32), (7, 5, (1 << 32) - 1), (1 << 64, 3, 10), (2.0, 3, 5)):
    attempt(pow, *args)
for args in ((), (12,), (-12, 18), (0, 0), (0, -5), (1 << 61, 6), (-(1 << 61), 1 << 60), (1 << 80, 1 << 70), (12, 18, 27), (True, 5), (1.0, 2), (I(6), 4)):
    attempt(math.gcd, *args)
    attempt(math.lcm, *args)
text = 'hello, world — ½'
for table in ({104: 'H', 108: None, 119: 0x57}, {}, {104: 'ab', 8212: '-', 189: 233}, {101: -1}, {101: 1.5}, {101: 0x110000}, D({1: 2}), collections.defaultdict(lambda: 'x'),
              str.maketrans('lo', '01', 'h'), 'abc' * 40, [None] * 200, 5):
    attempt(text.translate, table)
for needle in ('l', 'o', 'lo', 'hello', 'z', '', '½', 'hel', 'wor', '—', 'o, w'):
    for t in (text, 'hello, world', 'ol' * 10, 'é' + text[:12]):
        print(t.rfind(needle), t.rfind(needle, 3, 9), t.rfind(needle, -4), t.rfind(needle, 5, 2), end=' ')
print()
for t in ('abcdef', 'äbcdéf', 'ab—def', '', 'a', 'x\U0001f600y'):
    print([t[::s] for s in (1, -1, 2, -2, 7)], t[4:1:-1], t[-1:0:-2], t[1:5:3], (t[::-1] or ' ').isascii())
for source in ({}, {1: 2}, {'a': 1, 'b': [2]}, {i: str(i) for i in range(100)}, D(a=1)):
    copy = dict(source)
    target = {}
    target.update(source)
    other = {0: 0}
    del other[0]
    other |= source
    copy['new'] = 1
    print(copy == source, target == source, other == source, list(copy)[:3], len(copy), {**source} == source, source.copy() == source)
holes = {i: i for i in range(20)}
for i in range(0, 20, 3):
    del holes[i]
copy = dict(holes)
print(copy, list(holes.copy()) == list(holes))
copy[0] = 'back'
for i in range(40):
    copy[str(i)] = i
print(len(copy), [k for k in copy][-3:], copy.popitem(), holes == {i: i for i in range(20) if i % 3})
tail = {1: 1, 2: 2, 3: 3}
tail.popitem()
copy = dict(tail)
for i in range(50):
    copy[i] = i
print(len(copy), list(copy)[:4])
print(collections.Counter('abracadabra'), collections.Counter([1, 1.0, True]), collections.Counter(a=I(2)))


class Odd(collections.Counter):
    def get(self, key, default=None):
        return 100


class Set(collections.Counter):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


print(Odd('aab'), Set('aab'))
half = collections.Counter()
half['a'] = 0.5
half.update('aa')
attempt(lambda: half)
attempt(collections.Counter, [[]])
print([x in [1, 2.0, 'a', None] for x in (1, 2, True, 'a', 'b', None, I(9))], [1, 2].index(2.0), [1, 'a'].count('a'), [I(1)] == [5], (1, 2) < (1, 3), ['a'] == ['a'])
print([bool(x) for x in (0, 1, -1, I(0), 1 << 70)], {I(5): 1}.get(5), {5: 1}.get(I(5)), {1.0: 'f'}.get(1), {1: 'i'}.get(1.0), {True: 'b'}.get(1))


class S(str):
    def __str__(self):
        return 'own str'


class T(tuple):
    def __getitem__(self, i):
        return 'own item'


for form, values in (('%d %s', (5, 5)), ('%s%s', ('a', 'é')), ('%s', (S('x'),)), ('%d', (True,)), ('%s', (True,)), ('%s %d', T(('a', 1))), ('%d', ('a',)), ('%s %s', ('a',)),
                     ('%s', ('a', 'b')), ('%d%%%s', (-7, '—')), ('%s', (1 << 70,)), ('%d', (1.9,)), ('%s', ()), ('%', (1,)), ('%s %(a)s', ('x',)), ('—%s%d', (0, -(1 << 61)))):
    attempt(lambda: form % values)
for t in ('a\nb\r\nc\rd', 'a\x0bb\x0cc\x1cd\x1de\x1ef\x1fg', '\n', '', 'no break', 'é\x85x\u2028y\n', '\r\n\r', 'x\ty\n\n'):
    print(t.splitlines(), t.splitlines(True))
for call in (lambda: [].append(), lambda: [].append(1, 2), lambda: ''.split(1, 2, 3), lambda: 'a b'.split(None, 1), lambda: 'a,b'.split(','), lambda: list(map(str.upper, ['a'])),
             lambda: sorted(['bb', 'a'], key=len), lambda: list(map(len, ['a'], ['b'])), lambda: str.upper(), lambda: str.upper(5), lambda: list(map(math.gcd, [4], [6])),
             lambda: list(map(ord, 'ab')), lambda: list(filter(str.isdigit, 'a1')), lambda: {}.get(), lambda: list(map({1: 2}.get, [1, 3])), lambda: max('a', 'b', key=ord)):
    attempt(call)
