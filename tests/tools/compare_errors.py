"""Compares syntax problems (and trees) of many small sources with the oracle's.

Run as: /usr/bin/python3.11 tests/tools/compare_errors.py [--tool PATH] [-v]
Sources: the doctests of test_syntax, and SNIPPETS below.
"""
import ast
import doctest
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
args = sys.argv[1:]
tool = "build/dev/taipan_ast_dump"
if args[:1] == ["--tool"]:
    tool = args[1]
    args = args[2:]

SNIPPETS = r'''
def fact(x):\n\treturn x!\n
1 +\n
def spam():\n  print(1)\n print(2)
Python = "Python" +
Python = "\u1e54\xfd\u0163\u0125\xf2\xf1" +
x = "a
lambda x: x = 2
f{a + b + c}
[file for str(file) in []\n]
a = « hello » « world »
[\nfile\nfor str(file)\nin\n[]\n]
[file for\n str(file) in []]
ages = {'Alice'=22, 'Bob'=23}
match ...:\n    case {**rest, "key": value}:\n        ...
[a b c d e f]
for x yfff:
f(a for a in b, c for c in d)
f(a for a in b if a, c for c in d)
f(a, b for b in c)
f(a, b for b in c, d)
class foo:return 1
def f():\n  x, y: int
[*x for x in xs]
foo(x for x in range(10), 100)
(yield) = 1
def f(*):\n  pass
def f(x, y=1, z):\n  pass
def f(**a, b): pass
def f(*, **a): pass
def f(a, /, b, /): pass
def f(*a, /): pass
def f(/, a): pass
def f(a, *, b, *): pass
def f((a, b)): pass
lambda (a, b): 1
lambda *: 1
lambda a=1, b: 1
from a import (b, c
from a import b, c,
from a import b,
from a import
import
import a.b as
if x
if x:
if x:\npass
while x\n  pass
for x in y:\n
try:\n  pass\n
try:\n  pass\nexcept\n  pass
try:\n  pass\nexcept A, B:\n  pass
try:\n  pass\nexcept A, B as c:\n  pass
try:\n  pass\nexcept:\npass
try:\n  pass\nexcept* :\n  pass
try:\n  pass\nexcept A:\n  pass\nexcept* B:\n  pass
with a as b\n  pass
with a as f(): pass
with (a as f()): pass
with (a as b): x = 
class A\n  pass
class A(: pass
def f: pass
def f()\n  pass
async x
await = 1
None = 1
True = 1
(a, True) = 1
__debug__ = 1
x + 1 = 2
f() = 1
f() += 1
a, b += 1
[a, b] += 1
a and b = 1
not a = 1
a if b else c = 1
"a" = 1
1 = x
x = 1 = y
x = f() = y
(x for x in y) = 1
{1: 2} = 3
{1, 2} = 3
[x for x in y] = 1
f"{x}" = 1
... = 1
-x = 1
a < b = 1
(a): 
(a, b): int
[a, b]: int
f(): int
1: int
del f()
del 1
del (a, b), f()
del *a
del a + b
del (a := 1)
for 1 in x: pass
for f() in x: pass
for a + b in x: pass
for (a, 1) in x: pass
[x for 1 in y]
[x for f() in y]
f(a=1, b)
f(**a, b)
f(**a, *b)
f(a=1, **b, c)
f(1=2)
f(a.b=1)
f(a()=1)
f(True=1)
f(None=1)
f(a=)
f(a, b=)
f(a=1 for a in b)
f(x for x in y, 1)
f(1, x for x in y)
f(x for x in y, z for z in w)
class A(x for x in y): pass
class A(x for x in y, 1): pass
{1:}
{1: 2, 3}
{1: 2, 3:}
{1: *a}
{**a for a in b}
{*a for a in b}
[*a for a in b]
(*a for a in b)
(*a)
x = (*a)
print "hello"
print hello
exec "x"
print a, b
print(a b)
f(a b)
[a b]
{a b}
(a b)
(a, b c)
[1 2 3]
{1:2 3:4}
x = (1 +
x = [1, 2
x = {1: 2
foo(1, 2
foo(1, 2))
(1]
(1\n]
{1)
)
x = 'abc
x = "abc\ndef"
x = """abc
x = 'abc\\
x = \\ 1
x = 1 \\
0777
0_
1_000_
1__0
0x
0xg
0b2
0o8
0b12
0o18
1e
1e+
1.e_
1a
1_a
12abc
0xfgh
1.2.3
1jx
012.5
00000
09
0_7
x = $
x = ?
x = !
a ! b
a <> b
x := 1
(x.y := 1)
(x[0] := 1)
((a, b) := 1)
(1 := 2)
f(x.y := 1)
if x = 1: pass
if x.y = 1: pass
if f() = 1: pass
while x = 1: pass
while 1 = x: pass
if x := 1: pass
return x = 1
  x = 1
x = 1\n  y = 2
if x:\n    a\n  b
if x:\n\ta\n        b
if x:\n  a\n    b
def f():\n\n
class A:\n
for x in y:\npass
while x:\npass
with x:\npass
else:\n  pass
elif x:\n pass
except: pass
finally: pass
try: pass
a = 1 if b
a = 1 if b:
x = a if b else
x = yield = 1
f(yield)
f(lambda)
lambda
lambda x
lambda x:
a b
a.1
a.
a..b
a[
a[]
a[1:2:3:4]
a[1
x = ,
, x
def f(a, a=): pass
def f(a=1, b): pass
def f(a, b):
def f(a, 1): pass
def f(a,, b): pass
def f(None): pass
def f(a.b): pass
def f(*a=1): pass
def f(**a=1): pass
def f(*a, *b): pass
def f(**a, *b): pass
def f(**a, **b): pass
def f(*, a, *): pass
global x, 
global 1
nonlocal
assert
assert x,
raise x from
raise x,
import a as b.c
import a,
from . import *, a
from . import (*)
from import x
from a import b as c.d
@\ndef f(): pass
@x
@x\nx = 1
async def f(: pass
async for x in y: pass
async with x: pass
async lambda: 1
match x:\n  pass
match x:\n  case 1:\n  pass
match x:\ncase 1: pass
match x\n  case 1: pass
match x:\n  case 1\n    pass
match x:\n  case a.b as _: pass
match x:\n  case a as b.c: pass
match x:\n  case a as 1: pass
match x:\n  case A(b=1, c): pass
match x:\n  case 1+1: pass
match x:\n  case 1j+1: pass
match x:\n  case {**rest, "a": 1}: pass
match x:\n  case {**_}: pass
match x:\n  case *a: pass
match x:\n  case (*a): pass
match x:\n  case a | : pass
f"{"
f"}"
f"{}"
f"{ }"
f"{a"
f"{a!"
f"{a!x}"
f"{a!r"
f"{a:"
f"{a:{b"
f"{a:{b}"
f"{a:{b:{c}}}"
f"{a b}"
f"{a + }"
f"{a!r:}"
f"{a\\n}"
f"{#}"
f"{a['x]}"
f"{(a}"
f"{a)}"
f"{a]}"
f"{lambda x: 1}"
f"{a = }"
f"{a = !r}"
f"{*a}"
f"{**a}"
f"{yield}"
f"{a:=5}"
f"{(a:=5)}"
f"{!r}"
f"{:x}"
f"{=}"
f"{1=2}"
f"{a.1}"
f"{if}"
f"{a $ b}"
f"abc {a b} def"
x = f"abc {a b} def"
f"a" b"c"
"a" b"c"
b"\u00e9"
"\\x1"
"\\u123"
"\\U1234567"
"\\U12345678"
"\\N{foo"
"\\N"
"\\N{}"
"abc\\x1"
"\u00e9\\x1"
b"\\x1"
"\\xg"
f"\\x1"
x = "\\d"
a = 1; b = 
if True: x = 1 else: y = 2
print(1) print(2)
x = 1 y = 2
def f(): return 1 return 2
for i in range(10) print(i)
import foo bar
class A(B) C: pass
def f(x) -> : pass
def f(x) -> int\n  pass
x: int = 
x: = 1
x: int: str
x += 
x += y = 1
x += 1 += 2
not
a not b
a is
a in
a not in
* a
*a
*a = 1
**a
x = *a
x = **a
f(**)
f(*)
f(,)
f(a,,b)
[,]
{,}
(,)
{:}
{a:b, **}
{**a: b}
[a, b for a in b]
(a, b for a in b)
{a, b for a in b}
[a, for a in b]
{a, for a in b}
(a, for a in b)
[for a in b]
[a for]
[a for b]
[a for b in]
[a for b in c if]
[a for b in c d]
a = b c
a = (b c)
a = (b, c d, e)
foo(a, b c, d)
foo(a, b 1, d)
foo(a, "b" c)
foo(a "b")
foo(x=1 y=2)
foo(x=1, y=2 z=3)
x = {1: 2 "a": 3}
x = {"a": 1, "b" 2}
x = {"a" 1}
x = ["a" "b" c]
x = [1, 2 if a]
x = (a if b)
x = (a if b, c)
'a' 'b' c
a 'b'
a 1
1 a
return
break
continue
pass pass
pass;; pass
;
a;;b
\u00a0x = 1
x\u200b = 1
x = \u20ac
x = "\u20ac" \u20ac
\u20ac
x = 1\u20ac
x = a\u20ac
def
class
if
while
for
with
try
async
await
await x
lambda:
yield
del
return *a, b
with
with x
with x as
with x as y
with (x
with (x, y
with (x as y
with (x as y)
with (x as y):
with x, y as z, : pass
with (x, y) as z w: pass
try:\n  pass\nfinally\n  pass
try:\n  pass\nelse:\n  pass
try\n  pass
if a:\n  pass\nelse\n  pass
if a:\n  pass\nelif\n  pass
if a:\n  pass\nelif b\n  pass
if a:\n  pass\nelif b:\npass
if a:\n  pass\nelse:\npass
while a:\n  pass\nelse\n  pass
for a in b\n  pass
for a in b:\n  pass\nelse\n  pass
for a b in c: pass
for a\n in b: pass
for a in: pass
for in b: pass
def f(a b): pass
def f(a: int b): pass
def f(a=1 b=2): pass
def f(a, (b, c)): pass
def f((a)): pass
def f(a, *(b)): pass
lambda a, (b, c): 1
lambda (a): 1
lambda a b: 1
lambda a=: 1
lambda *a=1: 1
lambda **a=1: 1
lambda **a, b: 1
lambda *, **a: 1
lambda a, /, b, /: 1
lambda *a, /: 1
lambda /: 1
lambda *a, *b: 1
x = 0xfor y in z
1if 2else 3
1or 2
0x1for x in y
1.5in x
1jif x else y
x.for
x.None
x.True = 1
None.x = 1
def True(): pass
class None: pass
import None
from x import None
from None import x
lambda None: 1
f(None=1)
global None
except* x: pass
a = b = c += 1
a: b = c = d
a: b += c
(a.b): int = 1
(a[0]): int
((a)): int = 2
a.b: int
lambda x: (yield) = 1
(lambda: x) = 1
(a if b else c) = 1
a = b if c else d = e
`a`
a?
$a
a = 5 if
@a b\ndef f(): pass
class A(a=1, b): pass
class A(**a, b): pass
class A(a.b=1): pass
print >>sys.stderr, "x"
print -1
print (1) if x
exec x in y
raise A, B
except A, e: pass
def f(x):\n  return x\n return y
if 1:\n  if 2:\n    x\n   y
if 1:\n        x\n\ty
\tif 1:\n  x
x = (\n  1,\n  2\ny = 3
x = [\n  1,\n  2\nfoo()
def f(\n  a,\n  b:\n  pass
d = {\n 'a': 1\n 'b': 2\n}
foo(a, b for b in c, d)
foo(a=b for b in c)
foo(**{}, *[])
'''.strip("\n").split("\n")

sources = [s.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")
           for s in SNIPPETS]
for i, s in enumerate(sources):
    for c in ("\\u00e9", "\\u00a0", "\\u200b", "\\u20ac"):
        s = s.replace(c, c.encode().decode("unicode_escape"))
    sources[i] = s
doc = ast.get_docstring(ast.parse(open("/usr/lib/python3.11/test/test_syntax.py").read()), clean=False)
sources += [e.source for e in doctest.DocTestParser().get_examples(doc)]
sources = [s for s in dict.fromkeys(sources) if "\0" not in s]


def expected(source):
    try:
        return ast.dump(ast.parse(source, "f.py"), include_attributes=True)
    except SyntaxError as e:
        # What the compiler's later stages find is not ours: ast.parse never gets there.
        return "%s: %s @ %s:%s-%s:%s %r" % (type(e).__name__, e.msg, e.lineno, e.offset,
                                            e.end_lineno, e.end_offset, e.text)
    except (ValueError, MemoryError, RecursionError) as e:
        return "%s: %s" % (type(e).__name__, e)


run = subprocess.run([tool, "-"], input="\0".join(sources).encode("utf-8", "surrogatepass"),
                     capture_output=True)
got = run.stdout.decode("utf-8", "surrogatepass").split("\n")
equal = messages = 0
for source, line in zip(sources, got):
    want = expected(source)
    if want == line:
        equal += 1
        messages += 1
        continue
    if want.split(" @ ")[0] == line.split(" @ ")[0] and "Error" in line[:20]:
        messages += 1
        print(repr(source), "\n    got ", line[:180], "\n    want", want[:180], "  [position]")
    else:
        print(repr(source), "\n    got ", line[:180], "\n    want", want[:180])
print("%d of %d equal, %d with equal message, crash code %d" % (equal, len(sources), messages,
                                                                run.returncode))
