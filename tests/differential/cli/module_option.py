# -m: packages, __main__, arguments, errors inside, sys.path[0], __spec__.
import os
import subprocess
import sys

files = {'mod.py': 'import sys\nprint(__name__, sys.argv, __spec__.name, __package__, __file__[-6:], sys.path[0] == __import__("os").getcwd())\n', 'pkg/__init__.py': 'print("init", __name__)\n', 'pkg/__main__.py': 'import sys\nfrom . import sub\nprint(__name__, __package__, __spec__.name, sys.argv[1:])\n', 'pkg/sub.py': 'print("sub", __name__, __package__)\nif __name__ == "__main__":\n    from . import other\n', 'pkg/other.py': 'x = 1\n', 'pkg/bad.py': 'x = (\n', 'pkg/fail.py': 'import sys\ndef f(): raise KeyError("k")\nf()\n', 'nomain/__init__.py': '', 'broken/__init__.py': '1/0\n', 'broken/__main__.py': '', 'ns/inner.py': 'print(__name__, __package__, __spec__.parent)\n', 'ns/__main__.py': 'print("ns main", __package__)\n', 'missing/__init__.py': 'import nosuchthing\n', 'missing/__main__.py': '', 'exits.py': 'import sys; sys.exit(9)\n', 'data.txt': 'x', 'double/__init__.py': 'from . import part\n', 'double/part.py': 'print("part as", __name__)\n', 'enc.py': '# coding: latin-1\nprint(ascii("é"))\n', 'uni\u00e9.py': 'print(ascii(__name__), ascii(__file__[-7:]))\n'}
for name, text in files.items():
    os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
    with open(name, 'w', encoding='utf-8') as f:
        f.write(text)


def run(*args):
    r = subprocess.run([sys.executable, *args], input='', capture_output=True, text=True)
    print(args, r.returncode, r.stdout, r.stderr.replace(sys.executable, '<python>').replace(os.getcwd(), '<cwd>'), sep='\n  ')


for args in (['mod', 'a', '-m'], ['pkg', 'x'], ['pkg.sub'], ['pkg.__main__'], ['pkg.bad'], ['pkg.fail'], ['pkg.nosuch'], ['nomain'], ['nomain.x'], ['broken'], ['ns'], ['ns.inner'], ['missing'], ['exits'], ['mod.py'], ['mod.x'], ['data.txt'], ['double.part'], ['pkg/sub'], ['enc'], ['uni\u00e9'], ['pkg.'], ['..mod'], ['json.tool', '--help'] if False else ['json.tool', 'nosuchfile'], ['py_compile', 'pkg/bad.py'], ['compileall', '-q', 'pkg'], ['timeit', '-n', '1', '-r', '1', 'syntax error here'], ['tokenize', 'mod.py'], ['ast', 'exits.py'], ['dis', 'exits.py'], ['base64', '-e', 'data.txt'], ['inspect', 'nosuch'], ['calendar', '2024', '2'], ['platform', 'x'] if False else ['quopri', 'data.txt']):
    run('-m', *args)
run('-P', '-m', 'mod'), run('-I', '-m', 'mod'), run('-O', '-m', 'pkg'), run('-i', '-m', 'exits'), run('pkg'), run('ns'), run('nomain'), run('broken')
