# Frozen modules: their specs, files and loaders.
import importlib.machinery
import importlib.util
import os
import sys
import zipimport

for module in (os, zipimport, importlib._bootstrap, importlib._bootstrap_external, os.path, sys.modules['abc']):
    spec = module.__spec__
    print(module, spec.name, spec.origin, spec.has_location, spec.cached, spec.submodule_search_locations, vars(spec.loader_state))
    print(module.__name__, getattr(module, '__file__', 'no file'), getattr(module, '__cached__', 'no cache'), module.__loader__, repr(module.__package__))
print(importlib.machinery.FrozenImporter.find_spec('nothing'), importlib.machinery.BuiltinImporter.find_spec('nothing'))
print(importlib.util.find_spec('__hello__'), importlib.util.find_spec('time'))
import __hello__
__hello__.main()
import __phello__.spam
print(__phello__.__path__, __phello__.__file__, __phello__.spam.__spec__)
print(os.stat.__code__ if hasattr(os.stat, '__code__') else 'native', os.makedirs.__code__.co_filename, os.makedirs.__code__.co_qualname)
loader = importlib.machinery.FrozenImporter
print(loader.is_package('__phello__'), loader.get_source('os'), loader.get_code('os').co_filename)
for name in ('get_code', 'is_package', 'get_source'):
    try:
        getattr(loader, name)('nothing')
    except ImportError as e:
        print(e, e.name)
    try:
        getattr(importlib.machinery.BuiltinImporter, name)('nothing')
    except ImportError as e:
        print(e, e.name)
print(importlib.machinery.BuiltinImporter.get_code('sys'), importlib.machinery.BuiltinImporter.is_package('sys'))
