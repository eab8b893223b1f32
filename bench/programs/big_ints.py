def digits(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


x = digits(20000)
y = pow(3, 20001, 10 ** 900 + 7)
f = 1
for i in range(1, 2500):
    f *= i
total = 0
for i in range(1, 2500000):
    total += (1 << (i % 90)) * i % 1000003
print(x % 10 ** 9, y % 10 ** 9, f % (10 ** 9 + 7), total, len(str(digits(15000))))
