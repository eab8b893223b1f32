# complex() of subclasses that convert themselves, complex's members, iterators at the end of their numbers, buffers too large.
import struct
import sys


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except BaseException as error:
        print(type(error).__name__, error)


class F(float):
    def __float__(self): return 7.5
class C(complex):
    def __complex__(self): return 9j
    def __float__(self): return 3.0
class Bad(float):
    def __float__(self): return 'x'
attempt(complex, F(1)), attempt(complex, 1, F(2)), attempt(complex, F(1), F(2)), attempt(complex, C(1)), attempt(complex, C(1), 2), attempt(complex, 1, C(2j)), attempt(complex, Bad(1))
print(type(complex.real).__name__, complex.real.__doc__, complex.imag.__get__(3 + 4j)); attempt(setattr, 1j, 'real', 2)
for v in (1 << 127, 1 << 64, (1 << 64) - 1, -1, -(1 << 63), -(1 << 63) - 1, 'x'): attempt(struct.pack, 'P', v)
it = iter(type('S', (), {'__getitem__': lambda self, i: i})())
it.__setstate__(sys.maxsize - 2); print(next(it), next(it)); attempt(next, it), attempt(next, it); it.__setstate__(-5); print(next(it)); attempt(it.__setstate__, 1 << 70), attempt(it.__setstate__, 'x')
print([type(iter(s)).__name__ for s in ('abc', 'é', '', '日')], list(iter('ab')), iter('abc').__length_hint__(), iter('x').__reduce__()[1])
class BadLen:
    def __iter__(self): return iter(range(3))
    def __len__(self): raise RuntimeError('len')
attempt(bytearray().extend, BadLen()), attempt(bytearray, BadLen()), attempt(bytes, BadLen()), attempt(list, BadLen())
a = []; print(sys.getrefcount(a), sys.getrefcount([])); b = a; print(sys.getrefcount(a))
text = 'abcde'; print(('%s' % text) is text, ('%.9s' % text) is text, '{0:s}'.format(text) is text, text.expandtabs() is text, ('x%s' % text) is text)
f1, f2 = lambda x: x.y.z in {('no name',), 'w'}, lambda a: a.b.c in {('no name',), 'w'}
print(f1.__code__.co_linetable is f2.__code__.co_linetable, f1.__code__.co_consts is f2.__code__.co_consts, sys.getsizeof(dict.fromkeys('abc')))
