# Float operators, floor division and modulo with every sign, mixed operands.
def attempt(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


values = [0.0, -0.0, 1.5, -1.5, 2.0, -7.25, 1e300, 1e-300, float('inf'), float('-inf'), float('nan'), 3, -2]
for a in values:
    for b in values:
        print(a, b, a + b, a - b, a * b, attempt(lambda: a / b), attempt(lambda: a // b), attempt(lambda: a % b))
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(7.5, -2), divmod(5, 0.5), attempt(lambda: divmod(1.0, 0)))
print(-0.0, +(-0.0), abs(-0.0), abs(-2.5), -(0.0), 0.0 == -0.0, str(-0.0 + 0), 0 * -1.0)
for a, b in ((2.0, 3), (2, 0.5), (-8.0, 3), (-8.0, 1 / 3), (0.0, 0), (0.0, -1), (-0.0, -3), (float('inf'), 0), (float('inf'), -1), (1.0, float('nan'))):
    print(a, b, attempt(lambda: a ** b))
print(attempt(lambda: 1e200 ** 2), attempt(lambda: 1.5 + 'a'), attempt(lambda: 1.5 << 1), attempt(lambda: 1.5 @ 2), attempt(lambda: 'x' * 1.5))
print(10**20 + 0.5, 10**20 * 1.0, attempt(lambda: 10**400 + 1.0), attempt(lambda: 10**400 * 1.5), 1.5 == 3 / 2)
x = 10.0
x += 1; x -= 2; x *= 3; x /= 4; x //= 1; x %= 4; x **= 2
print(x)
total = 0.0
for i in range(1, 2000):
    total += (-1.0) ** i / i
print(total)
