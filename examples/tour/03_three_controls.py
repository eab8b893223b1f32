# Three ways to keep __pycache__ from appearing, and a fourth that puts it elsewhere.
import os
import shutil
import subprocess
import sys

with open('helper.py', 'w') as file:
    file.write('value = 42\n')


def run(label, *options, code='import helper; print(helper.value)', **variables):
    shutil.rmtree('__pycache__', ignore_errors=True)
    print(label, flush=True)
    subprocess.run([sys.executable, *options, '-c', code], check=True, env=os.environ | variables)
    print('   __pycache__ is there:', os.path.isdir('__pycache__'), flush=True)


run('no control')
run('-B', '-B')
run('PYTHONDONTWRITEBYTECODE=1', PYTHONDONTWRITEBYTECODE='1')
run('PYTHONDONTWRITEBYTECODE= (empty: no effect)', PYTHONDONTWRITEBYTECODE='')
run('sys.dont_write_bytecode', code='import sys; sys.dont_write_bytecode = True; import helper; print(helper.value)')
run('PYTHONPYCACHEPREFIX', PYTHONPYCACHEPREFIX=os.path.abspath('elsewhere'))
run('-X pycache_prefix', '-X', 'pycache_prefix=' + os.path.abspath('elsewhere2'))
for prefix in ('elsewhere', 'elsewhere2'):
    print(prefix, [name for _, _, names in os.walk(prefix) for name in names if name.startswith('helper')])
