# Scripts by path: relative, absolute, links, folders, zip files, cache files, odd names, no rights.
import os
import py_compile
import subprocess
import sys
import zipfile

show = 'import sys\nprint(__name__, sys.argv, __file__, sys.path[0], __spec__ and __spec__.name, __package__, type(__loader__).__name__, __doc__, __cached__)\n'
os.makedirs('dir/sub'), os.makedirs('empty')
for name in ('s.py', 'dir/s.py', 'dir/__main__.py', 'noext', 'sp ace.py', 'dir/sub/é.py', '-dash.py', 'x.pyw', 'b.bin'):
    with open(name, 'w') as f:
        f.write('"""doc"""\n' + show)
os.symlink('dir/s.py', 'link.py'), os.symlink('dir', 'dirlink'), os.symlink('nowhere', 'dangling.py'), os.symlink('loop', 'loop')
py_compile.compile('s.py', 'compiled.pyc'), py_compile.compile('dir/s.py', 'wrong.txt')
with open('short.pyc', 'wb') as f: f.write(b'\xa7\r\r\n')
with open('magic.pyc', 'wb') as f: f.write(b'\0' * 40)
with open('cut.pyc', 'wb') as f: f.write(open('compiled.pyc', 'rb').read()[:60])
with open('nocode.pyc', 'wb') as f: f.write(open('compiled.pyc', 'rb').read()[:16] + b'N')
with zipfile.ZipFile('app.zip', 'w') as z: z.writestr('__main__.py', show + 'import helper\n'), z.writestr('helper.py', 'print("helper", __file__)\n')
with zipfile.ZipFile('nomain.zip', 'w') as z: z.writestr('x.py', '')
with open('app.pyz', 'wb') as f: f.write(b'#!/usr/bin/env python3\n' + open('app.zip', 'rb').read())
with open('not.zip', 'wb') as f: f.write(b'PK\3\4 rubbish')
with open('shebang.py', 'w') as f: f.write('#!/bin/false -x\n\x0c\nprint("ff", __name__)\n')
with open('crlf.py', 'wb') as f: f.write(b'if 1:\r\n  x = """a\r\nb"""\r\n  print(repr(x))\r\n')
with open('tail.py', 'wb') as f: f.write(b'print(1)\n\x1a')
with open('err.py', 'w') as f: f.write('def f(x):\n    return x.nosuch\n\n\nprint("before")\nf(1)\n')
with open('exit.py', 'w') as f: f.write('import sys, atexit\natexit.register(print, "at exit")\nsys.exit(sys.argv[1:] or 6)\n')


def run(*args):
    r = subprocess.run([sys.executable, *args], input='', capture_output=True, text=True)
    print(args, r.returncode, r.stdout, r.stderr.replace(sys.executable, '<python>').replace(os.getcwd(), "<cwd>"), sep='\n  ')


for name in ('s.py', './s.py', os.path.abspath('s.py'), 'dir/../s.py', 'dir', 'dir/', './dir', '.', 'dir/s.py', 'noext', 'sp ace.py', 'dir/sub/é.py', 'x.pyw', 'b.bin', 'link.py', 'dirlink', 'dirlink/s.py', 'dangling.py', 'loop', 'compiled.pyc', 'wrong.txt', 'short.pyc', 'magic.pyc', 'cut.pyc', 'nocode.pyc', 'app.zip', 'nomain.zip', 'app.pyz', 'not.zip', 'shebang.py', 'crlf.py', 'tail.py', 'err.py', 'exit.py', 'empty', 's.py/x', 'app.zip/helper.py'):
    run(name, 'arg')
run('--', '-dash.py'), run('./-dash.py'), run('-P', 's.py'), run('-I', 's.py'), run('-i', 's.py'), run('exit.py'), run('-x', 's.py'), run('-B', '-OO', 's.py')
