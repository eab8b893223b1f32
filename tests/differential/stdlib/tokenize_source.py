# tokenize, token, keyword: tokens with positions, round trips, encodings, errors.
import tokenize, token, keyword, io
src = '''# -*- coding: utf-8 -*-
def f(a, *, b=1) -> "x":  # note
    if a:
        return (a +
                b) ** 2
\tpass

@d
class C: x: int = 0x_ff + 1_000.5e-3j
s = f'{a!r:>{b}}' rb"raw" u'é' \\
    """tri
ple"""
lambda: (yield); a @= b; c //= d; e := 5; x ->y; ...
async def g(): await h
'''.replace('\tpass\n', '')
def show(text):
    try:
        for t in tokenize.generate_tokens(io.StringIO(text).readline): print(token.tok_name[t.type], token.tok_name[t.exact_type], repr(t.string), t.start, t.end, repr(t.line)[:30])
    except (tokenize.TokenError, IndentationError, SyntaxError) as e: print(type(e).__name__, e)
show(src)
for bad in ('(', '"""abc', 'if x:\n    a\n  b\n', '"abc', 'a $ b ? c', '\x0c a', '1_', '0777', '0b12', 'x = 1 \\', '\\', '', '\n\n# c\n', 'a\r\nb', "'a\\\nb'", '1if 2else 3', 'é = 1', 'a\tb', '  ', 'x!y', '1.e5 .5j 0XAF 1__0', 'f"a{', '\ufeffx'): print('##', repr(bad)); show(bad)
for s in ('a+b\n', 'def f( x ):\n  return  x # c\n', 'x = """a\nb"""\n', 'if 1:\n\tpass\n'):
    toks = list(tokenize.generate_tokens(io.StringIO(s).readline)); print(repr(tokenize.untokenize(toks)), repr(tokenize.untokenize([t[:2] for t in toks])))
for b in (b'x = 1\n', b'# coding: latin-1\n\xe9', b'\xef\xbb\xbfx', b'#!/x\n# vim: set fileencoding=cp1252 :\n', b'\xef\xbb\xbf# coding: latin-1\n', b'# coding: nope\n', b'\xff\n', b'', b'x\n# coding: ascii\n', b'\n# coding=utf8\n'):
    try: print(b, tokenize.detect_encoding(io.BytesIO(b).readline))
    except SyntaxError as e: print(b, e)
print([(t.type, t.string) for t in tokenize.tokenize(io.BytesIO(b'# coding: latin-1\nx = "\xe9"').readline)], tokenize.untokenize(tokenize.tokenize(io.BytesIO(b'# coding: latin-1\nx\n').readline)))
print(keyword.kwlist, keyword.softkwlist, keyword.iskeyword('None'), keyword.issoftkeyword('match'), token.ISTERMINAL(5), token.ISNONTERMINAL(300), token.ISEOF(0), token.EXACT_TOKEN_TYPES['->'], len(token.tok_name), token.N_TOKENS, tokenize.TokenInfo(1, 'a', (1, 0), (1, 1), 'a'))
