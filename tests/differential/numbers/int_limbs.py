# Arithmetic around the limits of immediates, machine words, two limbs and many, checked against each other.
import random
r = random.Random(7)
edges = []
for bits in (0, 1, 31, 60, 61, 62, 63, 64, 65, 126, 127, 128, 129, 191, 192, 193, 1000, 9000, 70000, 140000):
    for d in (-1, 0, 1):
        edges += [(1 << bits) + d, -(1 << bits) + d]
edges += [r.getrandbits(b) * s for b in (5, 50, 63, 64, 90, 120, 127, 128, 200, 500, 4000) for s in (1, -1)]


def digest(values):
    total = 0
    for v in values:
        total = (total * 1000003 + (v ^ (v >> 64))) % ((1 << 521) - 1)
    return hex(total)


print(digest(a + b for a in edges for b in edges))
print(digest(a - b for a in edges for b in edges))
small = [e for e in edges if e.bit_length() < 5000]
print(digest(a * b for a in small for b in small))
print(digest(a & b for a in edges for b in edges))
print(digest(a | b for a in edges for b in edges))
print(digest(a ^ b for a in edges for b in edges))
print(digest(~a for a in edges))
quotients, rests = [], []
for a in edges:
    for b in small:
        if b:
            q, m = divmod(a, b)
            assert q == a // b and m == a % b and q * b + m == a and abs(m) < abs(b) and (m == 0 or (m < 0) == (b < 0))
            quotients.append(q)
            rests.append(m)
print(digest(quotients), digest(rests))
for n in (0, 1, 2, 31, 61, 62, 63, 64, 65, 127, 128, 129, 500, 8192):
    print(n, digest(a << n for a in edges), digest(a >> n for a in edges))
    assert all((a << n) >> n == a and a >> n == a // (1 << n) for a in edges)
print([type(x) for x in ((1 << 200) - (1 << 200), (1 << 64) >> 64, True & (1 << 70), -(1 << 70) | True)])
print((1 << 64) * 0, (1 << 64) % 1, -(1 << 64) // 1 == -(1 << 64), (1 << 100) // -(1 << 100), -(1 << 61) // -1, (-(1 << 127)) % -1)
x = 1
for i in range(1, 700):
    x *= i
for i in range(699, 0, -1):
    x //= i
print(x)
for bad in (lambda: (1 << 70) // 0, lambda: (1 << 70) % 0, lambda: divmod(1 << 70, False), lambda: (1 << 70) << -1, lambda: (1 << 70) >> -(1 << 70)):
    try:
        bad()
    except (ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)
