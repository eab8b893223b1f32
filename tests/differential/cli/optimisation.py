# -O and -OO: asserts, docstrings, __debug__, names and flags of cache files, nested programs.
import os
import subprocess
import sys

with open('mod.py', 'w') as f:
    f.write('"""module doc"""\ndef f():\n    """function doc"""\n    assert False, "message"\n    return 1\nclass C:\n    """class doc"""\n    "not a doc"\n    def m(self): "method doc"\nif __debug__: state = "debug"\nelse: state = "optimised"\nx = __debug__ and 5\n')


def run(*args):
    r = subprocess.run([sys.executable, *args], capture_output=True, text=True)
    print(args, r.returncode, r.stdout.strip(), r.stderr.strip().rpartition('\n')[2], sorted(os.listdir('__pycache__')) if os.path.isdir('__pycache__') else None, sep='\n  ')


show = 'import mod, sys\ntry: r = mod.f()\nexcept AssertionError as e: r = e\nprint(r, mod.__doc__, mod.f.__doc__, mod.C.__doc__, mod.C.m.__doc__, mod.state, mod.x, sys.flags.optimize, mod.__cached__.rpartition("/")[2])'
for options in ([], ['-O'], ['-OO'], ['-OOO'], ['-B'], ['-B', '-O']):
    run(*options, '-c', show)
run('-O', '-c', 'assert 0; print(__debug__)'), run('-c', 'assert 0, (1, 2)'), run('-c', 'assert (0, "x")'), run('-O', '-c', 'import dis; dis.dis("assert x, y\\nif __debug__: a\\nelse: b")'), run('-OO', '-c', 'exec("def f(): \'doc\'\\nprint(f.__doc__, f.__code__.co_consts)")'), run('-OO', '-c', 'print(compile("\'doc\'", "f", "exec", optimize=0).co_consts, compile("\'doc\'", "f", "exec", optimize=2).co_consts, compile("\'doc\'", "f", "exec").co_consts)'), run('-O', '-c', 'import subprocess, sys; print(subprocess._args_from_interpreter_flags())'), run('-OOBsEuP', '-W', 'error', '-X', 'utf8', '-c', 'import subprocess; print(subprocess._args_from_interpreter_flags())')
run('-O', '-m', 'py_compile', 'mod.py'), run('-m', 'compileall', '-q', '-o', '0', '-o', '2', 'mod.py'), run('-c', 'import importlib.util as u; print([u.cache_from_source("a/b.py", optimization=o) for o in ("", 1, "2", None)], u.source_from_cache("a/__pycache__/b.cpython-311.opt-1.pyc"))')
