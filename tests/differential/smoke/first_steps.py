# The smallest program that goes the whole way: source, bytecode, machine.


def fibonacci(limit):
    a, b = 0, 1
    while a < limit:
        yield a
        a, b = b, a + b


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)
        return self

    def __repr__(self):
        return f'Stack({self.items!r})'


print(list(fibonacci(100)))
print(Stack().push(1).push('two').push(3.0))
for i in range(3):
    print(i, i * i, i / 2, i // 2)
words = 'the quick brown fox jumps over the lazy dog'.split()
print({w: len(w) for w in words})
print(sorted(set(words)), sum(map(len, words)), 2 ** 100)
try:
    [][1]
except IndexError as error:
    print(type(error).__name__, error)
