def add(a, b):
    return a + b


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def keywords(a, b=2, *, c=3):
    return a + b + c


total = fib(29)
for i in range(3000000):
    total = add(total, i)
for i in range(500000):
    total += keywords(i, c=1)
print(total)
