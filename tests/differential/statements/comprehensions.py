# Comprehension scoping, conditions, nesting, walrus, async-free corner cases.
x = 'outer'
print([x for x in range(3)], x, {x: y for x, y in zip('ab', range(2))}, {x % 3 for x in range(10)}, x, list(x * 2 for x in 'ab'))
print([(i, j) for i in range(3) for j in range(i) if (i + j) % 2], [[j for j in range(i)] for i in range(4)], [a if a else 'zero' for a in range(3) if a != 1 if a < 9])
print([last := i for i in range(3)], last, [y for i in range(3) if (y := i * 2)], y, any((found := n) > 2 for n in range(5)), found)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])


class C:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    try: bad = [i for _ in range(1) for i in items]
    except NameError as e: print(e)


print(C.doubled, [k for k in C.__dict__ if not k.startswith('__')])


def f(n):
    return [n + m for m in range(n)], {k: (lambda: k + n)() for k in range(2)}, [locals().keys() - {'.0'} for q in 'a']


print(f(3))
print({**{i: 1 for i in range(2)}}, [*(i for i in 'ab'), *[j for j in 'c']], dict((k, v) for k, v in [(1, 2)]), sum(i for i in range(5)), [i for i in (j for j in range(3))])
for code in ('[x for x in 5]', '[y := 1 for y in range(2)]', '[i for i in (i := 5, 1)]', '{1: 2 for}', '[x, y for x in 1]', '[*x for x in []]', '{**x for x in []}', '[(yield) for x in 1]', '(x for x in a b)', 'f(x for x in [], 1)', '[undefined_name for _ in [1]]', '[1/0 for _ in [1]]', 'class D: [z := 1 for q in [1]]'):
    try: exec(code)
    except Exception as e: print(code, type(e).__name__, e)
def outer():
    v = 1
    def inner(): return [v + w for w in range(2) if v]
    v = 2
    return inner()
print(outer(), [[[i + j + k for k in range(2)] for j in range(2)] for i in range(2)])
g = (print('lazy', i) for i in range(2)); print('made'); list(g)
def src(): print('source evaluated'); return [1]
h = (i for i in src()); print('before iteration', next(h), type(h).__name__, h.__name__, h.gi_frame is not None)
print([i for i in range(50) if not any(i % p == 0 for p in range(2, i))][2:], {(a, b): a * b for a in range(3) for b in range(a, 3)})
