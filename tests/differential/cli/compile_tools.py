# py_compile and compileall as programs, and the files they write.
import os
import shutil
import subprocess
import sys

files = {'pkg/__init__.py': '', 'pkg/a.py': 'x = 1\n', 'pkg/sub/b.py': 'y = 2\n', 'pkg/sub/bad.py': 'def (:\n', 'pkg/latin.py': '# coding: nosuch\n', 'pkg/skip.txt': 'no', 'single.py': 'print(__file__)\n'}
for name, text in files.items():
    os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
    with open(name, 'w') as f:
        f.write(text)
env = {k: v for k, v in os.environ.items() if k != 'SOURCE_DATE_EPOCH'}


def run(*args, stdin='', **more):
    r = subprocess.run([sys.executable, *args], input=stdin, capture_output=True, text=True, env=env | more)
    caches = sorted(os.path.join(d, n) for d, _, ns in os.walk('.') for n in ns if n.endswith(('.pyc', '.out')))
    flags = {c: open(c, 'rb').read(8)[4:].hex() for c in caches}
    print(args, r.returncode, r.stdout.replace(os.getcwd(), '<cwd>'), r.stderr.replace(os.getcwd(), '<cwd>').replace(sys.executable, '<python>'), flags, sep='\n  ')
    for d, ns, _ in os.walk('.'):
        if '__pycache__' in ns: shutil.rmtree(os.path.join(d, '__pycache__'))
    for c in caches:
        if os.path.exists(c): os.remove(c)


run('-m', 'py_compile', 'single.py'), run('-m', 'py_compile', 'single.py', 'pkg/a.py', 'nosuch.py'), run('-m', 'py_compile', 'pkg/sub/bad.py'), run('-m', 'py_compile', '-q', 'pkg/sub/bad.py', 'single.py'), run('-m', 'py_compile', '-', stdin='single.py\npkg/a.py\n'), run('-m', 'py_compile'), run('-m', 'py_compile', 'pkg/latin.py')
run('-m', 'compileall', 'pkg'), run('-m', 'compileall', '-q', 'pkg'), run('-m', 'compileall', '-qq', 'pkg'), run('-m', 'compileall', '-l', 'pkg'), run('-m', 'compileall', '-r', '0', 'pkg'), run('-m', 'compileall', '-b', 'pkg/a.py'), run('-m', 'compileall', '-x', 'bad|latin', 'pkg'), run('-m', 'compileall', '-d', '/other', 'single.py'), run('-m', 'compileall', '-s', os.getcwd(), '-p', '/new', 'single.py'), run('-m', 'compileall', '--invalidation-mode', 'checked-hash', 'single.py'), run('-m', 'compileall', '--invalidation-mode', 'unchecked-hash', 'single.py'), run('-m', 'compileall', 'nosuch'), run('-m', 'compileall', '-i', 'list', 'single.py'), run('-m', 'compileall', '-f', 'single.py', SOURCE_DATE_EPOCH='1'), run('-m', 'compileall', '-e', 'x', 'single.py'), run('-m', 'compileall', '-j', 'x')
code = '''import py_compile, sys
for call in (lambda: py_compile.compile("single.py", cfile="x.out", dfile="shown.py"), lambda: py_compile.compile("pkg/sub/bad.py", doraise=True), lambda: py_compile.compile("pkg/sub/bad.py"), lambda: py_compile.compile("single.py", optimize=2), lambda: py_compile.compile("single.py", cfile="/nosuch/folder/x"), lambda: py_compile.compile("nosuch.py"), lambda: py_compile.compile("single.py", invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)):
    try: print(call())
    except Exception as e: print(type(e).__name__, str(e)[:90])
'''
run('-c', code)
