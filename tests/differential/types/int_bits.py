# Shifts, masks, bit counts and two's complement behaviour of large integers.
def attempt(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


for a in (0, 1, -1, 5, -5, 2**64 + 3, -(2**64) - 3, 12345678901234567890):
    print(a, a << 3, a >> 1, a << 70, a >> 70, a >> 1000)
    for b in (0, 1, -1, 255, -256, 2**65, -(2**65)):
        print('  ', a & b, a | b, a ^ b)
    print('  ', a.bit_count(), a.bit_length(), ~a)
print(attempt(lambda: 1 << -1), attempt(lambda: 1 >> -1))
print(attempt(lambda: 1.0 & 1), attempt(lambda: 1 | 'x'), attempt(lambda: ~1.5))
print(True & 1, True | False, True ^ True, type(True & True), type(True & 1), ~True)
print(0 << 10**10, 0 >> 10**30, attempt(lambda: 1 >> 10**30), -1 >> 10**30)
total = 0
for i in range(200):
    total = (total << 3) ^ (i * 2654435761) ^ (total >> 17)
print(total)
print(bin(total)[:40], oct(total)[-20:], hex(total)[-20:])
