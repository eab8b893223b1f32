# What is complete, incomplete or wrong, as codeop and prompts ask: flags, positions, compile_command.
import codeop

pieces = ["if x:", "if x:\n  y", "if x:\n  y\n", "for a in b:\n  c\nelse:", "def f():", "class A:", "try:\n  x", "try:\n x\nexcept E:\n y\n", "with a:", "x = (", "x = (1,\n", "[1,\n 2", "{'a':",
          "f(", "f(a,\nb)", "'''abc", "'''abc\n", "'abc", "x = \\", "x = \\\n", "1 +", "1 + \n", "a b", "a b\n", "lambda", "lambda:", "@d", "@d\n", "if 1: pass\nelse", "", "\n", "# c", "# c\n", "  ", "pass",
          "pass\n", "x = 1; ", "x = 1\ny = 2", "return", "def f(): pass", "def f():\n  pass\n", "x = )", "(]", "0x", "1_", "import", "from a import", "from a import (", "del", "raise", "yield", "async", "await",
          "match x:", "match x:\n case 1:\n  y\n", "print 1", "if x: y = 1; \\\n", "f'{", "f'{x", "f'''{x", "b'''", "x = '''a'''", "é = (", "while 1:\n  if 2:\n    x\n", "a = [\n\n\n", "if True:\n\tx", "class A:\n  def f(self):\n    pass\n\n"]
for source in pieces:
    for flags in (0, 0x200, 0x4000, 0x4200):
        for mode in ("single", "exec", "eval"):
            try:
                compile(source, "<i>", mode, flags)
                print(ascii(source), hex(flags), mode, "ok")
            except SyntaxError as error:
                print(ascii(source), hex(flags), mode, type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, ascii(error.text))
    for symbol in ("single", "exec", "eval"):
        try:
            print(ascii(source), symbol, type(codeop.compile_command(source, symbol=symbol)).__name__)
        except Exception as error:
            print(ascii(source), symbol, type(error).__name__, error)
compiler = codeop.CommandCompiler()
print(compiler("from __future__ import annotations").co_name, hex(compiler.compiler.flags))
print(hex(compiler("def f(a: b): pass\n").co_flags))
