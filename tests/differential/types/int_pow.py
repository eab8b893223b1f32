# Powers with and without a modulus, including inverses.
def attempt(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


for base in (0, 1, -1, 2, -2, 3, 10, 2**31, -10**12):
    for exp in (0, 1, 2, 3, 5, 64):
        print(base, exp, base ** exp)
print(2 ** -1, (-2) ** -3, attempt(lambda: 0 ** -1), 0 ** 0)
for m in (1, 2, 7, -7, 97, 10**9 + 7, -(10**9 + 7)):
    print(m, pow(3, 100, m), pow(-3, 101, m), pow(0, 0, m), attempt(lambda: pow(3, -1, m)))
print(attempt(lambda: pow(2, 3, 0)), attempt(lambda: pow(2, -1, 4)), attempt(lambda: pow(2.0, 3, 5)))
print(attempt(lambda: pow(2, 3, 'x')), attempt(lambda: pow('a', 2)), attempt(lambda: pow()))
print(pow(7, 10**20, 10**9 + 9), pow(12345678901234567890, 98765432109876543210, 10**18 + 9))
print(pow(base=2, exp=10), pow(base=2, exp=10, mod=1000))
print(len(str(3 ** 2000)), 3 ** 2000 % 10**20)
print((-8) ** (1 / 3), attempt(lambda: 2.0 ** 10000), 10 ** 0.5)
x = 3
x **= 4
print(x)
