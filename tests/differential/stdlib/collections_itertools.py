# collections, itertools, functools, operator, heapq and bisect together.
import bisect, collections, functools, heapq, itertools, operator
c = collections.Counter('mississippi'); print(c.most_common(2), c + collections.Counter('ms'), c - collections.Counter('sss'), c['zz'], sorted(c.elements()), c.total(), c & collections.Counter('mi'))
d = collections.deque(range(5), maxlen=4); d.append(9); d.appendleft(8); d.rotate(1); print(d, d.pop(), d.popleft(), d.index(8), list(reversed(d)), d.maxlen)
dd = collections.defaultdict(list); dd['a'].append(1); print(dd, dd.default_factory, collections.ChainMap({'a': 1}, {'a': 2, 'b': 3})['b'])
od = collections.OrderedDict(a=1, b=2, c=3); od.move_to_end('a'); print(od, od.popitem(last=False), od == {'c': 3, 'a': 1}, list(reversed(od)))
P = collections.namedtuple('P', 'x y', defaults=[0]); p = P(1); print(p, p._asdict(), p._replace(y=5), P._fields, P._make([7, 8]), p.x + p.y)
i = itertools
print(list(i.chain('ab', [1])), list(i.islice(i.count(5, 2), 3)), list(i.accumulate([1, 2, 3], operator.mul)), list(i.combinations('abc', 2)), list(i.permutations('ab')), list(i.product('ab', repeat=2))[:3], [(k, list(g)) for k, g in i.groupby('aabbc')], list(i.zip_longest('ab', 'c', fillvalue='-')))
print(list(i.takewhile(lambda x: x < 3, range(9))), list(i.dropwhile(lambda x: x < 3, range(5))), list(i.starmap(pow, [(2, 3)])), list(i.compress('abc', [1, 0, 1])), list(i.pairwise('abc')), list(i.combinations_with_replacement('ab', 2)), [list(t) for t in i.tee('ab')], list(i.filterfalse(bool, [0, 1])), list(i.repeat('x', 2)), list(i.islice(i.cycle('ab'), 5)))
@functools.lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(20), fib.cache_info(), functools.reduce(operator.add, [1, 2, 3], 10), functools.partial(int, base=2)('101'), repr(functools.partial(max, 1)))
@functools.singledispatch
def show(x): return 'object'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show('a'), show(True), operator.itemgetter(1, 0)('ab'), operator.attrgetter('real.imag')(5), operator.methodcaller('upper')('a'))
@functools.total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(2), V(3) > V(2), V(1) >= V(1))
h = [5, 1, 4, 2]; heapq.heapify(h); print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.nlargest(2, h), heapq.nsmallest(2, h), list(heapq.merge([1, 4], [2, 3])), heapq.heapreplace(h, 9), h)
l = [1, 3, 3, 5]; print(bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.insort(l, 4), l, bisect.bisect([(1, 'a')], 1, key=lambda t: t[0]))
for f in (lambda: d.remove(99), lambda: collections.deque(maxlen=-1), lambda: P(), lambda: P(1, 2, 3), lambda: heapq.heappop([]), lambda: i.islice([], -1), lambda: next(i.count('a')), lambda: functools.reduce(operator.add, []), lambda: collections.namedtuple('X', 'a a'), lambda: collections.namedtuple('X', '1a'), lambda: operator.itemgetter(), lambda: list(i.product([1], repeat=-1)), lambda: i.repeat(), lambda: collections.deque().pop(), lambda: od.move_to_end('q')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
