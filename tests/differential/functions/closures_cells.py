# Closures that share cells, late binding, recursion through a cell, defaults against cells.
def account(balance):
    history = []

    def deposit(amount):
        nonlocal balance
        balance += amount
        history.append(('+', amount))
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            raise ValueError(f'only {balance}')
        balance -= amount
        history.append(('-', amount))
        return balance

    return deposit, withdraw, lambda: (balance, tuple(history))


put, take, state = account(10)
print(put(5), take(3), state())
try:
    take(100)
except ValueError as error:
    print(error, state())
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
print(put.__closure__[0].cell_contents, put.__code__.co_freevars, state.__code__.co_freevars, put.__closure__[0] is take.__closure__[0])


def make_even_odd():
    def even(n): return True if n == 0 else odd(n - 1)
    def odd(n): return False if n == 0 else even(n - 1)
    return even, odd


even, odd = make_even_odd()
print(even(10), odd(7), even(3))
def compose(*fs):
    def run(x):
        for f in reversed(fs): x = f(x)
        return x
    return run
print(compose(str, abs, lambda v: v - 10)(3), compose()(5))
def curry(f, n=2):
    def step(args): return (lambda x: step(args + (x,))) if len(args) < n else f(*args)
    return step(())
print(curry(lambda a, b: a * b)(6)(7))
def memo(f):
    cache = {}
    def inner(*a):
        if a not in cache: cache[a] = f(*a)
        return cache[a]
    inner.cache = cache
    return inner
@memo
def ways(n): return 1 if n < 2 else ways(n - 1) + ways(n - 2)
print(ways(60), len(ways.cache))
