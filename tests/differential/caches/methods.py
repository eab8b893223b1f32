# LOAD_METHOD and CALL: shadowing by instances, rebinding on the class and its bases, descriptors, super.
class Base:
    def name(self):
        return 'base'

class A(Base):
    def own(self):
        return ('own', self.tag)

    def __init__(self, tag=0):
        self.tag = tag

def call(o):
    return o.name()

def own(o):
    return o.own()

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

a, b = A(1), A(2)
print([call(o) for o in (a, b) * 5][-1], [own(o) for o in (a, b) * 5][-1])
a.name = lambda: 'instance'
print(call(a), call(b))
del a.name
print(call(a))
Base.name = lambda self: 'rebound'
print(call(a), call(b))
A.name = lambda self: 'in A'
print(call(a))
del A.name
print(call(a))
print(call(a))
a.__dict__['own'] = lambda: 'in dict'
print(own(a), own(b))
del a.__dict__['own']
print([own(a) for _ in range(20)][-1])
A.own = staticmethod(lambda: 'static')
print(own(a))
A.own = classmethod(lambda cls: cls.__name__)
print(own(a))
A.own = property(lambda self: lambda: 'from property')
print(own(a))
A.own = 3
print(attempt(own, a))
del A.own
print(attempt(own, a))

class Callable:
    def __call__(self, *args):
        return ('called', args)

A.own = Callable()
print(own(a))

class Descriptor:
    def __get__(self, instance, owner):
        return lambda: ('descriptor', instance is not None)

A.own = Descriptor()
print(own(a))
Callable.__get__ = lambda self, i, o: lambda: 'became a descriptor'
A.own = Callable()
print(own(a))
del Callable.__get__
print(own(a))

def text(s):
    return s.upper()

print([text(s) for s in ('a', 'b') * 6][-1])

class S(str):
    def upper(self):
        return 'S.upper'

print([text(s) for s in ('a', S('b'), 'c') * 30][-2:])
print(attempt(text, 5))

def append(x):
    l = []
    f = l.append
    f(x)
    l.append(x)
    return l

class L(list):
    def append(self, x):
        list.append(self, (x,))

def add(l, x):
    l.append(x)
    return l

for _ in range(20):
    add([], 1)
print(add([], 1), add(L(), 1), append(2), attempt(add, 3, 4), attempt(add, {}, 1))

class K:
    @classmethod
    def make(cls, n):
        return cls.__name__, n

    @staticmethod
    def add(a, b=2):
        return a + b

def use(c):
    return c.make(1), c.add(3)

class K2(K):
    pass

for _ in range(10):
    r = use(K), use(K2), use(K())
print(r)
K.make = lambda n: ('plain', n)
K.add = staticmethod(lambda a, b=10: a * b)
print(use(K), use(K2))
