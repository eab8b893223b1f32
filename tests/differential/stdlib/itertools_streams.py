# itertools and operator: every iterator, its edges, pickling of counters, wrong arguments.
from itertools import *
import operator, pickle, copy
L = list
print(L(islice(count(5, -2), 4)), L(islice(count(0.5, 0.25), 3)), repr(count(3)), repr(count(1, 2)), L(islice(cycle('ab'), 5)), L(repeat('x', 3)), repr(repeat(1, 2)), L(accumulate([1, 2, 3])), L(accumulate([3, 1, 2], max, initial=0)), L(accumulate([], initial=9)), L(chain('ab', [], (1,))), L(chain.from_iterable(['ab', 'c'])), L(compress('abcd', [1, 0, True, 0])), L(dropwhile(lambda x: x < 3, [1, 4, 2])), L(takewhile(lambda x: x < 3, [1, 4, 2])), L(filterfalse(None, [0, 1, '', 'a'])))
print([(k, L(g)) for k, g in groupby('AAbBc', str.lower)], L(islice('abcdef', 1, None, 2)), L(islice('abc', None)), L(pairwise('abc')), L(pairwise('a')), L(starmap(pow, [(2, 3), (3, 2)])), L(zip_longest('abc', 'd', fillvalue='-')), L(zip_longest()), L(product('ab', [1, 2])), L(product('ab', repeat=2)), L(product()), L(product('a', [])), L(permutations('abc', 2)), len(L(permutations(range(5)))), L(permutations('a', 3)), L(combinations('abcd', 2)), L(combinations('a', 0)), L(combinations_with_replacement('abc', 2)))
a, b, c = tee([1, 2, 3], 3); print(next(a), L(b), L(a), L(c), L(copy.copy(tee('xy')[0])), tee([], 0)); g = groupby([1, 1, 2]); k, g1 = next(g); k2, g2 = next(g); print(L(g1), L(g2))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: islice([1], -1), lambda: islice([1], 1, 2, 0), lambda: islice([1], 'x'), lambda: count('a'), lambda: count(1, 'x'), lambda: repeat(), lambda: repeat(1, 'x'), lambda: len(repeat(1)), lambda: operator.length_hint(repeat(1, 5)), lambda: L(combinations([1], -1)), lambda: L(permutations([1], -1)), lambda: L(permutations([1], 'x')), lambda: L(product([1], repeat=-1)), lambda: product(5), lambda: L(product([1], repeat=0)), lambda: tee(5), lambda: tee([], -1), lambda: L(starmap(pow, [1])), lambda: L(starmap(pow, [(1,)])), lambda: L(chain(5)), lambda: L(chain.from_iterable(5)), lambda: L(accumulate([1, 'a'])), lambda: L(accumulate(5)), lambda: next(cycle([])), lambda: L(zip_longest([1], fill=2)), lambda: compress('a'), lambda: L(groupby([1], 5)), lambda: pairwise(), lambda: L(takewhile(5, [1])), lambda: L(zip([1], [1, 2], strict=True)), lambda: L(zip([1, 2], [1], [1], strict=True)), lambda: islice(), lambda: chain(x=1), lambda: L(map()), lambda: next(iter(filter(5, [1])))): attempt(f)
o = operator; print([getattr(o, n)(7, 3) for n in ('add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and_', 'or_', 'xor', 'lt', 'le', 'eq', 'ne', 'gt', 'ge', 'is_', 'is_not')], [getattr(o, n)(-5) for n in ('neg', 'pos', 'abs', 'invert', 'not_', 'truth', 'index')], o.concat([1], [2]), o.contains('abc', 'b'), o.countOf([1, 1, True], 1), o.indexOf('abc', 'c'), o.getitem({1: 2}, 1), o.matmul(type('M', (), {'__matmul__': lambda s, x: x})(), 5), o.call(max, 1, 2), o.iadd([1], [2]), o.ixor(5, 1), o.length_hint(iter([1, 2])), o.length_hint(5, 7))
ig, ag, mc = o.itemgetter(1), o.itemgetter('a', 'b'), o.methodcaller('split', ',', maxsplit=1); print(ig('xyz'), ag({'a': 1, 'b': 2}), o.itemgetter(slice(1, 3))('abcd'), o.attrgetter('real', 'imag')(1 + 2j), o.attrgetter('__class__.__name__')(5), mc('a,b,c'), repr(ig), repr(ag), repr(mc), repr(o.attrgetter('a.b', 'c')), pickle.loads(pickle.dumps(mc))('p,q'))
for f in (lambda: o.itemgetter(), lambda: ig(5), lambda: o.attrgetter(5), lambda: o.attrgetter('a.b')(5), lambda: o.methodcaller(), lambda: o.methodcaller(5), lambda: o.indexOf([1], 2), lambda: o.concat(1, 2), lambda: o.index('x'), lambda: o.length_hint([], 'x'), lambda: o.add(1), lambda: o.delitem([1], 5), lambda: o.setitem((), 0, 1), lambda: o.contains(5, 1), lambda: o.countOf(5, 1), lambda: o.itemgetter(1)([]), lambda: ag({}), lambda: ig(), lambda: mc(5)): attempt(f)
class Boom:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise KeyError('boom')
        return self.n
for f in (lambda b: L(chain([1], b)), lambda b: L(cycle(b)), lambda b: L(accumulate(b)), lambda b: L(zip_longest(b, 'abcdef')), lambda b: L(product(b)), lambda b: L(tee(b)[0]), lambda b: L(pairwise(b)), lambda b: L(groupby(b)), lambda b: L(islice(b, 9)), lambda b: L(compress(b, cycle([1])))): attempt(lambda: f(Boom(2)))
def primes():
    yield 2
    for n in count(3, 2):
        if all(n % p for p in takewhile(lambda p, n=n: p * p <= n, primes())): yield n
print(L(islice(primes(), 15)))
