# fractions and numbers: construction, arithmetic, limits, formatting, errors.
from fractions import Fraction as F
import math, numbers, operator, copy, pickle
from decimal import Decimal
for a in ((), (3,), (6, -4), ('3/7',), (' -3.5e2 ',), ('1_000/3',), ('.5',), ('2.',), (0.1,), (Decimal('1.1'),), (F(1, 2), F(3, 4)), (True,), ('+1/3',), ('-0',)): print(a, repr(F(*a)), F(*a))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for a in ((1, 0), ('1/0',), ('x',), ('1/2/3',), ('',), ('1 / 2',), (1.5, 2), (1j,), (None,), (float('nan'),), (float('inf'),), ('3/ 4',), ('1e',), ('1/-2',), (Decimal('NaN'),)): attempt(lambda: F(*a))
x, y = F(7, 3), F(-2, 5)
for op in (operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod, operator.pow, operator.lt, operator.eq, operator.ge):
    for u, v in ((x, y), (x, 2), (3, y), (x, 0.5), (1.5, y), (y, 1j)): attempt(lambda: op(u, v))
print(-x, +y, abs(y), math.floor(y), math.ceil(y), math.trunc(x), round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), round(F(12345), -2), int(x), float(x), bool(F(0)), complex(x), x.numerator, x.denominator, x.as_integer_ratio(), x.limit_denominator(1), F(math.pi).limit_denominator(1000), F('0.3333').limit_denominator(10), F.from_float(0.25), F.from_decimal(Decimal('-0.75')))
for f in (lambda: x ** F(1, 2), lambda: x ** -2, lambda: F(-8) ** F(1, 3), lambda: F(0) ** -1, lambda: 2 ** F(3), lambda: 2 ** x, lambda: x.limit_denominator(0), lambda: x / 0, lambda: x % 0, lambda: x < 'a', lambda: F.from_float('x'), lambda: F.from_decimal(0.5), lambda: x + 'a', lambda: setattr(x, 'numerator', 1), lambda: setattr(x, 'foo', 1), lambda: F(1, 3) == Decimal(1), lambda: math.sqrt(F(1, 4)), lambda: sum([F(1, 3)] * 3), lambda: max(x, y, F(3)), lambda: math.gcd(int(x), 4), lambda: '%s %r %.3f' % (x, x, x), lambda: f'{x!s:>10}', lambda: format(x, '.2f')): attempt(f)
print(hash(F(3)) == hash(3), hash(F(1, 2)) == hash(0.5), {F(1, 2): 'a'}[0.5], hash(F(1, 2**61 - 1)), hash(F(-1, 3)), F(10**30, 10**29) == 10, F(1, 3) < 0.34, F(1) == 1.0 == True, F(1, 3) != 1/3, F(2, 6) is not F(1, 3))
for t in (5, 1.5, 1j, x, Decimal(1), True): print(type(t).__name__, [c.__name__ for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(t, c)])
print(copy.copy(x) is x, copy.deepcopy(x) is x, pickle.loads(pickle.dumps(x)) == x, x.real, x.imag, x.conjugate(), F.__slots__, F.__mro__[1])
class G(F):
    def __new__(cls, *a): s = super().__new__(cls, *a); return s
g = G(1, 2); print(type(g + 1).__name__, type(-g).__name__, g, repr(g), type(copy.copy(g)).__name__)
s = F(0)
for i in range(1, 40): s += F((-1) ** i, i * i)
print(s, float(s)); print([str(F(i, 8)) for i in range(-4, 5)], sorted([F(1, 3), 0.3, F(2, 7), 1]))
