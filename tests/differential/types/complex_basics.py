# complex: construction, operators, repr, parsing, formatting, errors.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


inf, nan = float('inf'), float('nan')
for z in (0j, 1j, -1j, 1 + 2j, -1.5 - 0j, complex(-0.0, -0.0), complex(inf, nan), complex(0, -inf), complex(-0.0, 1), 1e20 + 1e-20j):
    print(z, repr(z), str(z), z.real, z.imag, z.conjugate(), -z, abs(z) if z == z else None, bool(z))
a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** b, a ** 2, a ** -1, 2 ** a, a + 1, 1.5 - a, a * 2, a == 3 + 4j, a != b, abs(a), hash(a), hash(5 + 0j))
for text in ('1', '1j', '1+2j', ' (1-2j) ', '-j', '+j', 'inf+nanj', '1e5j', '1_0j', '', '1 + 2j', 'j1', '1+', '(1', '1j+2', '1+2J'):
    attempt(lambda: complex(text))
attempt(lambda: complex()), attempt(lambda: complex(1, 2)), attempt(lambda: complex(1j, 1j)), attempt(lambda: complex('1', 2)), attempt(lambda: complex(1, '2'))
attempt(lambda: complex([])), attempt(lambda: complex(real=1, imag=2)), attempt(lambda: complex(1, 2, 3)), attempt(lambda: int(1j)), attempt(lambda: float(1j))
attempt(lambda: 1j < 2), attempt(lambda: 1j // 2), attempt(lambda: 1j % 2), attempt(lambda: divmod(1j, 2)), attempt(lambda: 1 / 0j), attempt(lambda: 0j ** -1)
attempt(lambda: 1j + 'x'), attempt(lambda: round(1j)), attempt(lambda: abs(complex(1e308, 1e308))), attempt(lambda: (1e200 + 0j) ** 2), attempt(lambda: pow(1j, 2, 3))
for spec in ('', 'f', '.2f', 'e', 'g', '>20', '^20.1f', '+', ',.1f', 'd', '=20', '020', '%', 's'):
    attempt(lambda: format(1234.5 - 2.25j, spec))


class C:
    def __complex__(self): return 1 + 1j


class D(complex):
    pass


print(complex(C()), D(1, 2), type(D(1, 2) + 1), D('2j'), [D(1)], 1j ** 2, 1j * 1j, (1 + 0j) == 1, {1: 'a'}[1 + 0j])
