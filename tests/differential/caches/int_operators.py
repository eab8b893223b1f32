# Division, remainder and stores of small ints in loops, against the definition.
def divide(values, divisors):
    bad = total = 0
    for x in values:
        for y in divisors:
            q = x // y
            r = x % y
            total += q * 3 + r
            if q * y + r != x or not (0 <= r < y or y < r <= 0): bad += 1
    return bad, total


edges = [0, 1, 2, 3, 7, 8, 255, 256, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**60, 2**61 - 1, 2**61, 2**63, 2**64 + 1]
edges += [-e for e in edges]
print(divide(edges, [e for e in edges if e]))
print([(-7 // 2, -7 % 2, -7 // 4, -7 % 4, -7 % -4, 7 % -4, -8 // 8, -8 % 8) for _ in range(3)])


def constants(x):
    out = []
    for _ in range(4):
        a = x // 2; b = x % 2; c = x // 10; d = x % 10; e = x & 6; f = x >> 1; g = x % -3; h = x // -4; i = x | 1; j = x ^ 5
        out.append((a, b, c, d, e, f, g, h, i, j))
    return out[0] if all(o == out[0] for o in out) else out


for x in edges: print(x, constants(x))
for zero in (lambda x: x % 0, lambda x: x // 0, lambda x, z=0: x % z):
    for i in range(4):
        try: zero(i)
        except ZeroDivisionError as e: print(e)


class Noisy:
    log = []
    def __del__(self): self.log.append('gone')


def stores():
    v = Noisy()
    for i in range(4):
        v = i + 1
        w = v
        v = Noisy() if i % 2 else 2.5
        w = w * 2
        v = w - i
    return v, w, Noisy.log


print(stores())


def unbound(flag):
    for i in range(3):
        x = i + 1
        if flag: del y
        y = x * 2; z = y
    return x, y, z


print(unbound(False))
try: unbound(True)
except UnboundLocalError as e: print(e)
print(sum([True, 2, 3]), sum([2**61 - 1, 1, 1]), sum([-2**61, -1]), sum([1, 2.5, 3]), sum([], 5), sum([1, 2], 2**61 - 2), type(sum([True])))
