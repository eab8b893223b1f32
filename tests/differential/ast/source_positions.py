# Every node's place: lines and columns (bytes) of all kinds of expressions and statements, non-ASCII text included.
import ast

for source in ("é = 'ü' + x", "f(a, *b, k=c, **d)", "a[1:2, ::3, ...]", "x = (\n  1,\n  2\n)", "@d\n@e(1)\nclass A(B, k=1):\n  '''doc'''\n  x: int\n",
               "async def f(a: int = 1, /, *b: str, c=2, **d) -> None:\n  await a\n  return (yield)", "lambda x, *y, z=1: (x, y)", "a if b else c",
               "not a and b or c", "a < b <= c is not d not in e", "[x for x in y if z for w in x]", "{k: v for k, v in d.items()}", "{**a, 'b': 1}",
               "(x async for x in y)", "f'a{x!r:>{w}}b' 'c'", "f'''\n{x}\n{ y +\n z}'''", "'a' \\\n 'b'", "try:\n  a\nexcept (B, C) as d:\n  e\nelse:\n  f\nfinally:\n  g",
               "try:\n a\nexcept* B: c", "with (a as b, c): d", "with (a, b) as c: d", "for i, (j, k) in x: pass\nelse: y", "while a: break\nelse: continue",
               "match x:\n  case [1, *r] | {'k': v, **q} | A(b, c=d) | 'a' 'b' as w if g: pass\n  case -1 | 1+2j | None | a.b: pass\n  case _: pass",
               "import a.b as c, d", "from .. import (x as y, z,)", "global a, b", "def f():\n nonlocal_ = 1\n", "x = y = z", "x += 1", "x: (int) = 2", "(x): int", "assert a, b",
               "raise A from B", "del a, b[0], c.d", "if a:\n  b\nelif c:\n  d\nelse:\n  e", "a @ b // c ** -d", "~-+x", "x.y.z()()[0]", "(yield x)", "print((a), (b, ))", "((a))", "a, *b = c,",
               "if x:\n\ty\n\tif z:\n\t\tw", "x = 1; y = 2", "b'a' b'b'", "1_0.5e-3j", "(a := b)", "[a := 1, b]", "x[a:=1]", "{*a, b}", "return_ = -1 ** 2", "async def f():\n async for x in y: pass\n else: z\n [a async for b in c]"):
    print("==", ascii(source))
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
        continue
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            print(type(node).__name__, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset, end="; ")
    print()
    print(ast.dump(tree))
