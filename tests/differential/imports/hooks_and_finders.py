# meta_path, path_hooks and sys.modules in the hands of a program.
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import traceback


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    sources = {'virtual': 'x = 1\n', 'virtual.sub': 'from virtual import x\ny = x + 1\n', 'fails': 'def f():\n    1/0\nf()\n',
               'tells': 'import nothing_there\n'}

    def find_spec(self, name, path, target=None):
        if name == 'explodes':
            raise ValueError('finder failed')
        if name not in self.sources:
            return None
        print('find', name, path, target)
        return importlib.machinery.ModuleSpec(name, self, origin='memory', is_package=name == 'virtual')

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(compile(self.sources[module.__name__], '<' + module.__name__ + '>', 'exec'), vars(module))


sys.meta_path.insert(0, Finder())
import virtual.sub
print(virtual.sub.y, virtual, virtual.sub.__spec__.parent, virtual.__path__)
for name in ('fails', 'tells', 'explodes'):
    try:
        __import__(name)
    except Exception:
        lines = traceback.format_exc().splitlines()
        print(name, [line.split(', line')[0] for line in lines if 'File' in line], lines[-1], name in sys.modules)


class Old:
    def find_spec(self, name, path, target=None):
        if name == 'none_loader':
            return importlib.machinery.ModuleSpec(name, None)
        if name == 'no_exec':
            return importlib.machinery.ModuleSpec(name, object())


sys.meta_path.insert(0, Old())
for name in ('none_loader', 'no_exec'):
    try:
        print(__import__(name))
    except Exception as e:
        print(name, type(e).__name__, e)
sys.meta_path[:2] = []
saved = sys.meta_path[:]
sys.meta_path.clear()
try:
    import not_there
except ImportError as e:
    print(e)
sys.meta_path[:] = saved


def hook(entry):
    if entry != 'magic://':
        raise ImportError
    print('hook', entry)

    class Entry:
        @staticmethod
        def find_spec(name, target=None):
            if name == 'from_magic':
                return importlib.util.spec_from_loader(name, Finder(), origin=entry)
    return Entry


Finder.sources['from_magic'] = 'where = __spec__.origin\n'
sys.path_hooks.append(hook)
sys.path.append('magic://')
import from_magic
print(from_magic.where, sys.path_importer_cache['magic://'].__name__)
sys.modules['number'] = 7
import number
print(number)
try:
    from number import bit
except ImportError as e:
    print(e)
from number import real, imag as i
print(real, i)
calls = []
import builtins
original = builtins.__import__
builtins.__import__ = lambda *args: calls.append((args[0], args[3], args[4])) or original(*args)
import os.path
from os import sep as s, path
builtins.__import__ = original
print(calls)
