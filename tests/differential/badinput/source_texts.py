# Sources that are no Python: what -c, a file, standard input, an import and compile() say about each.
import os
import subprocess
import sys

cases = {'paren': b'f(1\n', 'mismatch': b'x = (1]\n', 'closing': b'x = 1)\n', 'string': b'x = "abc\n', 'triple': b'x = """abc\n\ndef\n', 'indent': b'  x = 1\n', 'dedent': b'if 1:\n    x\n  y\n', 'noblock': b'if 1:\nx\n', 'tabs': b'if 1:\n\tx\n        y\n', 'assign': b'1 = x\n', 'call': b'f() = 1\n', 'keyword': b'class = 1\n', 'print': b'print 1\n', 'exec': b'exec "x"\n', 'dollar': b'a $ b\n', 'question': b'a?b\n', 'number': b'1a\n', 'octal': b'017\n', 'underscore': b'1__0\n', 'hex': b'0xg\n', 'badid': 'x€ = 1\n'.encode(), 'quote': '“x”\n'.encode(), 'nbsp': 'x\u00a0= 1\n'.encode(), 'zero': 'x\u200b = 1\n'.encode(), 'bslash': b'x = \\ 1\n', 'fstring': b'f"{x"\n', 'fempty': b'f"{}"\n', 'fexpr': b'f"{a b}"\n', 'escape': b'"\\N{no}"\n', 'hexesc': b'"\\x1"\n', 'mixed': b'"a" b"b"\n', 'return': b'return 1\n', 'break': b'break\n', 'yield': b'yield 1\n', 'await': b'await x\n', 'global': b'def f():\n  x = 1\n  global x\n', 'nonlocal': b'nonlocal x\n', 'dup': b'def f(a, a): pass\n', 'defaults': b'def f(a=1, b): pass\n', 'star': b'def f(*): pass\n', 'kwrep': b'f(a=1, a=2)\n', 'posafter': b'f(a=1, 2)\n', 'unpack': b'*a, *b = x\n', 'starexpr': b'*x\n', 'walrus': b'x := 1\n', 'future': b'x = 1\nfrom __future__ import annotations\n', 'badfuture': b'from __future__ import nosuch\n', 'import': b'import a.b as\n', 'fromstar': b'def f():\n  from x import *\n', 'except': b'try: pass\nexcept: pass\nexcept X: pass\n', 'tryonly': b'try: pass\n', 'match': b'match x:\n  case a: pass\n  case b: pass\n', 'case': b'match x:\n  case 1 | a: pass\n', 'decor': b'@x\n', 'lambda': b'lambda: (yield) = 1\n', 'del': b'del f()\n', 'aug': b'(a, b) += 1\n', 'ann': b'(a, b): int\n', 'ctrl': b'x = 1\x01\n', 'ff': b'\x0cx = = 1\n', 'crlf': b'x = 1\r\ny = = 2\r\n', 'long': b'x = ' + b'a' * 300 + b' b\n', 'comment': b'x = (  # c\n', 'else': b'else: pass\n', 'elif': b'if x: pass\nelse if y: pass\n', 'eq': b'if x = 1: pass\n', 'missing': b'if x\n  pass\n', 'notin': b'a not b\n', 'isnot': b'for x y in z: pass\n', 'dictval': b'{1: }\n', 'dictmix': b'{1: 2, 3}\n', 'none': b'None = 1\n', 'true': b'def True(): pass\n', 'debug': b'__debug__ = 1\n', 'deepp': b'(' * 250 + b'\n', 'generator': b'f(x for x in y, 1)\n', 'slice': b'x[1:2:3:4]\n', 'semicolon': b';\n', 'ellipsis': b'x..y\n', 'arrow': b'def f() -> : pass\n', 'async': b'async x\n', 'with': b'with a as 1: pass\n', 'asyncc': b'def f(): [x async for x in y]\n'}
exe = sys.executable


def clean(err):
    return err.decode('utf-8', 'replace').replace(exe, '<python>').replace(os.getcwd(), '<cwd>')


with open('driver.py', 'w') as f:
    f.write('''import sys, traceback, importlib
for name in sys.argv[1:]:
    try: importlib.import_module('m_' + name)
    except SyntaxError as e: print(name, type(e).__name__, e.msg, e.filename and e.filename.rpartition('/')[2], e.lineno, e.offset, repr(e.text), e.end_lineno, e.end_offset)
    except Exception as e: print(name, type(e).__name__, e)
    else: print(name, 'no error')
    try: compile(open('m_' + name + '.py', 'rb').read(), 'f', 'exec')
    except SyntaxError as e: print('  ', e)
    except ValueError as e: print('  ', e)
''')
for name, text in cases.items():
    with open(f'm_{name}.py', 'wb') as f:
        f.write(text)
r = subprocess.run([exe, '-B', 'driver.py', *cases], capture_output=True)
print(r.returncode, r.stdout.decode(), clean(r.stderr))
for name in ('paren', 'triple', 'dedent', 'tabs', 'badid', 'fexpr', 'return', 'crlf', 'long', 'deepp', 'global', 'ff', 'ctrl'):
    r = subprocess.run([exe, f'm_{name}.py'], capture_output=True)
    print(name, r.returncode, clean(r.stderr))
    r = subprocess.run([exe], input=cases[name], capture_output=True)
    print(name, 'stdin', r.returncode, clean(r.stderr))
    if b'\0' not in cases[name]:
        r = subprocess.run([exe, '-c', cases[name]], capture_output=True)
        print(name, '-c', r.returncode, clean(r.stderr))
