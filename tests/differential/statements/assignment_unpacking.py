# Assignment forms: chained, starred, nested, augmented, swaps, targets evaluated in order.
def attempt(code):
    try:
        exec(code, {})
    except Exception as e:
        print(code, '->', type(e).__name__, e)


a = b = c = [1]
a, b = b, 2
print(a, b, c)
first, *rest = range(5); *init, last = 'abc'; x, *mid, y = (1, 2); (p, (q, *r)), s = (1, 'xyz'), 2; [i, j] = {3: 0, 4: 0}
print(first, rest, init, last, x, mid, y, p, q, r, s, i, j)
log = []


class T:
    def __init__(self, n): object.__setattr__(self, 'n', n)
    def __setattr__(self, k, v): log.append((self.n, 'attr', k, v))
    def __setitem__(self, k, v): log.append((self.n, 'item', k, v))
    def __getitem__(self, k): log.append((self.n, 'get', k)); return 10


def t(n): log.append(('make', n)); return T(n)


t(1).x, t(2)[0], *t(3).r = [1, 2, 3, 4]
t(4)[(log.append('key'), 5)[1]] += (log.append('value'), 7)[1]
t(5).y = t(6)[1] = 'chained'
print(*log, sep='\n')
for code in ('a, b = 1', 'a, b = 1, 2, 3', 'a, b = [1]', 'a, *b, c = [1]', 'a, b = None', '*a, = 5', '(a, b), c = 1, 2', 'a, b = {1}', 'x += 1', 'del x', 'del (a, b)', 'a.b = 1', '[].x = 1', '1[0] = 2', 'for a, b in [1]: pass', 'x: int', 'print(x)', 'x: int = 5; del x; x', '[a, b] = iter([1])'):
    attempt(code)
n = 5; n += 1; n -= 2; n *= 3; n //= 2; n **= 2; n %= 7; n <<= 3; n >>= 1; n |= 1; n &= 0xf; n ^= 2; print(n)
m = 7.0; m /= 2; l = [1]; l += 'ab'; l *= 2; u = {1}; u |= {2}; v = u; v &= {2}; print(m, l, u, v is u)
z: int = 5; w: 'str'; print(z, __annotations__)
d = {}; d['k'], d['j'] = 1, d.get('k'); k = 0; k, d[k] = 1, 'swap'; print(d)
