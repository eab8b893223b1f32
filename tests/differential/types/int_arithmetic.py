# Integer operators over small, word-size and large values.
values = [0, 1, -1, 7, -7, 2**30, -2**31, 2**61, 2**62 - 1, 2**63, -2**64, 10**30, -10**30]


def attempt(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


for a in values:
    row = []
    for b in values:
        row.append((a + b, a - b, a * b, attempt(lambda: a // b), attempt(lambda: a % b)))
    print(a, row[:7])
    print(hash(tuple(x for r in row for x in r if isinstance(x, int))))
for a in values:
    print(a, -a, +a, abs(a), ~a, bool(a), a.bit_length(), hash(a))
print(attempt(lambda: 1 / 0), attempt(lambda: 1 % 0), attempt(lambda: 1 // 0), attempt(lambda: divmod(1, 0)))
for a in (7, -7, 10**20 + 7):
    for b in (2, -2, 10**10):
        print(divmod(a, b), a // b, a % b, a / b)
print(attempt(lambda: 10**400 / 3), attempt(lambda: 1 + '1'), attempt(lambda: 'a' - 1), attempt(lambda: 2 ** '2'))
