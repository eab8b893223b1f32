# Places of removed items are used again: it shows in the order.
import random

s = {0, 1, 2, 3}; s.remove(1); s.add(9); print(s)
s = {0, 1, 2, 3}; s.remove(1); s.add(1); print(s)
s = {0, 1, 2}; s.discard(0); s.discard(2); s.add(8); s.add(0); print(s)
s = {8, 0, 1}; s.remove(8); s.add(0); print(s); s.add(16); s.add(8); print(s, s.pop(), s)
r = random.Random(5)
for spread in ((1,), (1, 8, 32), (1, 1024), (2**20, 3)):
    s = set()
    for i in range(6000):
        x = r.randrange(40) * r.choice(spread)
        if r.random() < .5: s.add(x)
        elif r.random() < .8: s.discard(x)
        elif s and r.random() < .2: s.pop()
        elif r.random() < .1: s ^= {x, x + 1, x * 2}
        elif r.random() < .1: s -= {x, x + 3}
        if i % 300 == 0:
            print(list(s)[:20], len(s))
            if i % 900 == 0: s = set(s)


class Filler:
    """Its comparison puts items where others were removed."""
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 3
    def __eq__(self, other):
        if armed and len(items) < 40:
            armed.pop()
            items.add(Filler(self.n + 3))
        return self.n == other.n
    def __repr__(self): return f'F{self.n}'


armed = []
items = {Filler(i) for i in range(4)}
items.discard(Filler(0))
items.discard(Filler(3))
armed = [1] * 3
for i in range(6):
    items.add(Filler(100 + i))
    print(len(items), len(set(map(id, items))), sorted(x.n for x in items))
print(items)
