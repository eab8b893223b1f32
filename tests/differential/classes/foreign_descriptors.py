# Slot wrappers and __dict__ descriptors used on the wrong kind of object; names, docs and __getnewargs_ex__ that do not fit.
import os
import sys
import types


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except BaseException as error:
        print(type(error).__name__, error)


class X(int): __eq__, __add__, __hash__, __len__, __iter__ = str.__eq__, str.__add__, str.__hash__, list.__len__, dict.__iter__
x = X(); attempt(lambda: x == x), attempt(lambda: x + x), attempt(hash, x), attempt(len, x), attempt(iter, x), attempt(lambda: x != x), attempt(lambda: x < x)
class Y(int): __add__ = str.__add__
attempt(lambda: Y() + Y()), attempt(lambda: Y() + 1), attempt(lambda: 1 + Y())
class Dictlike(dict): __setattr__, __neg__ = dict.__setitem__, dict.copy
d = Dictlike(); d.y = 42; print(d, -d)
attempt(classmethod(1).__get__(1))
class Base: pass
descriptor = Base.__dict__['__dict__']
class Meta(type, Base): pass
class OfMeta(metaclass=Meta): pass
class Mod(types.ModuleType, Base): pass
class E1(Exception, Base): pass
class E2(Base, Exception): pass
for target in (OfMeta, Mod('m'), E1(), E2()):
    attempt(descriptor.__set__, target, {}), attempt(descriptor.__delete__, target), attempt(lambda: sorted(descriptor.__get__(target))), attempt(descriptor.__set__, target, 3)
attempt(type, 'A\udcdcB', (), {}), attempt(type, 'A', (), {'__doc__': 'x\udcdcy'}), attempt(setattr, Base, '__name__', 'A\udcdc'); print(Base.__name__)
Base.__doc__ = 'x\udcdc'; print(ascii(Base.__doc__))
class Arguments:
    def __getnewargs_ex__(self): return self.value
for value in (((), 'bad dict'), ('bad tuple', {}), (), 'bad', ((), {}, 1), [(), {}], ((1,), {'a': 2})):
    a = Arguments(); a.value = value
    attempt(lambda: a.__reduce_ex__(2)[1:2])
class Odd(types.ModuleType): __dict__ = 8
attempt(dir, Odd('foo'))
class NoClass:
    __slots__ = ['__class__', '__dict__']
    def __init__(self): self.bar = 1
print(dir(NoClass()))
class M(type):
    def mro(cls):
        del M.mro
        return (Base,)
attempt(lambda: M('A', (), {}))
class Cell(type):
    def __new__(cls, name, bases, ns): return super().__new__(cls, name, bases, ns)
class Celled(metaclass=Cell):
    __slots__ = ['__classcell__']
    def __init__(self): super().__init__()
print(Celled.__dict__["__classcell__"], Celled().__class__)
class A:
    def __new__(cls, *args): raise AssertionError('made')
del A.__new__
class B(A):
    def __init__(self, *args): pass
attempt(lambda: A().__class__), attempt(lambda: A(3)), attempt(lambda: B(3).__class__.__name__)
try: raise IndexError
except IndexError as error: print(dir(error.__traceback__))
print(os.stat_result.__match_args__, types.AsyncGeneratorType[int], os.DirEntry[str], set(dir(list[int])) - set(dir(list)))
co = compile('await z\nq = w', '?', 'exec', flags=0x2000)
async def z(): return 1
ns = {'z': z(), 'w': 5}; attempt(types.FunctionType(co, ns)().send, None); print(ns['q'])
