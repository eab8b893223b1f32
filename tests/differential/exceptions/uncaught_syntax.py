# exits 1: a SyntaxError from compile(), shown with text and caret; others caught and printed by traceback.
import traceback
sources = ['x = (1 +', 'def f(:\n  pass', 'if x = 1: pass', 'print "hello"', 'a b', "'unterminated", 'x = 5 5', 'for in y: pass', 'f(a for a in b, c)', '  indented', 'if 1:\nx', 'x = {1: 2, 3}', 'return 1',
           'def f():\n\treturn 1\n        return 2', '(]', 'é$', '1 = x', 'f() = 1', 'a + b = c', 'None = 1', 'def f(a, a): pass', 'def f(a=1, b): pass', 'break', 'continue', 'import a.b as', 'from . import *', 'from x import (a, b', 'class C(:', 'lambda x=: 1',
           'x = 0777', '0b12', '1__0', '5a', '"""abc', 'f(**a, *b)', 'f(a=1, 2)', 'f(a=1, a=2)', 'del f()', 'with a as 1: pass', 'try: pass', 'else: pass', 'x := 1', 'assert x, y, z', 'global x, 1', 'nonlocal y', '@', 'async def f(): [await x for x in y', 'yield', 'a = *b', '*a', 'print(a', 'x = [1, 2', 'a.b.1', 'x if y', 'not', 'raise a from', '\\ x', 'a ? b', 'a!', 'try:\n x\nexcept* A: pass\nexcept B: pass', 'match x:\n case 1, a | b: pass', 'while 1', 'elif x: pass', 'a <> b', 'exec "x"', 'def f()\n pass', 'class A\n pass', 'if x\n y', '{**a for a in b}', '"a" = 1', '(a, 1) = 2', 'for 1 in x: pass', 'import 5', 'from a import b.c', 'f(True=1)', 'f(x.y=1)', 'def f(None): pass', 'def True(): pass', 'b"é"', "'\\N{bad}'", 'a = yield = 1', 'u"a" b"b"']
for source in sources:
    try:
        compile(source, '<test>', 'exec')
        print('compiled', repr(source))
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.args)
        print(''.join(traceback.format_exception_only(error)), end='')
print('done')
compile('def broken(a, b:\n    return a +* b\n', 'broken.py', 'exec')
