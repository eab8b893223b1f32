# Methods of float, rounding, ratios, and special values.
import math


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for v in (0.5, -2.75, 1e10, 0.1, 1e-10, -0.0, 2.5):
    print(v.as_integer_ratio(), v.is_integer(), v.hex(), v.real, v.imag, v.conjugate(), v.__trunc__(), v.__floor__(), v.__ceil__())
for v in (float('inf'), float('nan')):
    attempt(lambda: v.as_integer_ratio()), attempt(lambda: int(v)), attempt(lambda: round(v)), attempt(lambda: math.floor(v)), print(v.is_integer(), v.hex())
for v in (0.5, 1.5, 2.5, -0.5, 2.675, 1234.5678, 1e22, 5e15 + 0.5, -1.005, 0.05):
    print(v, round(v), round(v, 1), round(v, 2), round(v, -2), round(v, 20), round(v, None), type(round(v, 0)))
attempt(lambda: round(1.5, 'x')), attempt(lambda: round(1e308, -308)), attempt(lambda: round(1.7e308, -308)), attempt(lambda: round('a')), attempt(lambda: round())
print(round(1.5, 400), round(1.5, -400), round(12345.6789, 3), round(number=2.567, ndigits=1))
print(float.fromhex('0x1.999999999999ap-4'), float.__getformat__('double'), (1.5).__eq__(1.5), (1.5).__lt__('a'), (1.5).__round__(), (1.5).__bool__())
print(1.5.__add__(2), 1.5.__radd__(2), 1.5.__divmod__(0.5), (2.0).__pow__(3), (2.0).__rpow__(3), 1.5.__int__(), 1.5.__hash__() == hash(1.5))
print(int(1e20), int(-1.9), int(2.0**70), math.trunc(-3.7), math.floor(-3.2), math.ceil(-3.7), float().__repr__(), (0.1).__format__('.20f'))


class Celsius(float):
    def __new__(cls, v): return super().__new__(cls, v)
    def __repr__(self): return f'{float(self)}C'


t = Celsius(36.6)
print(t, [t], t + 1, type(t + 1), f'{t}', f'{t:.2f}', str(t), hash(t) == hash(36.6), t == 36.6, Celsius('1e2'), {t: 1}[36.6])
