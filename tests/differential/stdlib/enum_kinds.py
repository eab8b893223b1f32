# enum: members, flags, mixins, functional API, hooks, errors.
import enum, pickle, copy
from enum import *
class Color(Enum):
    RED = 1
    GREEN = 'g'
    ALIAS = 1
    def describe(self): return f'{self.name}!'
    @classmethod
    def default(cls): return cls.GREEN
    @property
    def low(self): return self.name.lower()
print(Color.RED, repr(Color.GREEN), Color('g'), Color['ALIAS'], list(Color), Color.__members__, len(Color), Color.RED in Color, Color.RED.describe(), Color.default(), Color.GREEN.low, Color.RED is Color.ALIAS, Color.RED == 1, hash(Color.RED) == hash('RED'), repr(Color), bool(Color.RED), dir(Color.RED)[-4:], list(reversed(Color)))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: Color(99)); attempt(lambda: Color['NOPE']); attempt(lambda: Color.NOPE); attempt(lambda: setattr(Color, 'RED', 2)); attempt(lambda: delattr(Color, 'RED')); attempt(lambda: type('Sub', (Color,), {})); attempt(lambda: Color.RED < Color.GREEN); attempt(lambda: Color()); attempt(lambda: setattr(Color.RED, 'name', 'x')); attempt(lambda: Enum('E', 'a a')); attempt(lambda: exec('class E(Enum):\n A = 1\n A = 2')); attempt(lambda: exec('@unique\nclass E(Enum):\n A = 1\n B = 1')); attempt(lambda: exec('class E(Enum):\n _bad_ = 1')); attempt(lambda: exec('class E(Enum):\n mro = 1')); attempt(lambda: 1 in Color); attempt(lambda: exec('class E(IntEnum):\n A = "x"'))
class Num(IntEnum): ONE = 1; TWO = auto(); TEN = 10; ELEVEN = auto()
print(Num.ONE + 1, Num.TWO, repr(Num.TEN), f'{Num.ONE}', '%d' % Num.TWO, Num.ELEVEN.value, Num.ONE < 2, sorted(Num), int(Num.TEN), [1, 2, 3][Num.ONE], Num(2), isinstance(Num.ONE, int), format(Num.TEN, '05d'), Num.ONE in {1})
class S(StrEnum): A = auto(); B = 'bee'
print(S.A, repr(S.B), S.A + 'x', f'{S.B:>5}', S('a'), S.A == 'a'); attempt(lambda: exec('class Q(StrEnum):\n A = 1'))
class Perm(Flag): R = 4; W = 2; X = 1; RW = 6
p = Perm.R | Perm.X; print(p, repr(p), p.value, Perm.R in p, Perm.W in p, ~p, p ^ Perm.R, p & Perm.W, bool(Perm(0)), repr(Perm(0)), list(p), len(p), list(Perm), Perm.RW, Perm(7), p.name, Perm.RW.name, list(Perm.RW), ~Perm.RW); attempt(lambda: Perm(8)); attempt(lambda: Perm.R | 1); attempt(lambda: 'x' in Perm.R); attempt(lambda: Perm['R|W'])
class IP(IntFlag): A = 1; B = 2; C = 8
print(IP.A | 4, repr(IP(16)), IP(3), IP.A + 1, ~IP.A, IP.A | IP.C, IP.C in IP(9), IP(0), repr(~IP(0)), IP.A == 1, (IP.A | 16) & ~IP.A)
class Strict(Flag, boundary=CONFORM): A = 1; B = 4
class Keep(Flag, boundary=KEEP): A = 1
class Ej(Flag, boundary=EJECT): A = 1
print(Strict(7), Keep(6), repr(Ej(6)), Keep(3))
class Planet(Enum):
    EARTH = (5.976e+24, 6.37814e6)
    MARS = (6.421e+23, 3.3972e6)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def g(self): return round(6.67300E-11 * self.mass / self.radius ** 2, 3)
print(Planet.EARTH.g, Planet((6.421e+23, 3.3972e6)), Planet.MARS.value)
class Auto(Enum):
    def _generate_next_value_(name, start, count, last): return (name, start, count, last)
    A = auto(); B = auto()
    @classmethod
    def _missing_(cls, v): return cls.A if v == 'miss' else None
print(list(Auto), Auto('miss')); attempt(lambda: Auto('x'))
class Coord(bytes, Enum):
    def __new__(cls, v, label): o = bytes.__new__(cls, [v]); o._value_ = v; o.label = label; return o
    PX = (0, 'P.X'); PY = (1, 'P.Y')
print(Coord.PY.name, Coord(1).name, Coord.PX.label, bytes(Coord.PY))
An = Enum('An', 'ANT BEE', module=__name__, start=5); print(list(An), Enum('Z', {'a': 1, 'b': 2})(2), Enum('Y', [('p', 1), ('q', 'w')]).q, IntEnum('I', ('x', 'y')).y, pickle.loads(pickle.dumps(An.BEE)) is An.BEE, copy.deepcopy(Color.RED) is Color.RED, Flag('F', 'a b c').c)
@verify(CONTINUOUS, NAMED_FLAGS, UNIQUE)
class V(IntFlag): A = 1; B = 2; AB = 3 if 0 else 4
print(list(V)); attempt(lambda: verify(CONTINUOUS)(IntEnum('G', {'a': 1, 'c': 3}))); attempt(lambda: verify(NAMED_FLAGS)(Flag('G', {'a': 1, 'c': 6})))
class Mem(Enum):
    A = member(1); b = nonmember(2)
    class Inner: pass
    _ignore_ = ['t']; t = 5
print(list(Mem)[:2], Mem.b); print(Color.RED.__class__, Color.__call__ is EnumType.__call__, Enum.__class__ is EnumMeta, global_enum(IntEnum('GE', 'gx gy'))(1))
class Base(Enum):
    def hello(self): return 'hi ' + self.name
class Ext(Base): W = 1
print(Ext.W.hello()); 
with_name = property(lambda self: self._name_)
class Num2(float, Enum): PI = 3.14; __str__ = float.__str__
print(Num2.PI, Num2.PI * 2, repr(Num2.PI), enum.show_flag_values(13), enum.bin(10))
