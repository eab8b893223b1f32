# A .pyc beside the program, under the module's plain name, is enough: the source may be gone.
import importlib.util
import os
import py_compile
import sys

sys.path.insert(0, os.getcwd())
os.mkdir('pkg')
for name, text in (('lonely.py', 'def where():\n    return __file__.rpartition("/")[2], __cached__ and "cached"\n'),
                   ('pkg/__init__.py', 'from .inner import deep\n'), ('pkg/inner.py', 'def deep():\n    raise KeyError("from bytecode")\n')):
    with open(name, 'w') as file:
        file.write(text)
    py_compile.compile(name, cfile=name + 'c', doraise=True)
    os.remove(name)
import lonely
import pkg
print(lonely.where(), type(lonely.__loader__).__name__, pkg.deep.__module__)
try:
    pkg.deep()
except KeyError as error:
    tb = error.__traceback__.tb_next
    print(repr(error), tb.tb_lineno, tb.tb_frame.f_code.co_filename)
with open('hashed.py', 'w') as file:
    file.write('h = "by content"\n')
path = py_compile.compile('hashed.py', invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
with open(path, 'rb') as file:
    data = file.read(16)
print(data[4:8], data[8:] == importlib.util.source_hash(b'h = "by content"\n'))
import hashed
print(hashed.h)
