# BINARY_SUBSCR, STORE_SUBSCR, CONTAINS_OP, UNPACK_SEQUENCE: bounds, subclasses, mutation underneath.
def get(c, k):
    return c[k]

def put(c, k, v):
    c[k] = v

def has(c, k):
    return k in c, k not in c

def pair(c):
    a, b = c
    return b, a

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

class L(list):
    def __getitem__(self, i):
        return ('L', i)

    def __setitem__(self, i, v):
        print('L set', i, v)

    def __iter__(self):
        return iter('xy')

class D(dict):
    def __missing__(self, k):
        return ('missing', k)

    def __contains__(self, k):
        return True

class I:
    def __init__(self, i):
        self.i = i

    def __repr__(self):
        return 'I'

    def __index__(self):
        return self.i

for _ in range(8):
    get([1, 2], 0), put([1], 0, 2), has([1], 1), pair((1, 2))
for c in ([1, 2, 3], (1, 2, 3), 'abc', b'abc', range(3), L([7, 8]), {0: 'zero', -1: 'minus'}, D()):
    for k in (0, 2, -1, -3, 3, -4, True, I(1), 2 ** 70, 'k', 1.0, slice(1)):
        print(attempt(get, c, k) if not isinstance(c, D) or not isinstance(k, (I, slice)) else '', end=' ')
    print()
for _ in range(60):
    get({'a': 1}, 'a'), get([1, 2], 1), get('xyz', 2)
print(attempt(get, {'a': 1}, 'b'), attempt(get, {}, []), attempt(get, [], 0))
l = [0, 1, 2]
for k in (0, -1, 3, -4, 'x', True, slice(0, 1)):
    print(attempt(put, l, k, [9]), l)
put(L(), 1, 2)
d = D()
put(d, 'x', 1)
print(d, attempt(put, (1,), 0, 1), attempt(put, 'a', 0, 1), attempt(put, d, [], 1))

class Key:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return 'Key'

    def __hash__(self):
        return 1

    def __eq__(self, other):
        table.clear()
        return True

table = {Key(1): 'one'}
print(attempt(get, table, Key(2)), table)

class Dies:
    def __del__(self):
        print('gone', len(l))

l = [Dies(), 1]
put(l, 0, None)
print(l)
for c in ([1], (1,), {1}, frozenset([1]), {1: 2}, D(), 'a', range(2), L([1])):
    print([attempt(has, c, k) for k in (1, 'a', None, [], {1}, frozenset([1]))])
for c in ([1, 2], (1, 2), 'ab', {1: 1, 2: 2}, L([5]), range(2), [1], (1, 2, 3), 5, iter([1, 2]), iter([1, 2, 3])):
    print(attempt(pair, c), end=' ')
print()

def swap(n):
    a, b, c = range(3)
    for _ in range(n):
        a, b, c = c, a, b
    return a, b, c

print(swap(4))

def walk(c, n):
    total = 0
    for i in range(n):
        total += c[i]
    return total

print(walk([1, 2, 3], 3), walk((1, 2, 3), 2), walk({0: 5, 1: 6}, 2), attempt(walk, [1], 2), walk([0.5, 2 ** 65], 2))

def matrix(n):
    m = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            m[i][j] = m[i - 1][j] + i * j
    return m

print(matrix(4))
