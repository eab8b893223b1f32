# repr, ascii, escapes and surrogates.
samples = ['', "'", '"', "'\"", '\\', '\n\r\t', '\0', '\x7f', '\x80\x9f\xa0\xad', 'é', '\u0378', '\u2028', '\ud800', '\udfff', '🐍', '\U0010ffff', '\u200b', '\ufeff', 'a\\nb', '\a\b\f\v', '\u3000', '中']
for s in samples:
    r = repr(s)
    print(ascii(r), ascii(s), len(r), eval(r) == s, eval(ascii(s)) == s)
print('\x41\u0042\U00000043\103\N{LATIN SMALL LETTER E WITH ACUTE}\N{SNAKE}', r'\n\x', b'\x41\n', rb'\n', 'a\
b', 'tab\there', '\N{lf}' == '\n', '\400' == chr(256))
for code in (r"'\x4'", r"'\u123'", r"'\U00110000'", r"'\N{no such}'", r"'\N'", r"b'\x'", "b'é'"):
    try:
        print(eval(code))
    except SyntaxError as e:
        print(code, e.msg, e.lineno, e.offset)
for n in (0, 65, 0x10ffff, 0xd800):
    print(n, ascii(chr(n)), ord(chr(n)))
for bad in (-1, 0x110000, 'a', 1.5, 10**30):
    try:
        chr(bad)
    except Exception as e:
        print(type(e).__name__, e)
for bad in ('', 'ab', 5, b'', b'ab', None, []):
    try:
        print(ord(bad))
    except Exception as e:
        print(type(e).__name__, e)
print(ord(b'a'), ord(bytearray(b'z')), repr('a"b'), repr("a'b"), repr('a\'"b'), [repr('x')], {'k': "'"}, str(['é', '\n']))
print(max(len(repr(chr(i))) for i in range(0x11000)), sum(len(repr(chr(i))) for i in range(0x3100)), sum(chr(i).isprintable() for i in range(0x20000)))
print(__import__('sys').maxunicode, 'é' == 'e\u0301', len('e\u0301'), __import__('unicodedata').normalize('NFC', 'e\u0301') == 'é')
