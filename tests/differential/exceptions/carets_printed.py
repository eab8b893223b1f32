# The carets under every kind of expression, as the interpreter's own hook prints them.
import sys


class Thing:
    def __getattr__(self, name):
        raise AttributeError(name)


t, n, d, l, z = Thing(), None, {}, [1], 0
é = "é"
cases = [
    lambda: n + 1, lambda: (1 + 2) * n + 3, lambda: 1 + 2 + n, lambda: n ** 2 // 3, lambda: 1 <n, lambda: -n, lambda: not t.x,
    lambda: d["x"]["y"], lambda: l[5] + 1, lambda: l[ 0 ] [ 1 ], lambda: l[1:2][3], lambda: t.a.b.c, lambda: t . a, lambda: len(5),
    lambda: n(), lambda: d.get(1)(2), lambda: len(*[1, 2]), lambda: [x / z for x in (1, 2)], lambda: {x: x / z for x in l},
    lambda: sum(x / z for x in l), lambda: (yield_ / z if True else 1), lambda: f"{n + 1}", lambda: f"é{1 / z!r:>{n}}",
    lambda: "é" + é / 2, lambda: "日本語" * n + "x", lambda: (é
                                                           .nope), lambda: d[
        "a"
    ], lambda: n + (
        1), lambda: [*n], lambda: {**n}, lambda: print(*n), lambda: int("x", base=10), lambda: 1 in n, lambda: n < 1 < 2,
    lambda: (lambda: 1 / z)(), lambda: l.append(1 / z), lambda: t.x if z else t.y, lambda: (z := 1 / 0), lambda: n[0] + n[1],
    lambda: 1 / z, lambda: 1 /z, lambda: 1//z, lambda: (1) / (z), lambda: 1 % z, lambda: divmod(1, z), lambda: 1 @ n, lambda: 1 >> n,
]
for case in cases:
    try:
        case()
    except Exception:
        sys.__excepthook__(*sys.exc_info())


def statements(i):
    if i == 0: import nope_module
    if i == 1: from sys import nope
    if i == 2: raise ValueError("x") from n.y
    if i == 3: assert z, "msg"
    if i == 4: assert z
    if i == 5: del d["k"]
    if i == 6: a, b = 1
    if i == 7: a, *b = ()
    if i == 8: l[9] = 1
    if i == 9: n.x = 1
    if i == 10: n.x += 1
    if i == 11: for_ = [1 for q in n]
    if i == 12:
        for q in n: pass
    if i == 13:
        with n as q: pass
    if i == 14:
        class C(n): pass
    if i == 15:
        @n
        def f(): pass
    if i == 16:
        match n:
            case int(a, b): pass
            case None if n.x: pass
    if i == 17: return undefined_name
    if i == 18:
        print(1); n.attribute; print(2)
    if i == 19: global unset; unset
    if i == 20:
        x = x + 1


for i in range(21):
    try:
        statements(i)
    except Exception:
        sys.__excepthook__(*sys.exc_info())
