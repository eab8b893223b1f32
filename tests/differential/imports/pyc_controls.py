# Every control over cache files, in processes of their own.
import os
import shutil
import subprocess
import sys


def listing():
    return sorted(os.path.join(f, n)[2:] for f, _, ns in os.walk('.') for n in ns if n.endswith('.pyc'))


def run(*options, code='import mod; print(mod.v, mod.__cached__ and mod.__cached__.rpartition("/")[2])', **env):
    result = subprocess.run([sys.executable, *options, '-c', code], capture_output=True, text=True, env=os.environ | env)
    print(options, env, result.stdout.strip(), result.stderr.replace(sys.executable, '<python>').strip()[-200:], listing())
    shutil.rmtree('__pycache__', ignore_errors=True)
    shutil.rmtree('px', ignore_errors=True)


with open('mod.py', 'w') as file:
    file.write('"""doc"""\nassert True\nv = (__doc__, __debug__)\n')
run(), run('-B'), run('-O'), run('-OO'), run('-B', '-OO'), run('-I', '-c', 'pass') if False else None
run(PYTHONDONTWRITEBYTECODE='x'), run('-E', PYTHONDONTWRITEBYTECODE='x'), run(PYTHONOPTIMIZE='1'), run(PYTHONOPTIMIZE='2'), run('-O', PYTHONOPTIMIZE='2')
run(code='import sys; print(sys.dont_write_bytecode, sys.flags.dont_write_bytecode, sys.pycache_prefix); sys.dont_write_bytecode = True; import mod')
run('-B', code='import sys; sys.dont_write_bytecode = False; import mod; print(sys.flags.dont_write_bytecode)')
run('-X', 'pycache_prefix=px', code='import sys, mod; print(sys.pycache_prefix, mod.__cached__.startswith("px"))')
run('-X', 'pycache_prefix=', code='import sys; print(sys.pycache_prefix)', PYTHONPYCACHEPREFIX='px')
run(code='import sys; sys.pycache_prefix = "px"; import mod; print(mod.__cached__[:3])')
run('--check-hash-based-pycs', 'always'), run('--check-hash-based-pycs', 'bogus')
run(code='import sys; sys.implementation.cache_tag = None; import mod; print(mod.__cached__)')
for mode in ('CHECKED_HASH', 'UNCHECKED_HASH'):
    for check in ('default', 'always', 'never'):
        subprocess.run([sys.executable, '-c', f'import py_compile as p; p.compile("mod.py", invalidation_mode=p.PycInvalidationMode.{mode})'])
        with open('mod.py', 'a') as file:
            file.write('v += (1,)\n')
        run('--check-hash-based-pycs', check, code='import mod; print(len(mod.v))')
