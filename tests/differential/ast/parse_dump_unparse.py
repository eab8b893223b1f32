# Trees of every kind of statement and expression: dumped with positions, unparsed, compiled from the tree and run.
import ast

SOURCE = '''
"doc"
from __future__ import annotations
import a.b, c as d
from . import x
from ..m import y as z, w
@dec(1)
class A(B, metaclass=M, **kw):
    """class doc"""
    f: int = 3
    (g): str
    def m(self, a, /, b: int = 1, *c: x, d, e=2, **f) -> None:
        nonlocal q
        global r
        return [*a, *b]
async def co():
    async with a as b, c:
        await d
    async for i in e:
        yield i
    else:
        pass
    return
for i, in x: continue
else: break
while True: pass
if a: pass
elif b: pass
else: pass
with (a as b, c as (d, e)): pass
try: pass
except (A, B) as e: raise X from e
except: raise
else: pass
finally: pass
try: pass
except* E: pass
assert x, "m"
del a, b[0], c.d
a = b = c, *d = e
a += 1; a //= 2; a @= 3; a **= -1; a >>= 2
x = lambda a, *b, c=1, **d: (yield)
x = a if b else c or d and not e
x = {1: 2, **a}; y = {1, *b}; z = []; w = ()
x = [i async for i in a if b if c for j in d]; y = {i: j for i in a}; z = {i for i in a}; w = (i for i in a)
x = a < b <= c != d is not e not in f
x = f(1, *a, b=2, **c)(d)[1:2:3, ..., ::][a, :]
x = f"a{b!r:>{w}}c{d=}{{}}" "tail" f'{x:%Y}'
x = b"a" b"b" + u"uni" + 1_000 + 0x1f + 1e100 + 1e309 + 2j + None + True + ...
x = (y := 3); x = -1 ** ~2; x = (-1) ** 2; x = "\\ud800\\n\\x00\\u1234"
print((yield_ := 1), *[1], sep="")
match x:
    case 1 | -2 | 3+4j | "s" | None | True: pass
    case [a, *_, b] if c: pass
    case {"k": v, **rest}: pass
    case A.B(x, y=z) as w: pass
    case (a, *b) | []: pass
    case _: pass
'''
tree = ast.parse(SOURCE, type_comments=True)
print(ast.dump(tree, include_attributes=True))
print(ast.dump(tree, indent=1)[:2000])
print(ast.dump(tree, annotate_fields=False)[:500])
text = ast.unparse(tree)
print(text)
print(ast.dump(ast.parse(text)) == ast.dump(tree), ast.unparse(ast.parse(text)) == text)
for node in ast.walk(tree):
    if isinstance(node, ast.expr):
        segment = ast.get_source_segment(SOURCE, node)
        print(type(node).__name__, repr(segment)[:60])
print(ast.get_docstring(tree), ast.get_docstring(tree.body[5]))

commented = ast.parse("x = 1 # type: int\nfor a in b: # type: float\n  pass # type: ignore[x]\n"
                      "def f(a, # type: int\n  b):\n  # type: (...) -> str\n  pass\n", type_comments=True)
print(ast.dump(commented))
print(ast.dump(ast.parse("(int, *str) -> Any", mode="func_type")), ast.dump(ast.parse("1; 2", mode="single")))
for version in range(3, 13):
    for source in ("a @ b", "async def f(): [x async for x in y]", "f'{x}'", "(x := 1)", "def f(a, /): pass",
                   "x: int = 1", "1_000", "match x:\n case 1: pass", "with (a as b): pass", "try: pass\nexcept* E: pass",
                   "@a[0]\ndef f(): pass", "async def f(): await x", "a[*b]"):
        try:
            ast.parse(source, feature_version=(3, version))
        except SyntaxError as error:
            print(version, source, error.msg, error.lineno, error.offset)
space = {}
exec(compile(ast.parse("def f(n):\n return n * 2\nv = [f(i) for i in range(4)]"), "<t>", "exec"), space)
print(space["v"], eval(compile(ast.parse("1 + 2", mode="eval"), "<t>", "eval")))
for text in ("[1, 'a', (2.5, -3j), {None: True}, {1, 2}, b'x', ..., 1+2j, set()]", "f()", "1+1", "{1: [2}", "-'x'", "a"):
    try:
        print(ast.literal_eval(text))
    except Exception as error:
        print(type(error).__name__, str(error).split(" object at")[0])
