# Where properties and their subclasses keep docstrings; bound methods as class attributes; patterns by first base.
import collections.abc


def documented(self):
    "doc of the getter"


def plain(self):
    pass


class Sub(property):
    pass


class Documented(property):
    "doc of the class"


class Slotted(property):
    __slots__ = ()


for cls in (property, Sub, Documented, Slotted):
    for arguments in ((documented,), (plain,), (documented, None, None, 'given'), (None, None, None, 'given'), ()):
        try:
            p = cls(*arguments)
            print(cls.__name__, p.__doc__, getattr(p, '__dict__', '-'), p.getter(plain).__doc__, p.setter(plain).__doc__)
        except Exception as e:
            print(cls.__name__, type(e).__name__, e)


class A:
    def method(self, *args):
        return type(self).__name__, [getattr(a, '__name__', a) for a in args]


class B:
    direct = A().method
    of_class = classmethod(A().method)
    static = staticmethod(A().method)


print(B.direct(1), B().direct(2), B.of_class(3), B().of_class(4), B.static(5), '__get__' in type(B.direct).__dict__)


def kind(x):
    match x:
        case [*_]:
            return 'sequence'
        case {}:
            return 'mapping'
    return 'neither'


class Neither: pass
class SequenceFirst(collections.abc.Sequence, collections.UserDict): pass
class MappingFirst(collections.UserDict, collections.abc.Sequence): pass
class Late(Neither, list, collections.abc.Mapping): pass
class Deep(MappingFirst, collections.UserList): pass
SequenceFirst.__abstractmethods__ = Late.__abstractmethods__ = frozenset()
SequenceFirst.__len__ = lambda self: 0
for cls in (SequenceFirst, MappingFirst, Late, Deep, Neither, collections.UserString):
    print(cls.__name__, kind(cls('x') if cls is collections.UserString else cls()))


class BadEq:
    @property
    def __eq__(self):
        raise AttributeError('no')

    @property
    def __hash__(self):
        raise ValueError('hidden')


x = BadEq()
print(x == x, x == BadEq(), x != x)
try:
    hash(x)
except Exception as e:
    print(type(e).__name__, e)
for t in (object, int):
    print(t.__text_signature__, int.__add__.__doc__, list.__iter__.__doc__, iter([]).__next__.__doc__, [].__len__.__doc__)
