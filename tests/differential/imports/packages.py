# Packages, submodules, relative imports, __all__, namespace packages and import errors.
import importlib
import importlib.util
import os
import sys

files = {
    'pkg/__init__.py': 'print("init pkg")\nname = __name__\nfrom . import a\n',
    'pkg/a.py': 'print("init a")\nfrom .sub.deep import value\nfrom .. import nothing_here if False else None\n'.split('from ..')[0],
    'pkg/sub/__init__.py': '__all__ = ["deep", "x"]\nx = 1\n_y = 2\n',
    'pkg/sub/deep.py': 'value = 42\nfrom ..sub import x\nprint(__package__, __name__, x)\n',
    'ns/one.py': 'v = "namespace"\n',
    'bad/__init__.py': 'raise ValueError("in init")\n',
    'bad2.py': 'import sys\ndel sys.modules[__name__]\n',
    'cyc1.py': 'import cyc2\nfrom cyc2 import later\n',
    'cyc2.py': 'import cyc1\nfrom cyc1 import nothing\nlater = 1\n',
    'syn.py': 'def f(:\n',
    'noall.py': 'a = 1\n_b = 2\n',
    'badall.py': '__all__ = ["missing"]\n',
    'beyond.py': 'from . import x\n',
    'getattr_mod.py': 'def __getattr__(n):\n    if n == "dyn": return "dynamic"\n    raise AttributeError(f"no {n}")\ndef __dir__(): return ["dyn"]\n',
}
for path, text in files.items():
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)
import pkg.a
print(pkg.name, pkg.a.value, pkg.sub.deep.value, sorted(m for m in sys.modules if m.startswith('pkg')))
import ns.one as one
print(one.v, type(sys.modules['ns'].__path__).__name__, sys.modules['ns'].__file__ if hasattr(sys.modules['ns'], '__file__') else 'no file')
for code in ('import bad', 'import bad2', 'import cyc1', 'import syn', 'from noall import *; print(sorted(k for k in dir() if k in ("a", "_b")))',
             'from pkg.sub import *; print(x, deep.value)', 'from badall import *', 'import beyond', 'import pkg.nope', 'from pkg import nope',
             'import pkg.a.b', 'from getattr_mod import dyn; print(dyn)', 'from getattr_mod import other', 'import getattr_mod as g; print(dir(g), g.dyn)',
             'import pkg.sub.deep as d; print(d.__spec__.name, d.__loader__.__class__.__name__)', '__import__("")', '__import__("pkg", level=-1)',
             'from .pkg import a', 'import bad.sub', 'print(__import__("pkg.sub.deep").__name__, __import__("pkg.sub.deep", fromlist=["x"]).__name__)'):
    try:
        exec(code, {'__name__': '__main__'})
    except BaseException as error:
        print(code, '->', type(error).__name__, str(error).replace(os.getcwd(), '<cwd>'))
with open('noall.py', 'a') as file:
    file.write('c = "reloaded and longer"\n')
import noall
importlib.invalidate_caches()
print(importlib.reload(noall).c, importlib.import_module('.deep', 'pkg.sub').__name__, importlib.util.find_spec('pkg.sub').submodule_search_locations is not None)
sys.modules['blocked'] = None
try:
    import blocked
except ModuleNotFoundError as error:
    print(error, error.name)
print(repr(sys.modules['ns.one']).replace(os.getcwd(), ''), repr(sys), repr(os).split("'")[1])
