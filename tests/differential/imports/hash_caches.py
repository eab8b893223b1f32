# Hash-based and sourceless caches, and where caches lie.
import importlib.util
import marshal
import os
import py_compile
import sys
import tempfile
import _imp

root = tempfile.mkdtemp()
sys.path.insert(0, root)
source = os.path.join(root, 'hashed.py')
clean = lambda text: str(text).replace(root, '<root>')


def write(text):
    with open(source, 'w') as f:
        f.write(text)


def load():
    sys.modules.pop('hashed', None)
    importlib.invalidate_caches()
    import hashed
    return hashed.x


for mode in (py_compile.PycInvalidationMode.CHECKED_HASH, py_compile.PycInvalidationMode.UNCHECKED_HASH):
    write('x = 1\n')
    cache = py_compile.compile(source, invalidation_mode=mode)
    print(mode.name, clean(cache), open(cache, 'rb').read(16).hex(), load())
    write('x = 22\n')
    print(load(), open(cache, 'rb').read(16).hex())
    for policy in ('always', 'never', 'default'):
        _imp.check_hash_based_pycs = policy
        print(policy, load())
    os.remove(cache)
print(importlib.util.source_hash(b'x = 1\n').hex(), importlib.util.MAGIC_NUMBER)
print(clean(importlib.util.cache_from_source(source)), clean(importlib.util.cache_from_source(source, optimization=2)), clean(importlib.util.source_from_cache(importlib.util.cache_from_source(source))))
for bad in ('x.py', 'a/x.cpython-311.pyc', '__pycache__/x.pyc', '__pycache__/x.a.b.c.pyc', '__pycache__/x.cpython-311.opt-é.pyc'):
    try:
        print(importlib.util.source_from_cache(bad))
    except ValueError as e:
        print(e)
sys.pycache_prefix = os.path.join(root, 'elsewhere')
print(clean(importlib.util.cache_from_source('/a/b.py')), clean(importlib.util.source_from_cache(os.path.join(sys.pycache_prefix, 'a/b.cpython-311.pyc'))))
sys.pycache_prefix = None
write('x = "sourceless"\n')
py_compile.compile(source, os.path.join(root, 'bare.pyc'))
import bare
print(bare.x, clean(bare.__file__), clean(bare.__cached__), bare.__loader__.__class__.__name__)
header = importlib.util.MAGIC_NUMBER + bytes(12)
for name, data in (('short', b'ab'), ('magic', b'abcd' + bytes(12)), ('flags', importlib.util.MAGIC_NUMBER + b'\xff' + bytes(11)), ('cut', header), ('nocode', header + marshal.dumps(5)), ('junk', header + b'\xff')):
    with open(os.path.join(root, 'p_' + name + '.pyc'), 'wb') as f:
        f.write(data)
    importlib.invalidate_caches()
    try:
        __import__('p_' + name)
    except Exception as e:
        print(name, type(e).__name__, clean(e), getattr(e, 'name', None), clean(getattr(e, 'path', None)))
try:
    py_compile.compile(source + 'x', doraise=True)
except OSError as e:
    print(clean(e))
write('x = (\n')
try:
    py_compile.compile(source, doraise=True)
except py_compile.PyCompileError as e:
    print(clean(e.msg), e.exc_type_name)
