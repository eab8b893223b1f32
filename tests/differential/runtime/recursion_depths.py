# How deep recursion goes, by way of which operation, and what the error says: native calls count where CPython's do.
import copy
import functools
import operator
import sys


class Probe:
    n = 0
def run(label, f, limit=300):
    for base in (limit, limit+1, limit+2):
        sys.setrecursionlimit(base)
        Probe.n = 0
        try: f()
        except RecursionError as e: msg = str(e)
        except BaseException as e: msg = type(e).__name__ + str(e)
        else: msg = 'none'
        n = Probe.n
        sys.setrecursionlimit(1000)
        print(label, base, n, msg[33:])
def tick(): Probe.n += 1
def f(): Probe.n += 1; f()
run('function', f)
class R:
    def __repr__(self): Probe.n += 1; return repr(self)
run('repr', lambda: repr(R()))
class R2:
    def __repr__(self): Probe.n += 1; return '%r' % (self,)
run('repr%', lambda: repr(R2()))
class R3:
    def __repr__(self): Probe.n += 1; return f'{self!r}'
run('repr f', lambda: repr(R3()))
class S:
    def __str__(self): Probe.n += 1; return str(self)
class S2:
    def __str__(self): Probe.n += 1; return f'{self}'
class S3:
    def __str__(self): Probe.n += 1; return 'x' + self.__str__()
class A:
    def __getattr__(self, n): Probe.n += 1; return self.other
run('getattr', lambda: A().x)
class A2:
    def __getattribute__(self, n): Probe.n += 1; return self.other
run('getattribute', lambda: A2().x)
class A3:
    @property
    def p(self): Probe.n += 1; return self.p
run('property', lambda: A3().p)
class A4:
    def __setattr__(self, n, v): Probe.n += 1; self.x = v
def sa(): A4().x = 1
run('setattr', sa)
class E:
    def __eq__(self, o): Probe.n += 1; return self == o
run('eq', lambda: E() == 1)
class H:
    def __hash__(self): Probe.n += 1; return hash(self)
run('hash', lambda: hash(H()))
class H2:
    def __hash__(self): Probe.n += 1; return hash((self,))
run('hash t', lambda: hash(H2()))
class L:
    def __len__(self): Probe.n += 1; return len(self)
class B:
    def __bool__(self): Probe.n += 1; return bool(self)
run('bool', lambda: bool(B()))
class B2:
    def __bool__(self): Probe.n += 1; return not self
run('not', lambda: not B2())
class I:
    def __iter__(self): Probe.n += 1; return iter(self)
class I2:
    def __iter__(self): Probe.n += 1; return (x for x in self)
class I3:
    def __iter__(self): return self
    def __next__(self): Probe.n += 1; return next(self)
class Ad:
    def __add__(self, o): Probe.n += 1; return self + o
run('add', lambda: Ad() + 1)
class Ad2:
    def __radd__(self, o): Probe.n += 1; return o + self
run('radd', lambda: 1 + Ad2())
class G:
    def __getitem__(self, o): Probe.n += 1; return self[o]
run('getitem', lambda: G()[1])
class Co:
    def __contains__(self, o): Probe.n += 1; return o in self
run('contains', lambda: 1 in Co())
class C:
    def __call__(self): Probe.n += 1; return self()
run('call', lambda: C()())
class C2: pass
C2.__call__ = C2()
run('call2', lambda: C2()())
class N:
    def __init__(self): Probe.n += 1; N()
run('init', lambda: N())
class N2:
    def __init__(self, x): Probe.n += 1; N2(x=1)
run('init kw', lambda: N2(1))
class N3:
    def __new__(cls): Probe.n += 1; return N3()
run('new', lambda: N3())
class N4(Exception):
    def __init__(self): Probe.n += 1; super().__init__(); N4()
run('init exc', lambda: N4())
class M(type):
    def __call__(cls): Probe.n += 1; return cls()
class MM(metaclass=M): pass
run('metacall', lambda: MM())
def g(): Probe.n += 1; yield from g()
run('yield from', lambda: list(g()))
def g2():
    Probe.n += 1
    for x in g2(): yield x
run('gen for', lambda: list(g2()))
def g3(): Probe.n += 1; next(g3())
def g4():
    Probe.n += 1; yield next(g4())
def m(x): Probe.n += 1; return list(map(m, [1]))
def so(x): Probe.n += 1; return sorted([1], key=so)
def mx(x): Probe.n += 1; return max([1], key=mx)
run('max', lambda: mx(1))
def mn(x): Probe.n += 1; return [mn(x) for _ in (1,)]
run('listcomp', lambda: mn(1))
def ex(): Probe.n += 1; exec('ex()', globals())
def ev(): Probe.n += 1; eval('ev()', globals())
def ap(*a, **k): Probe.n += 1; ap(*a, **k)
run('star', lambda: ap(1, x=2))
p = None
def pf(): Probe.n += 1; p()
p = functools.partial(pf)
run('partial', pf)
@functools.lru_cache(None)
def lc(n): Probe.n += 1; return lc(n + 1)
run('lru', lambda: lc(0))
@functools.wraps(f)
def deco(fn):
    def w(*a): return fn(*a)
    return w
@deco
def df(): Probe.n += 1; df()
run('deco', df)
def rd(a, b): Probe.n += 1; return functools.reduce(rd, [1, 2])
def ga(): Probe.n += 1; getattr(GA(), 'x')
class GA:
    x = property(lambda self: ga())
class CM:
    @classmethod
    def c(cls): Probe.n += 1; cls.c()
    @staticmethod
    def s(): Probe.n += 1; CM.s()
    def m(self): Probe.n += 1; self.m()
    def bound(self): Probe.n += 1; x = self.bound; x()
run('classmethod', CM.c); run('static', CM.s); run('method', CM().m); run('bound', CM().bound)
class Su(CM):
    def m(self): Probe.n += 1; super().m()
class W:
    def __enter__(self): Probe.n += 1; 
    def __exit__(self, *a): Probe.n += 1; self.__exit__()
def wi():
    with W(): pass
run('exit', wi)
class Is(type):
    def __instancecheck__(cls, o): Probe.n += 1; return isinstance(o, cls)
class Isc(metaclass=Is): pass
class D:
    def __get__(self, i, o): Probe.n += 1; return i.d
class Dh: d = D()
run('descr', lambda: Dh().d)
class Fo:
    def __format__(self, s): Probe.n += 1; return format(self, s)
class Fo2:
    def __format__(self, s): Probe.n += 1; return '{}'.format(self)
class Mi(dict):
    def __missing__(self, k): Probe.n += 1; return self[k]
run('missing', lambda: Mi()[1])
class In:
    def __index__(self): Probe.n += 1; return operator.index(self)
run('index', lambda: operator.index(In()))
class In2:
    def __int__(self): Probe.n += 1; return int(self)
run('int', lambda: int(In2()))
def tc():
    Probe.n += 1
    try: tc()
    finally: len('x')
def dc(x): Probe.n += 1; return copy.deepcopy(DC())
class DC:
    def __deepcopy__(self, memo): return dc(memo)
run('deepcopy', lambda: dc(1))
def nest(n, k=list):
    x = k()
    for _ in range(n): x = k([x])
    return x
run('deepcopy list', lambda: copy.deepcopy(nest(2000)))
run('repr list', lambda: repr(nest(2000)))
run('repr tuple', lambda: repr(nest(2000, tuple)))
run('eq list', lambda: nest(2000) == nest(2000))
run('lt tuple', lambda: nest(2000, tuple) < nest(2000, tuple))
