# split, rsplit, splitlines, join, strip families.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for s in ('', ' ', 'a b c', '  a  b\t\nc  ', 'a,b,,c,', ',', 'one', 'a\u00a0b\u2003c', 'x::y::::z'):
    print(repr(s), s.split(), s.rsplit(), s.split(','), s.rsplit(',', 1), s.split(',', 1), s.split(None, 1), s.rsplit(None, 1), s.split('::'), s.split(maxsplit=0))
    print(ascii(s.strip()), ascii(s.lstrip()), ascii(s.rstrip()), s.strip('a,'), s.lstrip(' a'), s.rstrip('c ,'))
for s in ('a\nb\r\nc\rd', 'a\n', '\n\n', '', 'x\x0by\x0cz\x1cw\x85v\u2028u\u2029', 'no end', '\r\n\r\n'):
    print(ascii(s), [ascii(x) for x in s.splitlines()], [ascii(x) for x in s.splitlines(True)], s.splitlines(keepends=False) == s.splitlines())
attempt(lambda: 'a'.split('')), attempt(lambda: 'a'.split(1)), attempt(lambda: 'a'.split(',', 'x')), attempt(lambda: 'a'.split(sep=None, maxsplit=-5)), attempt(lambda: 'a'.strip(1)), attempt(lambda: 'abc'.split(x=1)), attempt(lambda: 'a'.rsplit(''))
print(','.join(['a', 'b']), ''.join(()), ', '.join('abc'), 'x'.join(['one']), '-'.join({'k': 1}), '€'.join(['a', '🐍', 'b']), ''.join(c for c in 'gen'))
attempt(lambda: ','.join([1])), attempt(lambda: ','.join(['a', b'b'])), attempt(lambda: ','.join(5)), attempt(lambda: ','.join(['a', None, 'b'])), attempt(lambda: ','.join()), attempt(lambda: ','.join('a', 'b'))
print('xxabcxx'.strip('x'), 'aXbXa'.strip('aX'), '  é  '.strip(), '\u3000wide\u3000'.strip(), 'mississippi'.lstrip('mis'), ''.strip('x'), 'x'.strip(''))
text = ' '.join(f'w{i}' * (i % 4) for i in range(40))
print(text.split(), len(text.split(' ')), text.split(' ', 5)[-1][:20], text.rsplit(' ', 5)[0][-20:])
print('a b c d'.split(' ', 2), 'a b c d'.rsplit(' ', 2), 'aXXbXXc'.split('XX'), 'aXXXb'.split('XX'), 'aXXXb'.rsplit('XX'), '🐍a🐍b'.split('🐍'))
class S(str): pass
print([type(x).__name__ for x in S('a b').split()], type(S(' a ').strip()).__name__, type(S('a').strip()).__name__, type(S('').join(['a'])).__name__, type(''.join([S('a')])).__name__)
