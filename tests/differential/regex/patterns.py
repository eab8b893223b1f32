# Many patterns over many subjects: spans, groups and the index of the last group.
import re

PATTERNS = [r'', r'a', r'a*', r'a+?', r'(a)(b)?', r'(a|ab)(c|bcd)(d*)', r'(?:a|b)*c', r'((a)|(b))*', r'(a*)*', r'(a*)+b',
            r'(a+)+$', r'^a', r'a$', r'\Aa\Z', r'\bab\b', r'\Ba', r'(?m:^b)', r'(?s:a.b)', r'a.b', r'[^a]+', r'[a-c]{2,3}',
            r'[a-c]{2,3}?', r'(a)(?=b)', r'a(?!b)', r'(?<=a)b', r'(?<!a)b', r'(a)\1', r'(?P<x>a)(?P=x)', r'(a)?b(?(1)c|d)',
            r'(?i:A)b', r'(?>a+)b', r'(?>a*)a', r'a++b', r'a*+a', r'(?:ab)++', r'a{0}', r'a{2}', r'(ab){2,}', r'(?:a|(b)|(c))+?d',
            r'(?=(a+))a*b\1', r'(.)(.)\2\1', r'\d+|\w+|\s', r'(a(b(c(d)?)?)?)?', r'x*', r'(x*|b)', r'(?:(a)|b)*', r'(?:(a)|(b)|c)*',
            r'(|a)+', r'(a|)+', r'(?:a?)*?b', r'(?:a?){3}', r'(^)*', r'(?:^a|b)+', r'(?(?=a))' if 0 else r'(?:)']
SUBJECTS = ['', 'a', 'ab', 'abc', 'abcd', 'aab', 'aaab', 'ba', 'b\na', 'a\nb', 'abab', 'abba', 'bcd', 'bd', 'AB', 'x y1', 'ccabcd']
for pattern in PATTERNS:
    compiled = re.compile(pattern)
    for subject in SUBJECTS:
        row = []
        for method in (compiled.match, compiled.search, compiled.fullmatch):
            m = method(subject)
            row.append(m and (m.span(), m.groups(), m.lastindex, m.regs))
        print(pattern, repr(subject), *row)
        print('   ', compiled.findall(subject), compiled.split(subject), compiled.subn('-', subject))
    print(compiled.groups, compiled.groupindex, compiled.flags)
