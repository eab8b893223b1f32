# Instances whose class is assigned or changed while a method of theirs runs.
class A:
    kind = 'A'

    def __init__(self):
        self.x = 1
        self.y = 2

    def flip(self, cls):
        before = self.kind, self.name()
        self.__class__ = cls
        return before, (self.kind, self.name()), self.x

    def name(self):
        return 'A.name'

class B:
    kind = 'B'

    def name(self):
        return 'B.name'

    def flip(self, cls):
        self.__class__ = cls
        return 'B.flip', self.kind

def drive(n):
    out = []
    for i in range(n):
        a = A()
        out.append(a.flip(B))
        out.append(a.flip(A))
        a.x = i
        a.z = -i
        out.append((a.x, a.z, a.kind))
    return out

print(drive(30)[-3:])

class Counter:
    count = 0

    def tick(self):
        self.count += 1
        return self.count

c = Counter()
print([c.tick() for _ in range(5)], Counter.count)
Counter.count = 100
print(c.tick(), Counter().tick())
del c.count
print(c.tick())

class Rewrites:
    def m(self):
        Rewrites.m = lambda self: 'second'
        return 'first'

def call_twice(o):
    return o.m(), o.m()

print(call_twice(Rewrites()), call_twice(Rewrites()))

class Node:
    def __init__(self, depth):
        self.left = Node(depth - 1) if depth else None
        self.value = depth
        if depth == 1:
            self.extra = 'leaf parent'
        self.right = None

def total(n):
    return 0 if n is None else n.value + total(n.left) + total(n.right)

print(total(Node(20)), Node(1).extra, sorted(Node(2).__dict__), list(Node(1).__dict__))

class Late:
    def __init__(self, n):
        for i in range(n):
            setattr(self, 'abc'[i], i)

def read_b(o):
    return getattr(o, 'a', 'no a'), o.b

print([read_b(Late(n)) for n in (2, 3, 2, 3) * 10][-2:])
order = Late(0)
order.b = 'first'
order.a = 'second'
print(read_b(order), list(vars(order)))

class Base:
    attr = 'base'

class Mid(Base):
    pass

class Leaf(Mid):
    pass

def look(o):
    return o.attr, type(o).attr

leaf = Leaf()
seen = []
for step in range(6):
    for _ in range(20):
        r = look(leaf)
    seen.append(r)
    if step == 0:
        Mid.attr = 'mid'
    elif step == 1:
        Base.attr = 'base2'
    elif step == 2:
        del Mid.attr
    elif step == 3:
        leaf.attr = 'own'
    elif step == 4:
        Leaf.attr = property(lambda self: 'data')
print([s if not isinstance(s[1], property) else (s[0], 'property') for s in seen])

class Finalised:
    def __del__(self):
        log.append('del')
        holder.x = 'set by del'

log = []
holder = A()

def overwrite(h):
    h.x = Finalised()
    h.x = 1
    return h.x

print([overwrite(holder) for _ in range(5)], len(log), holder.x)
