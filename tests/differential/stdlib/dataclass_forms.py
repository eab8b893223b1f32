# dataclasses: fields, ordering, freezing, slots, inheritance, conversions, errors.
from dataclasses import *
import dataclasses, inspect, typing, copy, pickle, abc
@dataclass(order=True)
class P:
    x: int
    y: float = 2.5
    tags: list = field(default_factory=list, compare=False, repr=False)
    z: 'typing.ClassVar[int]' = 9
    w: InitVar[int] = 3
    hidden: int = field(init=False, default=7, metadata={'m': 1})
    def __post_init__(self, w): self.hidden += w
p = P(1); print(p, p == P(1, tags=[1]), p < P(2), P(1, w=10).hidden, [f.name for f in fields(P)], fields(P)[3].metadata, P.__match_args__, inspect.signature(P)); print(repr(fields(P)[1])[:60])
print(asdict(P(1, tags=[P(2)])), astuple(p), replace(p, x=5, w=1), is_dataclass(P), is_dataclass(p), is_dataclass(int), P.__doc__)
@dataclass(frozen=True, slots=True, kw_only=True)
class F:
    a: int
    b: str = 'x'
f = F(a=1); print(f, hash(f) == hash(F(a=1)), F.__slots__, hasattr(f, '__dict__'), inspect.signature(F), pickle.loads(pickle.dumps(f)) == f, copy.copy(f))
def attempt(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: setattr(f, 'a', 2)); attempt(lambda: delattr(f, 'a')); attempt(lambda: F(1)); attempt(lambda: P()); attempt(lambda: P(1) < 5); attempt(lambda: hash(p)); attempt(lambda: replace(p, hidden=1)); attempt(lambda: replace(f, nope=1)); attempt(lambda: asdict(5)); attempt(lambda: fields(int)); attempt(lambda: replace(p, x=1))
def make(body, **kw):
    def go():
        ns = {'field': field, 'dataclass': dataclass, 'KW_ONLY': KW_ONLY, 'InitVar': InitVar}; exec(body, ns); return [v for k, v in ns.items() if k == 'C']
    attempt(go)
for body in ('@dataclass\nclass C:\n a: int = 1\n b: int', '@dataclass\nclass C:\n a: list = []', '@dataclass\nclass C:\n a: int = field(default=1, default_factory=int)', '@dataclass(order=True, eq=False)\nclass C: pass', '@dataclass(frozen=True)\nclass C:\n def __setattr__(self, n, v): pass',
             '@dataclass(order=True)\nclass C:\n def __lt__(self, o): pass', '@dataclass\nclass B: pass\n@dataclass(frozen=True)\nclass C(B): pass', '@dataclass(slots=True)\nclass C:\n __slots__ = ()\n a: int', '@dataclass(unsafe_hash=True)\nclass C:\n def __hash__(self): return 1', '@dataclass\nclass C:\n a = field()', '@dataclass\nclass C:\n _: KW_ONLY\n __: KW_ONLY', '@dataclass(weakref_slot=True)\nclass C: pass', '@dataclass\nclass C:\n a: InitVar[int] = field(default_factory=int)'): make(body)
@dataclass
class Base:
    a: int = 1
    b: int = 2
@dataclass
class Kid(Base):
    b: str = 'k'
    _: KW_ONLY
    c: int = 5
    def __repr__(self): return 'Kid!'
k = Kid(7, c=1); print(k, k.c, [(q.name, q.type, q.kw_only) for q in fields(Kid)], Kid.__init__.__annotations__, k == Kid(7, c=1), k == Base(7))
match k:
    case Kid(a, b, c=c): print(a, b, c)
M = make_dataclass('M', [('x', int, 0), ('z', int, field(default=5))][:0] + [('z', int, field(default=5))], bases=(Base,), namespace={'n': lambda s: s.z}, frozen=False)
attempt(lambda: (M(1), M(1).n(), M(q=1))); M2 = make_dataclass('M2', [('y', int), 'q']); print(M2(1, 2), M2.__annotations__)
@dataclass(eq=False, repr=False)
class N: v: int
print(N(1) == N(1), N.__hash__ is object.__hash__, repr(N(1)).startswith('<__main__.N object'))
@dataclass
class Rec: kid: 'Rec' = None
r = Rec(); r.kid = r; print(r)
@dataclass(init=False, unsafe_hash=True)
class U:
    a: int
    def __init__(self): self.a = 4
print(U(), hash(U()) == hash((4,))); attempt(lambda: make_dataclass('1x', [])); attempt(lambda: make_dataclass('X', ['a', 'a'])); attempt(lambda: make_dataclass('X', ['class']))
class Desc:
    def __get__(self, o, t): return 42 if o is None else o._v
    def __set__(self, o, v): o._v = v * 2
@dataclass
class WithDesc: v: int = Desc()
print(WithDesc(), WithDesc(1).v, MISSING is dataclasses.MISSING, repr(KW_ONLY)[:20])
