# The control can be set while the program runs: what was imported before is cached, what comes after is not.
import os
import sys

sys.path.insert(0, os.getcwd())
for name in ('early', 'middle', 'late'):
    with open(name + '.py', 'w') as file:
        file.write(f'print("importing {name}")\nclass Thing:\n    label = {name!r}\n')


def cached():
    return sorted(os.listdir('__pycache__')) if os.path.isdir('__pycache__') else []


print(sys.dont_write_bytecode, cached())
import early
print(cached())
sys.dont_write_bytecode = True
import middle
print(cached())
sys.dont_write_bytecode = False
import late
print(cached())
print(early.Thing.label, middle.Thing.label, late.Thing.label, middle.__cached__ == os.path.abspath('__pycache__/middle.cpython-311.pyc'))
