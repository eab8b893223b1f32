# __slots__, properties and data descriptors behind LOAD_ATTR and STORE_ATTR.
class S:
    __slots__ = ('a', 'b')

    def __init__(self, a, b):
        self.a = a
        self.b = b

class T(S):
    pass

class U(S):
    __slots__ = ('c',)

def get(o):
    return o.a

def put(o, v):
    o.a = v

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

objects = [S(1, 2), T(3, 4), U(5, 6)]
print([get(o) for o in objects * 20][-3:])
for o in objects * 20:
    put(o, 'stored')
print([get(o) for o in objects])
s = S(1, 2)
for _ in range(20):
    get(s), put(s, 1)
del s.a
print(attempt(get, s))
put(s, 'back')
print(get(s))

class Other:
    a = S.a

print(attempt(get, Other()), attempt(put, Other(), 1))
for _ in range(20):
    r = attempt(get, Other())
print(r)

class P:
    def __init__(self, v):
        self.v = v

    @property
    def a(self):
        return self.v * 2

    @a.setter
    def a(self, v):
        self.v = v

p = P(4)
print([get(p) for _ in range(20)][-1])
put(p, 10)
print(get(p), p.v)
P.__dict__['a'].__init__(lambda self: 'other getter')
print(get(p), attempt(put, p, 1))
P.a = property(lambda self, extra=5: extra)
print([get(p) for _ in range(20)][-1])
P.a = property()
print(attempt(get, p))
P.a = property(lambda self: 1 / 0)
print([attempt(get, p) for _ in range(9)][-1])
P.a = property(lambda self: (yield 1))
print([list(get(p)) for _ in range(9)][-1])
p.__dict__['a'] = 'hidden'
P.a = property(lambda self: 'wins')
print(get(p))
del P.a
print(get(p))

class Data:
    def __get__(self, i, o):
        return 'data'

    def __set__(self, i, v):
        i.__dict__['log'] = v

class NonData:
    def __get__(self, i, o):
        return 'non-data'

class C:
    a = NonData()

c = C()
print([get(c) for _ in range(20)][-1])
put(c, 'own')
print(get(c))
NonData.__set__ = lambda self, i, v: print('now data', v)
print(get(c))
put(c, 2)
del NonData.__set__
print(get(c))
C.a = Data()
print(get(c))
put(c, 7)
print(c.__dict__)

class G:
    def __getattr__(self, name):
        return 'dynamic ' + name

g = G()
print([get(g) for _ in range(20)][-1])
g.a = 'now real'
print([get(g) for _ in range(20)][-1])
del g.a
print(get(g))

class Cached:
    @property
    def a(self):
        Cached.a = 'replaced itself'
        return 'first'

o = Cached()
print(get(o), get(o))
