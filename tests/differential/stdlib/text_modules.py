# re, string, textwrap, json, csv, configparser, shlex, difflib, html, base64, struct.
import base64, configparser, csv, difflib, html, io, json, re, shlex, string, struct, textwrap
for pattern, text in ((r'(\d+)-(?P<w>\w+)', 'x 12-ab 3-c'), (r'a*?b|c+', 'aabccc'), (r'(?i)HeL+', 'hello'), (r'^\w+$', 'one\ntwo'), (r'(?<=a)b(?!c)', 'abc abd'), (r'(a)|(b)', 'ab'), (r'[^\W\d_]+', 'é1_ß'), (r'\bfoo\b', 'foo food'), (r'(?x) a  b # c', 'ab'), (r'(?:ab){2,3}?', 'abababab'), (r'(?P<q>["\']).*?(?P=q)', '"it\'s"'), (r'(a++)b', 'aab'), (r'(?>a+)b', 'aab')):
    print(pattern, [m.group(0) for m in re.finditer(pattern, text)], re.findall(pattern, text), re.sub(pattern, '<>', text), re.split(pattern, text), (m := re.search(pattern, text)) and (m.span(), m.groups(), m.groupdict(), m.lastindex))
for bad in ('(', ')', '[', '*a', 'a**', '(?P<1>a)', '(?P<a>x)(?P<a>y)', r'\1', '(?<=a*)b', 'a{2,1}', '[z-a]', '(?Px)', r'\g', '(?i', 'x(?i)', '(?P=zz)'):
    try: print(bad, re.compile(bad).groups)
    except re.error as e: print(bad, e, e.pos)
print(re.sub(r'(\w)(\d)', r'\2\g<1>', 'a1 b2'), re.sub('x', lambda m: m[0] * 2, 'axb'), re.escape('a.b*c'), re.fullmatch('a|ab', 'ab'), re.compile('a', re.I | re.M), re.subn('a', 'b', 'aaa', 2))
print(textwrap.fill('the quick brown fox jumps over the lazy dog ' * 2, 30), textwrap.dedent('  a\n    b\n'), textwrap.shorten('hello big world', 11), textwrap.indent('a\nb', '> '))
print(string.Template('$a ${b} $$').substitute(a=1, b=2), string.capwords('a bc'), string.Formatter().format('{0:>5}', 1), string.punctuation)
print(json.dumps({'a': [1, 2.5, None, True, 'é\n"'], 'b': {}}, indent=2, sort_keys=True), json.dumps('é', ensure_ascii=False), json.loads('{"a": [1, 2e3, -0.5, "\\u00e9\\ud83d\\udc0d", null]}'), json.dumps([float('nan')]), json.dumps({1: 2, None: 3}, separators=(',', ':')))
for bad in ('', '{', '[1,]', '{"a" 1}', 'nul', '"a', '{1: 2}', '[1 2]', '"\\x"', '1.', '[NaN, x]', '{"a":1,}', '"\n"'):
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(repr(bad), e)
for bad in ({1, 2}, {(1,): 2}, object):
    try: json.dumps(bad)
    except TypeError as e: print(e)
b = io.StringIO(); w = csv.writer(b); w.writerows([['a', 'b,c', 'd"e', 'f\ng'], [1, None, 2.5, '']]); print(repr(b.getvalue()), list(csv.reader(['a,"b,c",d', '"x""y",z'])), list(csv.DictReader(['h,i', '1,2'])))
cp = configparser.ConfigParser(); cp.read_string('[s]\nkey = v\nn: 5\n[t]\nr = %(x)s\nx = y\n'); print(cp.sections(), cp['s']['key'], cp.getint('s', 'n'), cp['t']['r'])
print(shlex.split('a "b c" d\\ e'), shlex.quote("it's"), list(difflib.unified_diff(['a', 'b'], ['a', 'c'], lineterm='')), difflib.get_close_matches('aple', ['apple', 'pear']), html.escape('<a&"b">'), html.unescape('&lt;&eacute;&#x41;'))
print(base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), base64.b32encode(b'hi'), base64.b85encode(b'test'), struct.pack('<ihq5sd?', 1, -2, 3, b'ab', 1.5, True), struct.unpack('>HB', b'\1\2\3'), struct.calcsize('@iqc'))
for f in (lambda: struct.pack('b', 200), lambda: struct.unpack('i', b'12'), lambda: struct.pack('z', 1), lambda: base64.b64decode('a'), lambda: struct.pack('i'), lambda: struct.pack('i', 'x')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
