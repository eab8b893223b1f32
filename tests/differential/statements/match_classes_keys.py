# Class and mapping patterns: names, duplicates, errors, metaclasses, and what their lookups call.
from collections import OrderedDict, UserDict, defaultdict


def attempt(function, *args):
    try:
        print(function.__name__, args if ' at 0x' not in repr(args) else type(args[0]), function(*args))
    except Exception as e:
        print(function.__name__, type(e).__name__, e)


class P:
    __match_args__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y


class Bad:
    __match_args__ = ['x']
    x = 1


class BadName:
    __match_args__ = (1,)


class Twice:
    __match_args__ = ('x', 'x')
    x = 1


class Meta(type):
    @property
    def __match_args__(cls):
        return ('a',)


class WithMeta(metaclass=Meta):
    a = 7


class Lazy:
    __match_args__ = ('slow', 'gone')

    def __getattr__(self, name):
        log.append(name)
        if name == 'slow':
            return 5
        raise AttributeError(name)


class Fails:
    @property
    def z(self):
        raise ValueError('z')


def shape(v):
    match v:
        case P(1, y=b):
            return 'one', b
        case P(a, b) if a == b:
            return 'same', a
        case P(x=a, y=b):
            return 'pair', a, b
        case bool(b) | int(b) if b == 1:
            return 'one-ish', b
        case int(n) | float(n):
            return 'number', n
        case str() | bytes() as text:
            return 'text', text
        case WithMeta(q):
            return 'meta', q
        case list((a, *rest)):
            return 'list', a, rest
        case {'k': 1, **rest}:
            return 'k', rest
        case {'k': k, 'm': m}:
            return 'km', k, m
        case {1: one}:
            return 'int key', one
        case {}:
            return 'mapping'
        case Lazy(a, b):
            return 'lazy', a, b
        case Lazy(a):
            return 'lazy one', a
        case None | True:
            return 'constant'
        case _:
            return 'else'


log = []
for v in (P(1, 2), P(3, 3), P(4, 5), 1, True, False, 2.5, 0.0, 1 << 70, 'x', b'y', WithMeta(), [1, 2], [], (1,), {'k': 1, 'z': 2}, {'k': 2, 'm': 3},
          {1: 2}, {True: 4}, {}, OrderedDict(k=1), defaultdict(list), UserDict(k=5, m=6), Lazy(), None, object):
    attempt(shape, v)
print(log)


def wrong(v):
    match v:
        case Bad(x):
            return x
        case BadName(x):
            return x
        case Twice(a, b):
            return a, b
        case Fails(z=q):
            return q
        case P(a, b, c):
            return 1


def repeated(v):
    match v:
        case P(a, x=b):
            return 1


def many(v):
    match v:
        case int(a, b):
            return 1
        case notype(a):
            return 2


def keys(v):
    class K:
        a = 'k'
        b = 'k'
        c = [1]
    match v:
        case {K.a: x, K.b: y} if v:
            return x, y


def unhashable(v):
    class K:
        c = [1]
    match v:
        case {K.c: x}:
            return x


notype = 5
for v in (Bad(), BadName(), Twice(), Fails(), P(1, 2)):
    attempt(wrong, v)
attempt(repeated, P(1, 2))
attempt(many, 5)
attempt(many, 'x')
for v in ({'k': 1}, {'j': 1}, UserDict(k=2), {}):
    attempt(keys, v)
    attempt(unhashable, v)


class Dict(dict):
    def get(self, key, default=None):
        log.append(key)
        return super().get(key, default)

    def __missing__(self, key):
        return 'missing'


log = []
attempt(shape, Dict(k=2, m=9))
attempt(shape, defaultdict(int, m=1))
print(log)


class Key:
    def __hash__(self):
        return hash('k')

    def __eq__(self, other):
        log.append('eq')
        raise KeyError('eq')


attempt(shape, {Key(): 1})
