"""Integer arithmetic across the boundary between immediates and heap limbs."""

edges = [0, 1, -1, 2, -2, 7, -7, 2**31, 2**53 + 1, 2**61 - 1, 2**61, -2**61, -2**61 - 1, 2**62, 2**63 - 1, 2**63,
         -2**63, 2**64 - 1, 2**64, 10**30, -10**30, 3**200, -3**200]


def attempt(name, function, *args):
    try:
        print(name, args, function(*args))
    except Exception as error:
        print(name, args, type(error).__name__, error)


for a in edges:
    attempt("unary", lambda x: (-x, +x, ~x, abs(x), bool(x), hash(x), hex(x), oct(x), bin(x)), a)
    attempt("methods", lambda x: (x.bit_length(), x.bit_count(), x.as_integer_ratio(), x.__sizeof__()), a)
    attempt("float", float, a)
    attempt("round", lambda x: [round(x, -n) for n in (0, 1, 2, 15, 40)], a)
    for size in (1, 8, 9, 40):
        for order in ("big", "little"):
            for signed in (False, True):
                attempt("bytes", lambda x, n, o, s: (x.to_bytes(n, o, signed=s),
                        int.from_bytes(x.to_bytes(n, o, signed=s), o, signed=s) == x), a, size, order, signed)
    for b in edges:
        attempt("ring", lambda x, y: (x + y, x - y, x * y), a, b)
        attempt("divide", lambda x, y: (x // y, x % y, divmod(x, y)), a, b)
        attempt("true", lambda x, y: x / y, a, b)
        attempt("bits", lambda x, y: (x & y, x | y, x ^ y), a, b)
        attempt("order", lambda x, y: (x < y, x <= y, x == y, x != y, x > y, x >= y), a, b)
        attempt("float order", lambda x, y: (x < float(y), x == float(y), float(x) > y), a, b)
        if abs(b) < 100:
            attempt("shift", lambda x, y: (x << y, x >> y), a, b)
            attempt("power", lambda x, y: x ** y, a, b)
        attempt("modular", pow, a, b, 1000003)

for text in ["12", " 12 ", "-0x1f", "0b101", "0o17", "1_000", "_1", "1__0", "", "+", "0x", "012", "00", "\u0661\u0662",
             "z", "12abc", "9" * 4300, "9" * 4301]:
    for base in (10, 0, 16, 2, 36, 1, 37, -1):
        attempt("parse", int, text, base)
attempt("limit", lambda n: len(str(10**n)), 4300)
attempt("limit", lambda n: len(str(10**n)), 4299)
