# math and cmath: every function at ordinary values, edges, infinities; errors.
import math, cmath
xs = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3, 1e-300, 1e300, float('inf'), float('-inf'), float('nan'), 10**20, True]
def attempt(name, f):
    try: r = f(); print(name, repr(r))
    except Exception as e: print(name, type(e).__name__, e)
for n in ('acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'cos', 'cosh', 'degrees', 'erf', 'erfc', 'exp', 'exp2', 'expm1', 'fabs', 'floor', 'frexp', 'gamma', 'isfinite', 'isinf', 'isnan', 'lgamma', 'log', 'log10', 'log1p', 'log2', 'modf', 'radians', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc', 'ulp'):
    for x in xs: attempt(f'{n}({x!r})', lambda: getattr(math, n)(x))
for n in ('atan2', 'copysign', 'fmod', 'hypot', 'pow', 'remainder', 'nextafter', 'dist', 'log'):
    for a, b in ((3.5, 2), (-3.5, 2), (0.0, 0.0), (-0.0, -1), (1, float('inf')), (float('inf'), 1), (float('nan'), 1), (2, 0.5), (-8, 1 / 3), (1e200, 1e200)): attempt(f'{n}({a!r}, {b!r})', lambda: getattr(math, n)(a, b) if n != 'dist' else math.dist((a, b), (b, a)))
for n in ('gcd', 'lcm'): print(n, getattr(math, n)(), getattr(math, n)(12, 18, -30), getattr(math, n)(0, 5), getattr(math, n)(2**80, 2**70 * 3))
for f in ('comb(5, 2)', 'comb(100, 50)', 'comb(2, 5)', 'comb(-1, 2)', 'perm(5)', 'perm(5, 2)', 'perm(5, -1)', 'factorial(25)', 'factorial(-1)', 'factorial(5.0)', 'isqrt(10**40 + 1)', 'isqrt(-1)', 'prod([1, 2, 3.5])', 'prod([], start=7)', 'prod(["a"])', 'fsum([0.1] * 10)', 'fsum([1e308, 1e308, -1e308])', 'fsum([float("inf"), float("-inf")])', 'fsum("ab")', 'isclose(1, 1 + 1e-10)', 'isclose(1, 2, rel_tol=-1)', 'isclose(0, 1e-10, abs_tol=1e-9)', 'ldexp(1.5, 10)', 'ldexp(1, 5000)', 'ldexp(1, 10**30)', 'ldexp(1, -5000)', 'log(10**400)', 'log(8, 2)', 'log(0)', 'log(-1)', 'log(2, 1)', 'log2(2**2000)', 'log10(10**50)', 'sqrt("x")', 'sqrt(10**400)', 'floor("x")', 'ceil(1e400)', 'hypot(3, 4, 12)', 'hypot()', 'dist([1], [2, 3])', 'sin()', 'sin(1, 2)', 'gcd(1.5)', 'trunc("x")', 'modf("x")', 'pow(0, -1)', 'fmod(1, 0)', 'remainder(5, 0)', 'copysign(1, "x")', 'pi', 'tau', 'e', 'inf', 'nan', 'factorial(10**20)', 'comb(10**20, 3)', 'perm(10**10, 2)'): attempt(f, lambda: eval('math.' + f))
class F:
    def __float__(self): return 2.25
    def __floor__(self): return 'fl'
    def __ceil__(self): return 'ce'
    def __trunc__(self): return 'tr'
    def __index__(self): return 6
print(math.sqrt(F()), math.floor(F()), math.ceil(F()), math.trunc(F()), math.factorial(F()), math.gcd(F(), 4), math.isqrt(F()))
zs = [0j, 1 + 2j, -1.5 - 0.5j, complex('inf'), complex(0, float('nan')), complex(-0.0, -0.0), complex(1e300, 1e300), 5, -2.0]
for n in ('exp', 'isfinite', 'isinf', 'isnan', 'log', 'log10', 'phase', 'polar', 'sqrt'):
    for z in zs: attempt(f'c{n}({z!r})', lambda: getattr(cmath, n)(z))
for f in ('rect(2, 1)', 'rect(float("inf"), 0)', 'isclose(1j, 1j + 1e-12)', 'log(1j, 2)', 'log(0)', 'sqrt("x")', 'infj', 'nanj', 'exp(1000)', 'rect(1)'): attempt(f, lambda: eval('cmath.' + f))
