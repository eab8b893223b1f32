# center, ljust, rjust, zfill, expandtabs, translate, maketrans.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for s in ('', 'a', 'ab', 'héllo', '🐍'):
    for width in (-1, 0, 1, 4, 7):
        print(repr(s.center(width)), repr(s.ljust(width, '*')), repr(s.rjust(width, '€')), repr(s.zfill(width)), repr(s.center(width, '-')))
for s in ('-5', '+5', '--5', '5', '-', '', '+é'):
    print(repr(s.zfill(6)), repr(s.zfill(1)))
for s in ('a\tb', '\t', 'abc\tdef\tg', '12345678\tx', 'a\n\tb', 'a\r\tb', '\t\t', 'é\tü'):
    print(repr(s.expandtabs()), repr(s.expandtabs(4)), repr(s.expandtabs(0)), repr(s.expandtabs(-1)), repr(s.expandtabs(tabsize=1)))
attempt(lambda: 'a'.center()), attempt(lambda: 'a'.center('x')), attempt(lambda: 'a'.ljust(5, 'ab')), attempt(lambda: 'a'.rjust(5, '')), attempt(lambda: 'a'.rjust(5, 1)), attempt(lambda: 'a'.zfill(None)), attempt(lambda: 'a'.expandtabs('x'))
table = str.maketrans('abc', 'xyz', 'd')
print(table, 'abcd cab'.translate(table), str.maketrans({'a': 'AA', 'b': None, 99: 67, 'é': '€'}), 'abcé'.translate(str.maketrans({'a': 'AA', 'b': None, 99: 67, 'é': '€'})))
attempt(lambda: str.maketrans('ab', 'c')), attempt(lambda: str.maketrans(5)), attempt(lambda: str.maketrans({'ab': 1})), attempt(lambda: str.maketrans({1.5: 1})), attempt(lambda: str.maketrans('a', 'b', 5)), attempt(lambda: 'abc'.translate(5))


class Table:
    def __getitem__(self, key):
        if key == ord('a'): raise LookupError
        if key == ord('b'): return None
        return chr(key).upper()


print('abcd'.translate(Table()), 'a'.translate({97: 0x1f40d}), 'abc'.translate({}), 'abc'.translate([None] * 128), ascii('é'.translate([None] * 128)))
attempt(lambda: 'a'.translate({97: 1.5})), attempt(lambda: 'a'.translate({97: -1})), attempt(lambda: 'a'.translate({97: 0x110000}))
print('{:>{w}}|{:*^{w}}|{:<{w}}|'.format('ab', 'cd', 'ef', w=6), 'ab'.center(5), 'abc'.center(6), 'a'.center(4), 'abc'.center(4))
