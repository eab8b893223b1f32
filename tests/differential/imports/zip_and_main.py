# Running folders and zips with __main__, -m for packages, and what they say when something is missing.
import os
import subprocess
import sys
import zipfile

os.makedirs('app')
with open('app/__main__.py', 'w') as file:
    file.write('import sys, helper\nprint(__name__, __package__, helper.v, sys.argv[1:], sys.path[0].rpartition("/")[2])\n')
with open('app/helper.py', 'w') as file:
    file.write('v = "helper"\n')
with zipfile.ZipFile('app.zip', 'w') as archive:
    archive.write('app/__main__.py', '__main__.py')
    archive.write('app/helper.py', 'helper.py')
os.makedirs('pkg/nomain')
for path in ('pkg/__init__.py', 'pkg/nomain/__init__.py'):
    open(path, 'w').close()
with open('pkg/__main__.py', 'w') as file:
    file.write('import sys\nprint(__name__, __package__, __spec__.name, sys.argv[0].rpartition("/")[2], sys.argv[1:])\n')
with open('pkg/mod.py', 'w') as file:
    file.write('print(__name__, __spec__.name)\nif __name__ == "__main__": 1 / 0\n')
os.makedirs('empty')
for arguments in (['app', 'a', 'b'], ['app.zip', 'x'], ['-m', 'pkg', 'y'], ['-m', 'pkg.mod'], ['-m', 'pkg.nomain'], ['-m', 'pkg.zz'], ['-m', 'zz_none'], ['empty'], ['missing.py'], ['-m'], ['-c'], ['-z'],
                  ['--nope'], ['-m', 'json.tool', '--help'], ['-m', 'this_is.not'], ['-c', 'import sys; print(sys.argv, sys.path[0] == "")', '-x', 'y'], ['-I', '-c', 'import sys; print(sys.flags)'], ['-X', 'utf8=2', '-c', '0'], ['-W', 'nope', '-c', '0'], ['-V'], ['--version']):
    result = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    here = lambda text: text.replace(os.getcwd(), '<cwd>').replace(sys.executable, '<python>')
    print(arguments, result.returncode, here(result.stdout)[:300], here(result.stderr)[:700], sep='\n  ')
