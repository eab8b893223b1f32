# Class attributes read through classes and instances; metaclasses; modules.
import sys

class Meta(type):
    pass

class C(metaclass=Meta):
    value = 1
    other = None

def read(c):
    return c.value

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

print([read(C) for _ in range(10)][-1])
Meta.value = property(lambda cls: 'meta property')
print(read(C), read(C()))
del Meta.value
print(read(C))
Meta.value = 'meta plain'
print(read(C))
del C.value
print(read(C), attempt(read, C()))
C.value = 2
print(read(C))

class D(C):
    pass

print([read(x) for x in (C, D, C(), D()) * 10][-4:])
D.value = 'D'
print([read(x) for x in (C, D, C(), D())])
C.value = 'C2'
print([read(x) for x in (C, D, C(), D())])
del D.value
print([read(x) for x in (C, D, C(), D())])

class Desc:
    def __get__(self, i, o):
        return ('get', i is None, o.__name__)

C.value = Desc()
print(read(C), read(D()))
del Desc.__get__
print(type(read(C)).__name__)
Meta.__getattribute__ = lambda cls, name: f'hooked {name}'
print(read(C))
del Meta.__getattribute__
C.value = 5
print(read(C))
Meta.__getattr__ = lambda cls, name: f'getattr {name}'
del C.value
print(read(C))
del Meta.value
print(read(C))

Module = type(sys)
m, n = Module('m'), Module('n')
m.value = 'in m'
n.pad = 0
n.value = 'in n'
print([read(x) for x in (m, n) * 20][-2:])
m.value = 'changed'
print(read(m))
del m.value
print(attempt(read, m))
m.__getattr__ = lambda name: f'module getattr {name}'
print(read(m))
m.__dict__['value'] = 'dict'
print(read(m))

class Mod(Module):
    value = property(lambda self: 'module class')

print(read(Mod('x')))
n.__class__ = Mod
print(read(n))

def function(x):
    return x.function(x)

m.function = lambda x: 'module function'
print([function(m) for _ in range(9)][-1])
m.function = lambda x: 'rebound'
print(function(m))
for i in range(40):
    setattr(m, f'v{i}', i)
print(function(m))
