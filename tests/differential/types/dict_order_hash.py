# Insertion order under deletion and reuse, custom hashes, collisions, and keys that lie.
class Key:
    def __init__(self, v, h): self.v, self.h = v, h
    def __hash__(self): return self.h
    def __eq__(self, o): return isinstance(o, Key) and self.v == o.v
    def __repr__(self): return f'K{self.v}'


d = {}
for i in range(20):
    d[Key(i, i % 3)] = i
print(d, len(d), d[Key(7, 1)], Key(7, 2) in d, Key(99, 0) in d)
for i in range(0, 20, 2):
    del d[Key(i, i % 3)]
for i in range(0, 6, 2):
    d[Key(i, i % 3)] = 'again'
print(list(d), list(d.values()))


class Raises:
    def __init__(self): self.armed = False
    def __hash__(self): return 1
    def __eq__(self, o):
        if self.armed: raise ZeroDivisionError('compared')
        return self is o


a, b = Raises(), Raises()
e = {a: 1, b: 2}
a.armed = True
for action in (lambda: e[Raises()], lambda: e.get(Raises()), lambda: e.setdefault(Raises(), 3), lambda: Raises() in e, lambda: e.pop(Raises())):
    try:
        print(action())
    except (KeyError, ZeroDivisionError) as error:
        print(type(error).__name__)
class Mutating:
    def __init__(self, target): self.target = target
    def __hash__(self): return 5
    def __eq__(self, o): self.target.clear(); return False
m = {}
m[Mutating(m)] = 1
m[Key(1, 5)] = 2
print(len(m), {1: 'int', 1.0: 'float', True: 'bool'}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, list({**{'z': 1}, 'a': 2, **{'z': 3}}))
