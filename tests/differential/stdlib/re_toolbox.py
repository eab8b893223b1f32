# re as programs use it: named groups, verbose patterns, scanners, splitting, flags.
import re
log = '''2024-01-02 10:11:12 INFO  [main] started pid=42 user="Ann B"
2024-01-02 10:11:13 ERROR [db-1] failed: timeout (code 7) user="Çağ"
garbage line
2024-01-03 00:00:00 DEBUG [x] '''
rx = re.compile(r'''(?P<date>\d{4}-\d\d-\d\d)\s(?P<time>[\d:]+)\s
  (?P<level>[A-Z]+)\s+\[(?P<thread>[^\]]*)\]\s   # who
  (?P<msg>.*)$''', re.X | re.M)
for m in rx.finditer(log): print(m.groupdict(), m.span('msg'), m.lastgroup, m.lastindex, m.start(), m.end(2), m['level'], m.expand(r'\g<level>:\g<2>'), m.regs[:2])
print(rx.groups, rx.groupindex, rx.flags, repr(rx)[:50], re.compile(rx) is rx, rx == re.compile(rx.pattern, re.X | re.M), m.string is log, m.re is rx, m.pos, m.endpos)
for p, s in ((r'(a)|(b)|c', 'abc'), (r'\b', 'hi you'), (r'', 'ab'), (r'x*', 'axb'), (r'(\w)(\d)?', 'a1b'), (r'(?<=a)b|(?<!a)c', 'abcac'), (r'(?i:A)b', 'abAbAB'), (r'(?P<q>[\'"])(.*?)(?P=q)', '"a" \'b"\''), (r'a{2,3}?', 'aaaaa'), (r'(?>a+)b', 'aab'), (r'a++b', 'aab'), (r'(?(1)x|y)', 'y') if 0 else (r'(a)?(?(1)b|c)', 'abc'), (r'[\w&&[^\d]]' if 0 else r'[^\W\d]+', 'ab1_c'), (r'\Aab|c\Z', 'abc'), (r'(?s).+', 'a\nb'), (r'^.', 'a\nb'), (r'(?m)^.', 'a\nb'), (r'.$', 'ab\n'), (r'\N{GREEK SMALL LETTER ALPHA}+', 'ααβ'), (r'[\u03b1-\u03c9]+', 'xαβω'), (r'(?a)\w+', 'éa'), (r'\d+', '٣4'), (r'(?L)x' if 0 else r'x', 'x')): print(p, re.findall(p, s), re.split(p, s), re.sub(p, '<\\g<0>>', s), re.subn(p, '-', s, 1), [m.span() for m in re.finditer(p, s)], bool(re.match(p, s)), bool(re.fullmatch(p, s)))
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'a b c d'), re.sub('x', lambda m: str(m.start()), 'axbx'), re.sub(r'(a)|b', r'[\1]', 'ab'), re.escape('a.b*[c]\n é-_'), re.split(r'([,;])\s*', 'a, b;c', 1), re.sub('', '-', 'abc'), re.sub(r'\\', r'\\\\', 'a\\b'), re.sub(b'a', b'\\x'[:1] + b'n', b'banana'), re.sub('.', r'\n\t\\', 'x'))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e, 'pos', ''), getattr(e, 'pattern', ''), getattr(e, 'lineno', ''), getattr(e, 'colno', ''))
for p in ('(', ')', '[', '*a', 'a**', '(?P<n>a)(?P<n>b)', '(?P<1>a)', '(?P=no)', r'\1', r'(a)\2', 'a{3,2}', '[z-a]', r'\p', r'\N{nope}', '(?<=a+)b', '(?z)', 'a(?i)b', '(?P<n', '(?', '[a', r'\x1', r'\u12', r'\8', '(?(9)a|b)', '(?(1)a|b|c)(x)', '(?#', '(?-i)', '(?i-i:a)', '(?au)x', 'a{99999999999999}', '\\', '[[:x:]]', '(?P>n)', '(?<n>a)', r'\U00110000', '(?L)a', '++', 'x?+?'): attempt(lambda: re.compile(p).pattern)
for f in (lambda: re.sub('a', r'\2', 'a'), lambda: re.sub('a', r'\g<n>', 'a'), lambda: re.sub('a', r'\q', 'a'), lambda: re.sub('a', '\\', 'a'), lambda: re.sub('a', 5, 'a'), lambda: re.match('a', b'a'), lambda: re.match(b'a', 'a'), lambda: re.match(5, 'a'), lambda: re.compile('a').match(), lambda: re.match('a', 'a').group(1), lambda: re.match('a', 'a').group('n'), lambda: re.match('a', 'a')[5], lambda: re.compile(rx, re.I), lambda: re.sub('a', b'x', 'a'), lambda: re.match('a', None), lambda: re.compile('a', 'x'), lambda: re.split('a', 'b', 'c'), lambda: re.sub('a', r'\g<1', 'a'), lambda: re.sub('(a)', r'\g<>', 'a'), lambda: re.compile(b'\xe9', re.U)): attempt(f)
sc = re.Scanner([(r'[a-z]+', lambda s, t: ('W', t)), (r'\d+', lambda s, t: ('N', int(t))), (r'\s+', None)]); print(sc.scan('abc 12 x9 ?rest')); print(re.I | re.M, repr(re.S), re.RegexFlag(0), re.NOFLAG, re.compile('a', re.I).flags, re.purge(), re.template if hasattr(re, 'template') and 0 else '')
tok = re.compile('|'.join(f'(?P<{n}>{p})' for n, p in [('NUM', r'\d+(\.\d*)?'), ('ID', r'[A-Za-z_]\w*'), ('OP', r'[-+*/=()]'), ('NL', r'\n'), ('SKIP', r'[ \t]+'), ('BAD', r'.')])); print([(m.lastgroup, m.group()) for m in tok.finditer('x1 = 3.14 * (y+2)\n?') if m.lastgroup != 'SKIP'])
p = re.compile('b'); print(p.search('abc', 2), p.match('abc', 1), p.fullmatch('abc', 1, 2), p.findall('bbb', 1), p.search('abc', -5, 99).span(), list(p.finditer('abab', 2))[0].start(), p.scanner('ab').search(), p.split('abc', maxsplit=0), p.sub('X', 'bb', count=1), __import__('copy').copy(p) is p, __import__('pickle').loads(__import__('pickle').dumps(p)) == p)
