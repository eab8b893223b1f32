# collections: deque, Counter, OrderedDict, defaultdict, ChainMap, namedtuple, User*.
from collections import *
import collections.abc as abc, pickle, copy
d = deque(range(5), maxlen=4); d.append(9); d.appendleft(7); print(d, d.maxlen, d.index(3), d.count(9)); d.rotate(2); print(d); d.rotate(-3); print(d, d[-1], list(reversed(d)))
d.extendleft('ab'); d.insert(1, 'z') if len(d) < 4 else None; print(d, d == deque(d), deque([1]) < deque([9]), d + deque([1]), d * 2, 2 in d); d.remove('a'); print(d, copy.copy(d), pickle.loads(pickle.dumps(d)))
for f in (lambda: deque().pop(), lambda: deque([1]).remove(2), lambda: deque(maxlen=-1), lambda: d[9], lambda: d + [1], lambda: deque([1]).index(5), lambda: deque([1], 1).insert(0, 2), lambda: next(iter_bad()), lambda: hash(d)):
    def iter_bad():
        q = deque([1, 2]); i = iter(q); q.append(1); return i
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
c = Counter('abracadabra'); print(c, c.most_common(2), c['zz'], sorted(c.elements())[:6], c.total()); c.update({'a': -7, 'q': 2}); c.subtract('bb'); print(c, +c, -c, c & Counter('aqr'), c | Counter('aqr'), c - Counter('r'), c + Counter(b=3))
print(Counter(a=1) <= Counter(a=2, b=0), Counter(a=1) == Counter(a=1, b=0), Counter(a=2) > Counter(a=1), repr(Counter()), Counter({'x': 'y'}))
o = OrderedDict(a=1, b=2, c=3); o.move_to_end('a'); print(o, o.popitem(last=False), list(reversed(o))); o['z'] = 0; o.move_to_end('z', last=False); print(o, o == {'a': 1, 'c': 3, 'z': 0}, o == OrderedDict(a=1, c=3, z=0), o | {'n': 1}, o.pop('nope', 5))
for f in (lambda: o.move_to_end('nope'), lambda: OrderedDict().popitem(), lambda: o.pop('nope')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
dd = defaultdict(list, x=[1]); dd['y'].append(2); print(dd, dd.get('q'), 'q' in dd, dd.default_factory, dd | {'m': 1}, copy.copy(dd)); dd.default_factory = None
try: dd['nope']
except KeyError as e: print('KeyError', e)
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); m['b'] = 9; print(m, dict(m), m.parents, m.new_child({'k': 0})['k'], len(m), list(m), m | {'z': 1}); del m['b']; print(m['b'])
try: del m['zz']
except KeyError as e: print(e)
P = namedtuple('P', 'x y z', defaults=[0, -1]); p = P(4); print(p, p._asdict(), p._replace(y=8), P._fields, P._field_defaults, P._make([1, 2, 3]), p.x + p[2], P.__doc__, P.x.__doc__, p == (4, 0, -1), pickle.loads(pickle.dumps(p)), P.__match_args__)
for f in (lambda: namedtuple('A', 'a a'), lambda: namedtuple('A', 'def'), lambda: namedtuple('A', '_a'), lambda: namedtuple('1', 'a'), lambda: P(), lambda: p._replace(q=1), lambda: P(1, 2, 3, 4), lambda: P._make([1]), lambda: namedtuple('R', 'a def b', rename=True)._fields):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Up(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = Up(a=1); u.update(b=2); print(u, u.data, 'A' in u, u | {'c': 3}); print(UserList([3, 1])[::-1] + [5], UserString('abc').upper() + 'd', UserString('a') < 'b')
class V(abc.MutableSequence):
    def __init__(self): self.l = []
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
v = V(); v += [1, 2, 3]; v.reverse(); print(list(v), v.pop(), v.index(2), 3 in v, isinstance(v, abc.Sequence), issubclass(list, abc.MutableSequence), isinstance(5, abc.Hashable), isinstance([], abc.Hashable))
try: abc.Mapping()
except TypeError as e: print(e)
