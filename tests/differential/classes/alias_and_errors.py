# Generic aliases with unpacked tuples, their iterators and copies; dunders borrowed from other dunders; ImportError.
import copy
import enum
import pickle
import typing
from typing import Concatenate, ParamSpec, Tuple, TypeVar, TypeVarTuple, Unpack

T, S, P, Ts = TypeVar('T'), TypeVar('S'), ParamSpec('P'), TypeVarTuple('Ts')
for make in (lambda: list[T][*tuple[int]], lambda: dict[T, S][*tuple[int, str]], lambda: dict[T, S][int, *tuple[str]],
             lambda: dict[T, S][*tuple[int], *Tuple[str]], lambda: dict[T, S][*tuple[int, ...]], lambda: tuple[*Ts][*tuple[int]],
             lambda: tuple[*Ts][int, *tuple[str, ...]], lambda: list[T][()], lambda: list[int][str], lambda: list[T][int, str],
             lambda: tuple[Concatenate[int, P], T], lambda: list[Unpack[Ts]], lambda: (int | str).__module__,
             lambda: (int | list[T])[str], lambda: typing.Annotated[int | float, 'x']):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
it = iter(tuple[int])
print(it.__reduce__(), next(copy.copy(it)), copy.deepcopy(next(it)), pickle.loads(pickle.dumps(next(iter(tuple[int])))))


class Colour(enum.IntEnum):
    RED = 1


class Float(float, enum.ReprEnum):
    HALF = 0.5


print(Colour.RED, f'{Colour.RED}', repr(Colour.RED), str(Float.HALF), '%s %d' % (Colour.RED, Colour.RED))


class Borrowed(int):
    def __repr__(self): return 'mine'
    __str__ = int.__repr__
    __radd__ = int.__sub__
    __eq__ = int.__ne__
    __hash__ = int.__hash__


b = Borrowed(5)
print(str(b), repr(b), f'{b}', 2 + b, b == 5, b == 6, b in [6])


class NoItems:
    __class_getitem__ = None


for cls in (NoItems, int, type('Plain', (), {})):
    try:
        cls[int]
    except TypeError as e:
        print(e)
for e in (ImportError('m', name='n', path='p'), ImportError('m'), ImportError(), ImportError(1, 2, name='n'), ModuleNotFoundError('x', path='q')):
    e.extra = 1 if e.args else None
    for twin in (copy.copy(e), pickle.loads(pickle.dumps(e))):
        print(repr(twin), twin.msg, twin.name, twin.path, twin.extra)
e = ImportError('m', name='n')
e.__init__()
print(e.msg, e.name, e.args)
for flags in (list.__flags__ >> 5 & 1, dict.__flags__ >> 6 & 1, int.__flags__ >> 24 & 1, bool.__flags__ >> 10 & 1, Colour.__flags__ >> 9 & 1):
    print(flags, end=' ')
print()


class A: __slots__ = ('x', 'y')
class B: __slots__ = ('y', 'x')
class C: __slots__ = ('x', 'z')
class D(A): __slots__ = ('w',)
class E(B): __slots__ = ('w',)


a = A()
a.x = 1
a.__class__ = B
print(type(a).__name__, a.x)
for obj, cls in ((a, C), (D(), A), (D(), E), (A(), int), (1, A), (D(), B)):
    try:
        obj.__class__ = cls
        print('became', type(obj).__name__)
    except TypeError as e:
        print(e)
