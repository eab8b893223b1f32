# copy and pickle: every protocol, reducers, cycles, persistent ids, errors.
import copy, pickle, io, copyreg, collections, datetime, decimal, enum, functools, operator, pickletools
class A:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is A and o.x == self.x
    def __repr__(self): return f'A({self.x!r})'
class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
class St:
    def __getstate__(self): return {'v': 3}
    def __setstate__(self, s): self.got = s
class Nw:
    def __new__(cls, a, b=0): o = super().__new__(cls); o.ab = a, b; return o
    def __getnewargs_ex__(self): return (self.ab[0],), {'b': self.ab[1]}
class R:
    def __reduce__(self): return (list, ((1, 2),), None, iter([3, 4]))
class D(dict): pass
class L(list): pass
class E(enum.Enum): X = 1
class Ex(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.extra = 5
P = collections.namedtuple('P', 'x y')
d = D(k=1); d.attr = 2; l = L([1]); l.attr = [2]; cyc = []; cyc.append(cyc); deep = {}; deep['me'] = (deep, [deep])
values = [None, True, 0, 1, -1, 255, 256, 65536, -2**31, 2**31, 2**63, -2**70, 10**200, 1.5, float('inf'), 3j, '', 'é€😀', 'a' * 300, b'', b'x' * 300, bytearray(b'q'), (), (1,), (1, 2, 3, 4), [], [1, [2]], {}, {'a': {1: 2}}, set(), {1, 2}, frozenset('a'),
          A(A(1)), l, d, E.X, P(1, 2), len, A, int, collections.OrderedDict(a=1), collections.Counter('aab'), collections.deque([1], 3), range(3), slice(1, 2), Ellipsis, NotImplemented, datetime.date(2020, 1, 2), decimal.Decimal('1.5'), ValueError('x', 1), functools.partial(int, base=2), operator.itemgetter(1, 2), operator.attrgetter('a.b'), operator.methodcaller('f', 1, k=2), type(None), St, R()]
for proto in range(6):
    out = []
    for v in values:
        try: b = pickle.dumps(v, proto); r = pickle.loads(b); out.append((len(b), r == v or repr(r) == repr(v) or (type(r).__name__, repr(r))))
        except Exception as e: out.append((type(e).__name__, str(e)))
    print(proto, out)
    s = pickle.loads(pickle.dumps(St(), proto)); c = pickle.loads(pickle.dumps(cyc, proto)); q = pickle.loads(pickle.dumps(deep, proto)); print(s.got, c[0] is c, q['me'][0] is q, vars(pickle.loads(pickle.dumps(d, proto))), pickle.loads(pickle.dumps(Ex(1, 2), proto)).extra)
    for o in (S(), Nw(3, b=4)):
        try: r = pickle.loads(pickle.dumps(o, proto)); print(getattr(r, 'a', None), getattr(r, 'ab', None))
        except Exception as e: print(type(e).__name__, e)
for bad in (lambda: pickle.dumps(1, 9), lambda: pickle.loads(b'cnosuch\nmod\n.'), lambda: pickle.loads(b'\x80\x09.'), lambda: pickle.loads(b'h\x05.')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
for bad in (lambda: pickle.loads(b''), lambda: pickle.loads(b'('), lambda: pickle.dumps(type('Local', (), {})), lambda: pickle.loads('x'), lambda: pickle.loads(b'cbuiltins\nnope\n.'), lambda: pickle.Pickler(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__)
class PP(pickle.Pickler):
    def persistent_id(self, o): return ('id', o.x) if isinstance(o, A) else None
    def reducer_override(self, o): return (str, ('over',)) if isinstance(o, S) else NotImplemented
class UU(pickle.Unpickler):
    def persistent_load(self, pid): return 'loaded', pid
    def find_class(self, m, n): print('find', m, n); return super().find_class(m, n)
f = io.BytesIO(); PP(f, 2).dump([A(1), S(), 3]); print(UU(io.BytesIO(f.getvalue())).load())
copyreg.pickle(complex, lambda c: (complex, (c.real + 1, c.imag))); print(pickle.loads(pickle.dumps(1j)), copy.copy(2j)); del copyreg.dispatch_table[complex]
o = A([1, {2}]); c, dc = copy.copy(o), copy.deepcopy(o); print(c.x is o.x, dc.x is o.x, dc == o, copy.deepcopy(cyc)[0] is not cyc, copy.copy(l).attr is l.attr, copy.deepcopy(l).attr is l.attr, copy.copy(d), copy.deepcopy((1, 'a')) , copy.deepcopy(deep).keys())
class CC:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep', len(memo)
print(copy.copy(CC()), copy.deepcopy([CC()]), copy.copy(len) is len, copy.deepcopy(A) is A); t = ([],); print(copy.deepcopy(t) == t, copy.deepcopy(t) is t)
try: copy.copy(iter([])) and copy.copy((i for i in ()))
except TypeError as e: print(e)
pickletools.dis(pickle.dumps([1, 'a', {'k': (2.5, None)}, A(1)], 2)); pickletools.dis(pickletools.optimize(pickle.dumps(['ab', 'ab'], 4)))
u = pickle.Unpickler(io.BytesIO(pickle.dumps(1) + pickle.dumps('two'))); print(u.load(), u.load())
try: u.load()
except EOFError: print('EOFError')
