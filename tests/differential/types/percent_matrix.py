# The % operator of str, bytes and bytearray: every conversion with every kind of argument.
import enum
class I:
    def __index__(self): return 7
class N:
    def __int__(self): return 8
    def __repr__(self): return 'N()'
class F:
    def __float__(self): return 2.5
    def __repr__(self): return 'F()'
class E(enum.IntEnum): A = 15
class S(str):
    def __str__(self): return 'S!'
    def __repr__(self): return 'R!'
class IS(int):
    def __str__(self): return 'IS'
    def __repr__(self): return 'IR'
class FS(float):
    def __str__(self): return 'FS'
class J(IS): __str__ = int.__repr__
class M(dict):
    def __missing__(self, k): return k
class G:
    def __getitem__(self, k): return 'gi' + str(k)
    def __repr__(self): return 'G()'
I.__repr__ = lambda self: 'I()'
formats = '%d|%i|%x|%X|%e|%g|%f|%c|%s|%r|%a|%-5d.|%#x|%5.3d|%#.0f|%5c|%%|%5%|%z|%|%5|%.|%.5|%(a|%(a)|%(a)s|%(a)s %s|%s %(a)s|%*d|%.*f|%ld|%lld|%l|%5.|%#5.3X|% 05d|%(a)*d|%b|%\x00'.split('|')
for f in formats:
    for a in (7, -7, I(), N(), F(), E.A, S('x'), IS(3), FS(1.5), J(4), 'str', b'b', 3.7, 10 ** 30, True, None, (1,), (1, 2), (1, 2, 3), {'a': 1}, {b'a': b'v'}, [1], M(), G(), (), {}, float('nan'), -0.0, '\xe9', 300, 0x110000, -1, (5, 1.23456), bytearray(b'q')):
        row = []
        for fmt in (f, f.encode(), bytearray(f.encode())):
            try: row.append(fmt % a)
            except Exception as e: row.append(f'{type(e).__name__}: {e}')
        print(ascii(f), type(a).__name__, ascii(row))
for fmt, a in ((b'%z.1f', -0.01), (b'%z5.0e', -0.0), (b'%z.3g', -1.5), (b'%zd', -5), ('%.*d', (2 ** 31 - 1, 1)), ('%.*d', (2 ** 31, 1)), ('%.*d', (2 ** 63, 1)), ('%*d', (2 ** 63, 1)), ('%.99999999999d', 1), ('%99999999999999999999d', 1), (b'%.2147483648d', 1), ('%.2147483647d', 1), ('%*d', (-5, 1)), ('%.*d', (-5, 1)), ('%*s', ('x', 1))):
    try: print(fmt, a, fmt % a)
    except Exception as e: print(fmt, a, type(e).__name__, e)
print('{}'.format(S('x')), f'{S("x")}', format(S('x')), '{!s}'.format(S('x')), '{:3}|'.format(S('x')), '{0[{1}]}'.format({'{1}': 5}), 'x'.__getnewargs__())
