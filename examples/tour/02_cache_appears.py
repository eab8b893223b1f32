# Importing a module leaves its bytecode in __pycache__; running a script does not.
import os
import subprocess
import sys

os.makedirs('project', exist_ok=True)
with open('project/tools.py', 'w') as file:
    file.write('def double(x):\n    return x * 2\n')
with open('project/main.py', 'w') as file:
    file.write('import tools\nprint("the answer is", tools.double(21))\n')


def run(*options, **variables):
    subprocess.run([sys.executable, *options, 'project/main.py'], check=True, env=os.environ | variables)


def caches():
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk('.') for name in names if name.endswith('.pyc'))


print('before:', caches(), flush=True)
run()
print('after: ', caches(), flush=True)
run('-O')
print('with -O:', caches(), flush=True)
import importlib.util
print(importlib.util.cache_from_source('project/tools.py'), importlib.util.source_from_cache('project/__pycache__/tools.cpython-311.pyc'))
with open('project/__pycache__/tools.cpython-311.pyc', 'rb') as file:
    head = file.read(16)
print('magic', head[:4], 'flags', int.from_bytes(head[4:8], 'little'), 'size', int.from_bytes(head[12:], 'little'))
