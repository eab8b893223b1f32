# for, while, else, break, continue, nested, with mutation and iterators.
def run(limit):
    out = []
    for i in range(10):
        if i == limit: break
        if i % 2: continue
        out.append(i)
    else:
        out.append('else')
    n = 0
    while n < 5:
        n += 1
        if n == limit: continue
        if n == limit * 2: break
        out.append(-n)
    else:
        out.append('while else')
    return out


for limit in (1, 2, 3, 20): print(limit, run(limit))


def nested():
    for i in range(3):
        for j in range(3):
            if j == i: break
            yield i, j
        else: yield i, 'all'
        while True:
            try:
                if i == 1: break
                break
            finally: yield 'fin', i


def find(matrix, v):
    for r, row in enumerate(matrix):
        for c, x in enumerate(row):
            if x == v: return r, c
    return None


print(list(nested()), find([[1, 2], [3, 4]], 4), find([[1]], 5))
for x in []: pass
else: print('empty else')
while False: pass
else: print('while false else')
for i, (a, *b) in enumerate(['abc', (1,), [2, 3]]): print(i, a, b)
d = {}
for d['k'] in range(3): pass
print(d)
l = [1, 2, 3]
for l[0] in 'xy': print(l)
for i in 1, 2, *[3, 4]: print(i, end=' ')
def loop_finally():
    out = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally: out.append('f')
    return out
print(loop_finally())
def ret_in_loop():
    for i in range(3):
        try: return i
        finally:
            if i < 2: continue
print(ret_in_loop())
i = 5
for i in range(0): pass
print(i); total = 0
for i in range(1000):
    for j in range(i % 7):
        if (i * j) % 5 == 3: break
        total += i ^ j
    else: total -= 1
print(total)
for bad in ('5', 'None', 'object'):
    try:
        for _ in eval(bad): pass
    except TypeError as e: print(e)
