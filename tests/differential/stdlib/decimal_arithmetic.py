# decimal: contexts, rounding, special values, formatting, errors.
from decimal import *
import pickle, copy
print(getcontext().prec, getcontext().rounding); D = Decimal
vals = [D('0'), D('-0'), D('1.10'), D('-2.345E+10'), D('1E-20'), D('NaN'), D('sNaN12'), D('Infinity'), D('-inf'), D(3), D(2.5), D((1, (1, 4, 7), -2)), D(' 1_000.5 '), D('٣.5'), D(10) ** 30]
for v in vals: print(repr(v), str(v), v.as_tuple(), v.is_signed(), v.is_finite(), v.number_class(), v.to_eng_string(), v.adjusted())
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
for s in ('', 'x', '1.2.3', '1e', '--1', '1 2', '+', 'nan1a', None, [], (1, (12,), 0), (2, (1,), 0), object): attempt(lambda: D(s))
a, b = D('7.35'), D('-2.1')
for op in ('a + b', 'a - b', 'a * b', 'a / b', 'a // b', 'a % b', 'divmod(a, b)', 'a ** 3', 'a ** b', 'abs(b)', '-a', '+a', 'a.fma(b, 1)', 'a.sqrt()', 'a.ln()', 'a.log10()', 'a.exp()', 'a.remainder_near(b)', 'a.quantize(D("0.1"))', 'a.normalize()', 'a.scaleb(3)', 'a.logb()', 'a.next_plus()', 'a.next_minus()', 'a.next_toward(b)', 'a.compare(b)', 'a.compare_total(b)', 'a.max(b)', 'a.min_mag(b)', 'a.copy_sign(b)', 'a.same_quantum(b)', 'a.to_integral_value()', 'a.to_integral_exact()', 'int(a)', 'float(a)', 'round(a)', 'round(a, 1)', 'round(b)', 'hash(a) == hash(7.35)', 'hash(D(5)) == hash(5)', 'a.as_integer_ratio()', 'complex(a)', 'a.radix()', 'D(12).logical_and(D(10))', 'D(1011).logical_xor(D(1101))', 'D(10).rotate(1)', 'D(10).shift(2)', 'a.conjugate()', 'bool(D("-0"))', 'D("1.0") == D(1)', 'D(1) < 2', 'D("0.1") == 0.1', 'D("0.5") == 0.5', 'D(1) + 1', '5 - D(1)', '2 ** D(3)', 'sum([D("0.1")] * 10)', 'math_floor()', 'D(1) + 1.0', 'D("NaN") == D("NaN")', 'D("NaN") < 1', 'D(1) / 0', 'D(0) / 0', 'D(-1).sqrt()', 'D("1e999999") * 10', 'D("sNaN") + 1', 'D("inf") - D("inf")', 'pow(D(3), 4, 5)', 'D(7) % 0', 'D(10).quantize(D("1e-40"))', 'int(D("inf"))', 'int(D("nan"))', 'hash(D("sNaN"))', 'D(5).from_float(0.1)', 'D.from_float("x")', 'D(0) ** 0', 'D(1).logical_and(5)', 'max(D(1), D(2))'): attempt(lambda: eval(op))
def math_floor(): import math; return math.floor(a), math.ceil(b), math.trunc(b)
attempt(math_floor)
with localcontext() as c:
    c.prec = 5
    for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP): c.rounding = r; print(r, D('1.23455') + 0, D('-1.23455') + 0, D('2.5').to_integral_value(), D('123456789') * 1)
    c.traps[Inexact] = True; attempt(lambda: D(1) / 3); c.traps[Inexact] = False; print(D(1) / 3, sorted(f.__name__ for f, v in c.flags.items() if v)); c.clear_flags(); c.traps[FloatOperation] = True; attempt(lambda: D(0.5)); attempt(lambda: D(1) < 0.5)
    c.Emax = 10; c.Emin = -10; c.traps[Overflow] = False; print(D('1e10') * 100, c.clamp, c.capitals, c.Etiny(), c.Etop()); c.capitals = 0; print(D('1e20')); attempt(lambda: setattr(c, 'prec', 0)); attempt(lambda: setattr(c, 'rounding', 'x')); attempt(lambda: setattr(c, 'nope', 1)); attempt(lambda: delattr(c, 'prec'))
print(getcontext().prec, ExtendedContext.divide(D(1), D(0)), BasicContext.prec, Context(prec=3).create_decimal('1.23456'), Context(prec=3).sqrt(2), Context(4).power(2, 3), Context().to_sci_string(D('1E+5')))
for spec in ('', '.2f', '10.3e', '<12', '^+12.1f', ',', '015,.2f', '%', '.1%', 'g', '.3g', 'n', '*>10', 'E', ' .0f', 'z', '.0e', 'd'): attempt(lambda: format(D('-1234567.891'), spec) + '|' + format(D('0.00001'), spec))
print(format(D('NaN'), '8'), format(D('inf'), '+'), f'{D("1e3"):f}', '%s %.2f %d' % (D('1.5'), D('1.005'), D('3.9'))); attempt(lambda: pickle.loads(pickle.dumps(D('1.50')))); attempt(lambda: copy.copy(D(1)).compare(1)); attempt(lambda: pickle.loads(pickle.dumps(Context(prec=7))).prec); print(MAX_PREC > 0, MAX_EMAX > 0, DivisionByZero.__mro__[1].__name__, issubclass(InvalidOperation, ArithmeticError), sorted(s.__name__ for s in Context().traps if Context().traps[s]))
