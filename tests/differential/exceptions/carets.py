# Which part of the line the carets mark, for every kind of operation.
import traceback


class A:
    def __getattr__(self, n): raise AttributeError(n)
    def __call__(self): raise TypeError('call')


a, d, l, n, s = A(), {}, [], None, 'text'
cases = [
    lambda: a.b.c, lambda: 1 + n, lambda: (1 + 2) * n + 3, lambda: d['x']['y'], lambda: l[5] + 1, lambda: n.attr.more, lambda: a() + 1, lambda: f(1)(2), lambda: len(5), lambda: [x / 0 for x in (1, 2)],
    lambda: {**d, 'k': 1 / 0}, lambda: f'{1 / 0}', lambda: f'{undefined_name!r:>5}', lambda: not_there, lambda: s.nope(1, 2), lambda: 1 < n, lambda: n in 5, lambda: -s, lambda: (yield_ := n + 1), lambda: [*5], lambda: {**5}, lambda: print(*5),
    lambda: print(1, 2, s + 1, end=''), lambda: s[1:2, 3], lambda: d[l], lambda: 1 if n.x else 2, lambda: n and n.x or s.y, lambda: (lambda: n())(), lambda: "é" + 1, lambda: ("日本" + 5) + 'x', lambda: s @ s, lambda: ~s, lambda: 2 ** s, lambda: d . get ( 'x' ) . y,
    lambda: a.x + a.y, lambda: list(x for x in n), lambda: max(1, 'a'), lambda: __import__('nosuch'), lambda: (1,
                                                                                              2, 1 / 0),
]


def f(x): return x


def statements():
    def s1(): a, b = 1
    def s2(): l[0] = 5
    def s3(): n.x = 5
    def s4(): del d['q']
    def s5(): x = 5; x += 'a'
    def s6(): raise ValueError('direct') from KeyError('c')
    def s7(): assert s == 1, 'assertion text'
    def s8():
        for q in n: pass
    def s9():
        with n: pass
    def s10(): import nosuch.module
    def s11(): from os import nosuchname
    def s12(): return 1 + n * 2
    return [s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12]


for case in cases + statements():
    try:
        case()
    except Exception as error:
        print(''.join(traceback.format_exception(error)[2:]), end='')
