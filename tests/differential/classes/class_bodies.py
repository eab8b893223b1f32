# Class bodies: namespaces, __qualname__, mangling, nested classes, dynamic attributes, type attributes.
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)


class Outer:
    """Outer's doc."""
    __private = 1
    __dunder__ = 2
    _Outer__manual = 3
    print(__name__, __qualname__, sorted(k for k in locals() if k[0] != '_'))
    class Inner:
        __x = 'inner'
        def get(self): return self.__x, Outer._Outer__private
        class _Deep_:
            __y = 5
            def m(self, __arg=1): __local = 2; return sorted(locals())
    for i in range(3):
        locals()[f'dyn{i}'] = i
    if True: conditional = 'yes'
    def m(self): return __class__
    lam = lambda self: __class__.__name__
    import os as __os
    try: __undefined
    except NameError as e: print(e)
    del i


print(Outer.__doc__, Outer._Outer__private, Outer.__dunder__, Outer.Inner().get(), Outer.Inner._Deep_().m(), Outer.dyn2, Outer().m(), Outer().lam(), Outer.Inner.__qualname__, Outer.Inner._Deep_.m.__qualname__)
print(sorted(k for k in vars(Outer) if not k.startswith('__')), hasattr(Outer, '_Outer__os'), Outer.__dict__.__class__.__name__)
attempt(lambda: Outer.__dict__.__setitem__('a', 1)), attempt(lambda: setattr(int, 'x', 1)), attempt(lambda: delattr(Outer, 'zz')), attempt(lambda: setattr(Outer, '__name__', 5)), attempt(lambda: setattr(Outer, '__dict__', {})), attempt(lambda: delattr(Outer, '__name__')), attempt(lambda: setattr(Outer, '__qualname__', 1)), attempt(lambda: int.__flags__ > 0), attempt(lambda: delattr(int, 'real'))
Outer.__name__ = 'Renamed'; Outer.__qualname__ = 'Q.R'; print(Outer, Outer.__name__, repr(Outer()).split(' at')[0]); Outer.__module__ = 'mod'; print(Outer)
def f():
    class Local: 
        def g(self): pass
    return Local
print(f().__qualname__, f().g.__qualname__, f() is f(), (lambda: 0).__qualname__, f.__code__.co_consts[1].co_name, f.__code__.co_consts[1].co_qualname)
class Decorated:
    x: int = 1
    __y: int
    def __init__(self): self.__z: int = 2
print(Decorated.__annotations__, Decorated().__dict__)
class ___: __a = 1
class _: __b = 2
print(sorted(k for k in vars(___) if k.strip('_')[:1] == 'a'), sorted(k for k in vars(_) if k.strip('_') == 'b'))
for n, o in (('slot', int.__add__), ('method', str.upper), ('bound', 'a'.upper), ('getset', int.real), ('member', type(f).__globals__ if False else property.fget), ('mappingproxy', int.__dict__), ('classmethod', int.__dict__['from_bytes'])): print(n, type(o).__name__, repr(o).split(' at ')[0][:60] if n != 'mappingproxy' else '')
