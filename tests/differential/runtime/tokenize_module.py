# tokenize: tokens of all kinds, round trips, encodings, mistakes.
import io
import tokenize

sources = ["x = 1 + 0x1f - 1_000j ** 2.5e-3\n", "def f(a, *b, c: int = 2, **d) -> None:\n    '''doc\n    more'''\n    return a if b else c  # comment\n\n", "if x:\n  y\n\tz\n", "if x:\n    y\n  z\n",
           "a = '''unfinished\n", "a = (1,\n", "x = 'abc\n", "\\\n", "x = \\\n  1\n", "# only comment", "\n\n  # indented comment\nx\n", "é = 'ü' + rb'x' + f'{a!r}' + Rb\"y\" + u''\n", "$ ? ! `\n", "a:=b!=c<>d...->e@=f//=g>>=h<<=i\n",
           "async def f():\n  await x\n", "0777 + 0o17 + 0b101 + 1__0 + 1e + 0xg\n", "x\r\ny\rz\n", "\fx\n", "", "x", "class A:\n\tdef f(self):\n\t\tpass\n\n\tdef g(self): pass\nend\n", "'a' 'b' \"\"\"c\n d\"\"\" '''e'''\n", "if 1:\n  x\n", "a\x00b\n", "\u20ac = 1\n", "lambda *a, **k: (yield)\n", "[1, 2,\n\n # c\n 3]\n"]
for source in sources:
    print("==", ascii(source))
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            print(tokenize.tok_name[token.type], tokenize.tok_name[token.exact_type], ascii(token.string), token.start, token.end, ascii(token.line))
    except (tokenize.TokenError, IndentationError, SyntaxError) as error:
        print(type(error).__name__, error.args)
    try:
        tokens = list(tokenize.tokenize(io.BytesIO(source.encode()).readline))
        text = tokenize.untokenize(tokens)
        print(text.decode() == source, ascii(tokenize.untokenize(t[:2] for t in tokens)))
    except (tokenize.TokenError, IndentationError, SyntaxError, ValueError) as error:
        print(type(error).__name__, error.args)
for data in (b"", b"x\n", b"# coding: latin-1\n\xe9\n", b"#!/bin/sh\n# -*- coding: utf-8 -*-\n", b"\xef\xbb\xbfx\n", b"\xef\xbb\xbf# coding: latin-1\n", b"# coding: nope\n", b"\n\n# coding: latin-1\n", b"x\n# coding: latin-1\n", b"\xff\n", b"# coding=UTF_8_sig\n", b"# vim: set fileencoding=ascii :\nx\n"):
    try:
        print(data, tokenize.detect_encoding(io.BytesIO(data).readline))
    except SyntaxError as error:
        print(data, error)
print(repr(next(tokenize.generate_tokens(io.StringIO("x").readline))), tokenize.TokenInfo(1, "a", (1, 0), (1, 1), "a").exact_type)
for bad in ([(1, "a", (2, 0), (2, 1), ""), (1, "b", (1, 0), (1, 1), "")], [(1, "a", (1, 5), (1, 6), ""), (1, "b", (1, 2), (1, 3), "")]):
    try:
        print(tokenize.untokenize(bad))
    except ValueError as error:
        print(error)
