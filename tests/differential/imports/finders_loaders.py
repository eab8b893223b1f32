# meta_path, path_hooks, custom loaders and specs.
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        print('find', name, path)
        if name.startswith('virtual'):
            return importlib.machinery.ModuleSpec(name, Loader(), is_package=name == 'virtual')


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        print('create', spec.name)
        return None

    def exec_module(self, module):
        print('exec', module.__name__)
        module.value = module.__name__.upper()
        if module.__name__.endswith('broken'):
            raise RuntimeError('broken module')


sys.meta_path.insert(0, Finder())
import virtual.child
from virtual.other import value
print(virtual.child.value, value, virtual.__path__, virtual.__spec__.parent, virtual.child.__spec__.parent, virtual.__name__)
for name in ('virtual.broken', 'unknown_zz'):
    try:
        importlib.import_module(name)
    except Exception as error:
        print(type(error).__name__, error, name in sys.modules)
sys.meta_path.pop(0)


def hook(entry):
    if entry != 'magic:':
        raise ImportError
    print('hook', entry)
    return PathFinder()


class PathFinder:
    def find_spec(self, name, target=None):
        if name == 'hooked':
            return importlib.util.spec_from_loader(name, Loader())


sys.path_hooks.insert(0, hook)
sys.path.append('magic:')
import hooked
print(hooked.value, 'magic:' in sys.path_importer_cache)
m = types.ModuleType('made', 'doc')
print(m, m.__doc__, m.__spec__, m.__dict__.keys())
try:
    m.missing
except AttributeError as error:
    print(error)
m.__getattr__ = lambda n: n * 2
print(m.missing, importlib.util.module_from_spec(importlib.machinery.ModuleSpec('x', None)).__name__)
print([f.__name__ if isinstance(f, type) else type(f).__name__ for f in sys.meta_path], importlib.machinery.SOURCE_SUFFIXES, importlib.machinery.BYTECODE_SUFFIXES)
