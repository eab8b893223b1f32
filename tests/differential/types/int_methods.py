# Methods and attributes of int.
import sys


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


n = 1234567890123456789012
print(n.numerator, n.denominator, n.real, n.imag, n.conjugate(), n.as_integer_ratio())
for length, order in ((10, 'big'), (10, 'little'), (9, 'big'), (8, 'big')):
    attempt(lambda: n.to_bytes(length, order))
attempt(lambda: (-1).to_bytes(2, 'big')), attempt(lambda: (-2).to_bytes(3, 'little', signed=True))
attempt(lambda: (128).to_bytes(1, 'big', signed=True)), attempt(lambda: (5).to_bytes()), attempt(lambda: (1).to_bytes(1, 'middle'))
attempt(lambda: (0).to_bytes(0, 'big')), attempt(lambda: (1).to_bytes(-1, 'big'))
for data in (b'', b'\x01', b'\xff\xfe', bytes(range(12)), [1, 2, 3], bytearray(b'\x80')):
    print(data, int.from_bytes(data, 'big'), int.from_bytes(data, 'little'), int.from_bytes(data, 'big', signed=True))
attempt(lambda: int.from_bytes('x', 'big')), attempt(lambda: int.from_bytes([256], 'big')), attempt(lambda: int.from_bytes(b'1', 'up'))
print(int.__doc__ is not None, (5).__add__(6), (5).__add__('x'), (5).__radd__(1), (5).__pow__(2, 3), (7).__divmod__(2))
print((7).__floor__(), (7).__ceil__(), (7).__trunc__(), (7).__round__(), (1255).__round__(-1), round(-15, -1), round(25, -1), round(12345, -3), round(5, -2))
print((5).__index__(), (5).__bool__(), (5).__float__(), (5).__sizeof__() > 0, (3).__lt__(4), (3).__eq__(3.0), (3).__hash__())
attempt(lambda: (5).missing), attempt(lambda: int.from_bytes()), attempt(lambda: (5).bit_length(1))
print(sys.int_info.bits_per_digit, sys.int_info.default_max_str_digits, sys.get_int_max_str_digits())
attempt(lambda: int('1' * 5000)), attempt(lambda: str(10 ** 5000)), attempt(lambda: setattr(5, 'x', 1))
