# Namespace packages over several folders; importlib.reload; modules replaced and removed.
import importlib
import importlib.util
import os
import re
import sys
import tempfile

root = tempfile.mkdtemp()
sys.dont_write_bytecode = True


def write(path, text=''):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as f:
        f.write(text)


def clean(value):
    return re.sub(' at 0x[0-9a-f]+', '', str(value).replace(root, '<root>'))


write('a/space/one.py', 'name = __name__, __package__')
write('b/space/two.py', 'from .one import name')
write('c/space/deep/three.py', 'x = 3')
sys.path[:0] = [os.path.join(root, part) for part in 'ab']
import space
print(clean(space), clean(list(space.__path__)), space.__file__ if hasattr(space, '__file__') else 'no file', space.__spec__.origin, type(space.__path__).__name__)
import space.two
print(space.two.name, space.one.name)
try:
    import space.deep.three
except ImportError as e:
    print(e, e.name)
sys.path.insert(0, os.path.join(root, 'c'))
import space.deep.three
print(space.deep.three.x, len(space.__path__), clean(space.__path__), clean(space.deep))
try:
    import space.missing
except ImportError as e:
    print(e)

write('a/counted.py', 'try:\n    count += 1\nexcept NameError:\n    count = 1\n')
import counted
again = importlib.reload(counted)
print(counted.count, again is counted)
counted.extra = 5
write('a/counted.py', 'count = "new"\n')
os.utime(os.path.join(root, 'a/counted.py'), (1, 1))
importlib.reload(counted)
print(counted.count, counted.extra)
del sys.modules['counted']
try:
    importlib.reload(counted)
except ImportError as e:
    print(e, e.name)
try:
    importlib.reload('counted')
except TypeError as e:
    print(e)
import counted as fresh
print(fresh is counted, hasattr(fresh, 'extra'))
write('a/counted.py', '1/0\n')
os.utime(os.path.join(root, 'a/counted.py'), (2, 2))
try:
    importlib.reload(fresh)
except ZeroDivisionError as e:
    print(e, fresh.count)
os.remove(os.path.join(root, 'a/counted.py'))
importlib.invalidate_caches()
try:
    importlib.reload(fresh)
except ImportError as e:
    print(e)
spec = importlib.util.spec_from_file_location('by_path', os.path.join(root, 'a/space/one.py'))
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.name, clean(module), 'by_path' in sys.modules, clean(spec.cached))
print(importlib.import_module('.one', 'space').name)
for args in (('.one',), ('..x', 'space'), ('.one', 'nothing')):
    try:
        importlib.import_module(*args)
    except Exception as e:
        print(type(e).__name__, e)
