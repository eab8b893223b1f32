# Statements in the wrong place: which is reported, and where, through all kinds of blocks.
for source in ("break", "continue", "return", "yield", "await x", "if 1:\n  break", "with a as b:\n  break", "with a: continue", "async def f():\n  async with a:\n    break", "try:\n  break\nfinally: pass", "try: pass\nfinally:\n  continue",
               "for x in y: pass\nelse: break", "while 1: pass\nelse:\n  continue", "def f():\n  for x in y:\n    def g(): break", "class A:\n  return 1", "class A:\n  yield", "lambda: (yield)", "for x in y:\n  class A: break", "match x:\n  case 1: break",
               "try: pass\nexcept* E:\n  break", "for x in y:\n  try: pass\n  except* E:\n    continue", "def f():\n  try: pass\n  except* E: return", "for x in y:\n  try: pass\n  except* E:\n    for z in w: break", "[x async for x in y]", "def f(): [x async for x in y]",
               "async def f():\n  def g(): await x", "async def f(): yield from x", "async def f():\n  yield 1\n  return 2", "[(yield) for x in y]", "{(yield from x): 1 for x in y}", "class A: [(yield) for x in y]", "def f():\n  [await x for x in y]", "async def f():\n  return [x async for x in y]",
               "def f():\n  global x\n  x = 1\n  nonlocal x", "nonlocal x", "def f():\n  x = 1\n  global x", "def f(x):\n  global x", "def f():\n  print(x)\n  global x", "def f():\n  x: int = 1\n  global x", "def f():\n  nonlocal x", "def f():\n  def g():\n    nonlocal x\n  x: int",
               "def f(a, a): pass", "lambda a, *a: 1", "from __future__ import nope", "x = 1\nfrom __future__ import annotations", "from __future__ import braces", "def f():\n  from x import *", "class A:\n  from x import *", "from .x import *", "a, *b, *c = d", "*a = b", "*a", "f(**a, *b)", "del *a", "(*a)",
               "x = {**a for a in b}", "__debug__ = 1", "def __debug__(): pass", "def f(__debug__): pass", "f(__debug__=1)", "import __debug__", "x.__debug__ = 1", "del __debug__", "for __debug__ in x: pass", "with a as __debug__: pass", "match x:\n case __debug__: pass", "class __debug__: pass", "lambda __debug__: 1", "(__debug__ := 1)",
               "[x := 1 for x in y]", "[(x := 1) for y in (x := z)]", "class A: [x := 1 for y in z]", "[[(i := j) for j in z] for i in y]", "def f():\n  (yield) = 1", "match x:\n  case a: pass\n  case b: pass", "match x:\n  case a | 1: pass", "match x:\n  case (a, a): pass", "match x:\n  case A(b, b=c, b=d): pass", "match x:\n  case {'a': b, 'a': c}: pass", "match x:\n case a | b: pass",
               "try: pass\nexcept: pass\nexcept E: pass", "try: pass\nexcept* E: pass\nelse: break", "@(yield)\ndef f(): pass", "def f(x=(yield)): pass", "def f() -> (yield): pass", "x: (yield)", "def f():\n x: (yield) = 1", "class A((yield)): pass", "def f(a: (x := 1)): pass", "print(a for a in b, c)", "f(a=1, a=2)", "f(a=1, **b, a=2)", "class A(b=1, b=2): pass"):
    for optimize in (0, 2):
        try:
            compile(source, "<s>", "exec", optimize=optimize)
            print(repr(source), "ok")
        except SyntaxError as error:
            print(repr(source), type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
