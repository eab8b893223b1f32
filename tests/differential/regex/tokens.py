# Tokenizers: alternations of named groups, re.Scanner, log lines.
import re

SPECIFICATION = [('NUMBER', r'\d+(?:\.\d*)?'), ('ASSIGN', r':='), ('END', r';'), ('ID', r'[A-Za-z_]\w*'), ('OP', r'[+\-*/]'), ('STRING', r'"(?:[^"\\]|\\.)*"'),
                 ('NEWLINE', r'\n'), ('SKIP', r'[ \t]+'), ('MISMATCH', r'.')]
TOKEN = re.compile('|'.join('(?P<%s>%s)' % pair for pair in SPECIFICATION))
source = 'x := 3.14 * (y - 2);\n name2 := "a \\" b" + z1;\n?'
for m in TOKEN.finditer(source):
    print(m.lastgroup, m.lastindex, repr(m.group()), m.span())
scanner = re.Scanner([(r'[a-z]+', lambda s, t: ('word', t)), (r'\d+', lambda s, t: int(t)), (r'\s+', None), (r'[+*]', 'operator')])
print(scanner.scan('ab 12 + c3 ! rest'), scanner.scan(''))
LOG = re.compile(r'(?P<host>\S+) \S+ \S+ \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)')
for line in ('127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326', 'h - u [x] "POST / HTTP/1.1" 404 -', 'broken line', ''):
    m = LOG.match(line)
    print(m and m.groupdict())
print(re.findall(r'"((?:[^"]|"")*)"(?:,|$)', '"a","b""c",""'), re.findall(r'(\w+)@(\w+)\.(?:org|com)', 'a@b.org, c@d.com e@f.net'))
print(re.findall(r'(?x) (\d+) [ ]* # number \n ([a-z]*)', '12 ab3'), re.findall(r'(?m)^\s*#.*$', '# a\nb # c\n  # d'))
print([m.groups() for m in re.finditer(r'<(\w+)(?:\s+(\w+)=("[^"]*"|\w+))?>(.*?)</\1>', '<a x="1">t</a><b>u</b><c d=e></c><x></y>')])
print(re.sub(r'(?<!\d)(\d{1,3})(?=(\d{3})+(?!\d))', r'\1,', '1234567 12 123456'), re.sub(r'(?<=[a-z])(?=[A-Z])', '_', 'camelCaseName'))
