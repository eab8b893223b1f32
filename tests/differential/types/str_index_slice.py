# stderr has a SyntaxWarning.
# Indexing, slicing, iteration and comparison of str over each storage width.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for s in ('', 'a', 'hello', 'héllo', 'h€llo wörld', '🐍py🐍', 'a\0b', '\ud800x'):
    print(len(s), ascii(s), ascii(s[::-1]), ascii(s[1:]), ascii(s[:-1]), ascii(s[::2]), ascii(s[-2:]), ascii(s[5:1]), ascii(s[10:]), [ascii(c) for c in s])
    print(s == s[:], s < 'h', s + 'x' > s, hash(s) == hash(str(s)), ascii(s * 3), s * 0, s * -1 == '', 'l' in s, '' in s)
attempt(lambda: 'abc'[3]), attempt(lambda: 'abc'[-4]), attempt(lambda: 'abc'['a']), attempt(lambda: 'abc'[1.0]), attempt(lambda: 'abc'[None]), attempt(lambda: 'abc'[10**30])
attempt(lambda: 'abc'[::0]), attempt(lambda: 'abc'['a':]), attempt(lambda: 'abc'[-10**30:10**30]), attempt(lambda: 'abcdef'[4:0:-2]), attempt(lambda: 'abcdef'[-1:-10:-3])
attempt(lambda: 'a' + 1), attempt(lambda: 1 + 'a'), attempt(lambda: 'a' * 'b'), attempt(lambda: 'a' * 1.5), attempt(lambda: 'a' < 1), attempt(lambda: 1 in 'abc'), attempt(lambda: None in 'a')
attempt(lambda: 'a' * (2**62)), attempt(lambda: iter('ab').__length_hint__()), attempt(lambda: 'abc'.x), attempt(lambda: setattr('a', 'x', 1)), attempt(lambda: 'abc' - 'a')


def assign():
    s = 'abc'
    s[0] = 'x'


def delete():
    s = 'abc'
    del s[0]


attempt(assign), attempt(delete), attempt(lambda: 'a' @ 'b'), attempt(lambda: -'a'), attempt(lambda: 'abc'())
print(sorted(['b', 'A', 'é', 'a', 'Z', '🐍', '€']), max('hello'), min('hello'), list(reversed('abc')), list(enumerate('ab')), ''.join(sorted('hello')))
s = 'x'
for i in range(10):
    s += str(i) + chr(0x100 + i) * (i % 3 == 0)
print(s, len(s))
print(str(), str(5), str(b'x'), str(b'caf\xc3\xa9', 'utf-8'), str(object=None), str(b'a', errors='strict'))
attempt(lambda: str('a', 'utf-8')), attempt(lambda: str(5, 'utf-8')), attempt(lambda: str(b'\xff', 'ascii')), attempt(lambda: str(1, 2, 3, 4))
