# pos and endpos, scanners, and what counts as the beginning.
import re

for pattern in (r'', r'^b', r'b$', r'\bb', r'(?<=a)b', r'b', r'b*', r'\Ab', r'b\Z', r'(?m)^b'):
    compiled = re.compile(pattern)
    for pos, endpos in ((0, 99), (1, 2), (1, 1), (2, 1), (-3, 2), (3, 99), (99, 100), (0, -1), (1, 3)):
        print(pattern, pos, endpos, [m and (m.span(), m.pos, m.endpos) for m in (
            compiled.match('abb', pos, endpos), compiled.search('abb', pos, endpos), compiled.fullmatch('abb', pos, endpos))],
            compiled.findall('abb', pos, endpos), [m.span() for m in compiled.finditer('abb', pos, endpos)])
scanner = re.compile(r'a|b(c)?|').scanner('abcx', 1)
print(type(scanner).__name__, scanner.pattern)
for _ in range(7):
    m = scanner.search()
    print(m, m and (m.pos, m.endpos, m.lastindex))
scanner = re.compile(r'\w').scanner('ab c')
print([scanner.match() for _ in range(5)])
for bad in ((), (1,), ('a', 'x'), ('a', 0, None), ('a', 0, 1, 2)):
    for name in ('match', 'findall', 'scanner', 'finditer'):
        try:
            getattr(re.compile('a'), name)(*bad)
        except TypeError as error:
            print(name, error)
print(re.compile('a').match(string='ba', pos=1), re.compile('a').search('aa', endpos=1).endpos)
