# LOAD_ATTR and STORE_ATTR on instances: shapes, deletion, shadowing, materialised dicts, changes of class.
class P:
    shared = 'class'

    def __init__(self, x, y):
        self.x = x
        self.y = y

def get(o):
    return o.x

def put(o, v):
    o.x = v

def shared(o):
    return o.shared

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

points = [P(i, -i) for i in range(50)]
print(sum(get(p) for p in points))
p = points[0]
put(p, 'new')
print(get(p), p.__dict__)
del p.x
print(attempt(get, p))
put(p, 3)
print(get(p), list(p.__dict__))
q = points[1]
print(shared(q), [shared(o) for o in points[:3]])
q.shared = 'own'
print(shared(q), shared(points[2]))
P.shared = 'changed'
print(shared(q), shared(points[2]))
del P.shared
print(attempt(shared, points[2]), shared(q))

class Q:
    def __init__(self):
        self.y = 1
        self.x = 2

for _ in range(40):
    r = [get(o) for o in (points[3], Q(), points[4], Q())]
print(r)
o = points[5]
d = o.__dict__
for _ in range(10):
    get(o)
d['x'] = 'through dict'
print(get(o))
del d['x']
print(attempt(get, o))
o.__dict__ = {'x': 'replaced', 'z': 0}
print(get(o), sorted(vars(o)))
put(o, 9)
print(o.__dict__)

class R(P):
    x = property(lambda self: 'property')

o = points[6]
get(o)
o.__class__ = R
print(get(o), attempt(put, o, 1))
o.__class__ = P
print(get(o))
P.x = property(lambda self: 'late property', lambda self, v: print('set', v))
print(get(o), put(o, 5))
del P.x
print(get(o))
P.x = 'plain class attribute'
print(get(o))
del P.x

class Many:
    pass

m = Many()
for i in range(70):
    setattr(m, f'a{i}', i)

def last(o):
    return o.a69

def eighth(o):
    return o.a8

print([last(m) for _ in range(10)][-1], [eighth(m) for _ in range(10)][-1])
many = [Many() for _ in range(5)]
for k in many:
    for i in range(12):
        setattr(k, f'a{i}', i)
print([eighth(k) for k in many * 4][-1])
for k in many:
    k.a8 = 'stored'
print([eighth(k) for k in many])
P.__getattr__ = lambda self, name: f'missing {name}'
print(attempt(shared, points[7]))
P.__getattribute__ = lambda self, name: f'hook {name}'
print(get(points[8]), shared(points[8]))
del P.__getattribute__
print(get(points[8]))
P.__setattr__ = lambda self, name, v: print('setattr', name, v)
put(points[8], 1)
del P.__setattr__
put(points[8], 1)
print(get(points[8]))
