# Categories, classes and case in ASCII and Unicode, for characters of all widths, str and bytes.
import re

SAMPLES = 'aZ5_ \t\n\x0b\x1c\x85\xa0é\xdf\xb5\xaa\xb2\u0130\u0131\u017f\u212a\u0660\u2028\u3000\u4e00\u01c5\u1e9e\ufb05\U0001d7d8\U00010400\U0001f600'
for pattern in (r'\w', r'\W', r'\d', r'\D', r'\s', r'\S', '.', r'[\w-]', r'[^\W\d]', r'[^\s]', '[a-zé]', '[\u0100-\uffff]', '[^\u0100-\uffff]', '[\U00010000-\U0010ffff]',
                '[aé\u4e00\U0001f600]', '[^a]', r'\b.'):
    for flags in (0, re.A, re.I, re.A | re.I, re.S):
        print(pattern, int(flags), ascii(''.join(re.findall(pattern, SAMPLES, flags))))
for a in 'kKsSiI\u0130\u0131\u017f\u212a\xb5\u03bc\xdf\u1e9e\xe5\u212b\u01c4\u01c5\u03c3\u03c2\ufb05\ufb06':
    print(ascii(a), [ascii(b) for b in 'kKsSiI\u0130\u0131\u017f\u212a\xb5\u03bc\xdf\u1e9e\xe5\u212b\u01c4\u01c5\u03c3\u03c2\ufb05\ufb06' if re.fullmatch(a, b, re.I)],
          bool(re.fullmatch('[%s]' % a, a.swapcase(), re.I)), bool(re.fullmatch('[^%s]' % a, a.swapcase(), re.I)), bool(re.fullmatch('[a-%s]' % a, 'K', re.I)) if a > 'a' else '')
data = bytes(range(256))
for pattern in (rb'\w', rb'\W', rb'\d', rb'\s', rb'[\x80-\xff]', rb'(?i)[a-z]', rb'(?i)k', rb'(?L)\w', rb'(?Li)A', rb'(?L)\b.', rb'[^\x00-\x7f]'):
    print(pattern, b''.join(re.findall(pattern, data)))
print(re.findall(r'(?i)(é+)\1', 'éÉéÉ'), re.findall(r'(?i)(ſ)\1', 'sS'), re.findall(r'(?ai)(a)\1', 'aA'), re.findall(rb'(?Li)(a)\1', b'aA'))
print([m.span() for m in re.finditer(r'\b', 'ab, é_ 5')], [m.span() for m in re.finditer(r'\B', 'ab, é')], re.findall(r'(?a)\b\w+', 'née'))
print(re.findall('(?m)^.*$', 'a\nb\r\nc\u2028d\n'), re.findall('(?s).', '\n'), re.split(r'$', 'a\nb\n'), re.split('(?m)$', 'a\nb\n'))
