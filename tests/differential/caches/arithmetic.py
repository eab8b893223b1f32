# BINARY_OP and COMPARE_OP: overflow, signs of zero, NaN, changes of type, subclasses, user classes.
def add(a, b):
    return a + b

def sub(a, b):
    return a - b

def mul(a, b):
    return a * b

def div(a, b):
    return a / b

def floor(a, b):
    return a // b, a % b

def bits(a, b):
    return a & b, a | b, a ^ b, a << b, a >> b

def less(a, b):
    if a < b:
        return 'less'
    return 'not less'

def same(a, b):
    return 'same' if a == b else 'different' if a != b else 'neither'

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

for _ in range(6):
    add(1, 2), sub(1, 2), mul(3, 4), div(1, 2), floor(7, 2), bits(6, 3), less(1, 2), same(1, 1)
big = 2 ** 61
for a in (0, 1, -1, big - 1, -big, big, 2 ** 62 - 1, -2 ** 62, 2 ** 63, 10 ** 30):
    for b in (1, -1, big - 1, -big, 7):
        print(a, b, add(a, b), sub(a, b), mul(a, b), attempt(floor, a, b), less(a, b), same(a, b))
for b in (0, 1, 60, 61, 62, 63, 64, 200, -1):
    print(b, attempt(bits, 5, b), attempt(bits, -5, b), attempt(bits, big, b))
print(attempt(div, 1, 0), attempt(floor, 1, 0), attempt(div, 1.0, 0.0), attempt(floor, 1.0, 0))
print(div(2 ** 53 + 1, 1), div(2 ** 60, 3), div(-(2 ** 60), 2 ** 61 - 1), div(7, -2), div(0, -5))
nan, inf = float('nan'), float('inf')
values = [0.0, -0.0, 1.5, -1.5, nan, inf, -inf, 1e300, 1e-300, 5e-324, 2.0 ** 53]
for a in values:
    for b in values:
        print(add(a, b), sub(a, b), mul(a, b), attempt(div, a, b), less(a, b), same(a, b))
for _ in range(200):
    add(1.5, 2.5), less(1.5, 2.5), less(nan, 1.0)
print(add(0.0, -0.0), sub(-0.0, 0.0), mul(0.0, -1.0), mul(-0.0, 0), add(-0.0, 0))
print(add(1, 2.5), add(2.5, 1), sub(10 ** 17 + 1, 0.5), mul(3, 0.1), add(True, 1), add(True, 0.5), same(1, 1.0), same(2 ** 53 + 1, 2.0 ** 53))
print(add('a', 'b'), add([1], [2]), add((1,), ()), attempt(add, 1, 'a'), attempt(add, 'a', 1), mul('ab', 2), mul(2, [0]))

class I(int):
    def __add__(self, other):
        return 'I.__add__'

    def __radd__(self, other):
        return 'I.__radd__'

    def __lt__(self, other):
        return 'truthy'

    def __eq__(self, other):
        return False

class F(float):
    def __rsub__(self, other):
        return 'F.__rsub__'

for _ in range(80):
    out = [add(x, y) for x, y in ((1, 2), (I(1), 2), (1, I(2)), (1.0, 2))], less(I(1), 0), same(I(1), 1), sub(1.0, F(2.0))
print(out)

def loop(n):
    total = 0
    i = 0
    while i < n:
        total += i * i - 1
        i += 1
    return total

print(loop(1000), loop(10), loop(3.5))

def grow():
    x = 1
    out = []
    for i in range(130):
        x = x + x
        if x > 10 ** 18:
            out.append(x)
    return out[0], out[-1]

print(grow())

def signs(x):
    return [-x, +x, not x]

print([signs(v) for v in (0, 1, -big, big - 1, 0.0, -0.0, True, '')])
