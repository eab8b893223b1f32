# iter, next, enumerate, zip, map, filter, reversed, sum, any, all.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('a', start=-1)), list(enumerate('ab', 10**20)))
print(list(zip()), list(zip('ab')), list(zip('abc', [1, 2])), list(zip('ab', 'cd', strict=True)), dict(zip('ab', [1, 2])), list(zip(*[(1, 2), (3, 4)])))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3])), list(map(max, 'ab', 'ba')))
attempt(lambda: list(zip('ab', 'c', strict=True))), attempt(lambda: list(zip('a', 'bc', strict=True))), attempt(lambda: list(zip('ab', 'cd', 'e', strict=True))), attempt(lambda: zip(1)), attempt(lambda: zip('a', 1)), attempt(lambda: map(1)), attempt(lambda: map()), attempt(lambda: list(map(1, [1]))), attempt(lambda: map(len, 5)), attempt(lambda: filter(1)), attempt(lambda: list(filter(1, [1]))), attempt(lambda: enumerate()), attempt(lambda: enumerate(5)), attempt(lambda: enumerate('a', 'b')), attempt(lambda: zip(foo=1)), attempt(lambda: enumerate('a', foo=1))
attempt(lambda: iter(5)), attempt(lambda: next([])), attempt(lambda: next(iter([]))), attempt(lambda: next(iter([]), 'd')), attempt(lambda: iter(5, 6)), attempt(lambda: iter()), attempt(lambda: next()), attempt(lambda: reversed(5)), attempt(lambda: reversed({1})), attempt(lambda: reversed()), attempt(lambda: sum(['a', 'b'])), attempt(lambda: sum('ab', '')), attempt(lambda: sum([b'a'], b'')), attempt(lambda: sum(5)), attempt(lambda: sum([1], 2, 3)), attempt(lambda: sum([[1]], ()))
counter = iter(range(10).__iter__().__next__, 4)
print(list(counter), type(counter).__name__)


class Seq:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10


class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration('done')
        return self.n


class BadIter:
    def __iter__(self): return 5
class NoneIter:
    __iter__ = None
print(list(Seq()), list(reversed(Seq())), 20 in Seq(), list(It()), sum(It()), max(Seq()), [*It()], tuple(It()), set(It()), '-'.join(map(str, Seq())), sorted(Seq(), reverse=True))
attempt(lambda: iter(BadIter())), attempt(lambda: iter(NoneIter())), attempt(lambda: [x for x in BadIter()]), attempt(lambda: reversed(It()))
z = zip([1, 2, 3], It()); next(z); print(list(z), type(z).__name__, sum([1, 2.5, True]), sum([0.1, 0.2], start=1))
