# SyntaxErrors of the parser, the symbol table and the compiler, with their attributes and arguments.
for src in ["x = (1,\n 2", "a b", "  x", "if x:\ny", "def f(a, a): pass", "return", "x = 'abc", "f(**a, *b)", "\tx = $", "é = (", "for x in range(10)\n  pass", "'a' = 3", "x" * 50 + " " + "y" * 200]:
    try: exec(src)
    except SyntaxError as e: print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), e.filename, e.print_file_and_line, e.args)
for src in ["return", "def f():\n  nonlocal x", "break", "await x", "def f(a):\n global a", "x: int\nglobal x", "from __future__ import nope", "class A:\n def f(self):\n  yield from __class__\n  return (yield)\n  x = [await y for y in z]", "*a", "a, b += 1", "del f()", "[*a for a in b]", "from x import *\ndef f():\n from y import *", "def f():\n x=1\n global x", "try: pass\nexcept: pass\nexcept A: pass", "continue", "async def f():\n yield from x", "async def f():\n yield 1\n return 2", "lambda: (yield), (x:=1)", "def f(__debug__): pass", "__debug__ = 1", "f(__debug__=1)", "x.__debug__ = 1","with a as __debug__: pass", "import __debug__", "for i in x:\n try: continue\n finally: pass\nelse:\n break"]:
    try: compile(src, "nofile", "exec"); print("fine", src)
    except SyntaxError as e: print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
eval("1 +")
