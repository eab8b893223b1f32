# Floor division and modulo identities over many operand pairs, and exact true division.
import random
r = random.Random(11)


def pair(bits):
    a = r.getrandbits(bits) - (1 << (bits - 1))
    b = r.getrandbits(max(bits // 2, 2)) - (1 << (max(bits // 2, 2) - 1)) or 1
    return a, b


bad = 0
digest = 0
for bits in (4, 16, 31, 33, 62, 64, 65, 128, 300, 1000):
    for _ in range(60):
        a, b = pair(bits)
        q, m = divmod(a, b)
        if q * b + m != a or not (0 <= m < b if b > 0 else b < m <= 0) or (a // b, a % b) != (q, m):
            bad += 1
        digest = hash((digest, q, m))
    print(bits, bad, digest)
for a, b in ((10**30, 3), (-10**30, 7), (2**1000, 2**990), (1, 10**300), (2**53 + 1, 1), (3, 10**17), (10**308, 10**-0 if False else 1)):
    print(a / b, -a / b, a / -b)
for a in (10**50, -10**50, 2**64):
    print([a // k for k in (1, -1, 10**49, 7)], [a % k for k in (1, -1, 10**49, 7)])
