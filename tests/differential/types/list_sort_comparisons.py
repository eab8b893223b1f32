# Which comparisons sort makes, and that no item is lost when one of them fails or they contradict each other.
import random
import zlib

trace = bytearray()


class Item:
    left = None  # comparisons until one fails
    liar = None
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        trace.extend((self.v & 255, other.v & 255))
        if Item.left is not None:
            Item.left -= 1
            if Item.left < 0: raise OverflowError('enough')
        if Item.liar: return Item.liar.random() < 0.5
        return self.v < other.v


def shapes(r, n):
    yield 'random', [r.randrange(n) for _ in range(n)]
    yield 'few values', [r.randrange(4) for _ in range(n)]
    yield 'two runs', sorted(r.sample(range(n), n // 3)) + sorted(r.sample(range(n), n - n // 3))
    yield 'blocks', list(range(n // 2, n)) + list(range(n // 2))
    yield 'sawtooth', [i % 37 for i in range(n)]
    yield 'runs of all sizes', [v for k in range(3, n // 20) for v in sorted(r.sample(range(n), k * 3 % 90))]
    yield 'descending pieces', [n - i + (i % 50 == 0) * 40 for i in range(n)]


r = random.Random(12)
for n in (60, 70, 130, 300, 1000, 2600):
    for name, values in shapes(r, n):
        for reverse in (False, True):
            del trace[:]
            items = [Item(v) for v in values]
            items.sort(reverse=reverse)
            print(n, name, reverse, len(trace) // 2, zlib.crc32(trace), [i.v for i in items] == sorted(values, reverse=reverse))
for n in (100, 500):
    for name, values in shapes(r, n):
        for left in (3, n, 2 * n, 4 * n, 5 * n):
            items = [Item(v) for v in values]
            before = set(map(id, items))
            Item.left = left
            try: items.sort(); print(name, left, 'sorted')
            except OverflowError as e: print(name, left, e, zlib.crc32(repr([i.v for i in items]).encode()))
            Item.left = None
            print(len(items) == len(values), set(map(id, items)) == before)
        Item.liar = random.Random(n)
        items.sort(key=lambda i: i)
        Item.liar = None
        print(set(map(id, items)) == before, [i.v for i in items][:12])
