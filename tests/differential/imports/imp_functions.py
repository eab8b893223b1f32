# _imp: native and frozen modules, the lock, hashes of sources.
import _imp
import sys
import types


def attempt(f, *args, **kw):
    try:
        print(f.__name__, args, kw, '->', repr(f(*args, **kw))[:80])
    except BaseException as e:
        print(f.__name__, args, kw, type(e).__name__, e, getattr(e, 'name', None))


for name in ('sys', 'builtins', 'time', '_io', 'nothing', '', 5, None):
    attempt(_imp.is_builtin, name)
for name in ('os', 'zipimport', '_frozen_importlib', 'os.path', '__phello__', '__phello_alias__', 'nothing', '', 5):
    attempt(_imp.is_frozen, name)
    attempt(_imp.is_frozen_package, name)
    attempt(_imp.find_frozen, name)
attempt(_imp.find_frozen, 'os', True)
attempt(_imp.find_frozen), attempt(_imp.is_builtin), attempt(_imp.is_frozen, 'a', 'b')
attempt(_imp.get_frozen_object, 'nothing'), attempt(_imp.get_frozen_object, 'os', b''), attempt(_imp.get_frozen_object, 'os', 3)
attempt(_imp.get_frozen_object, 'os', b'i\0\0\0\0'), attempt(_imp.init_frozen, 'nothing')
code = _imp.get_frozen_object('__hello__')
print(code.co_filename, code.co_name, [c.co_filename for c in code.co_consts if isinstance(c, types.CodeType)])
print(_imp._frozen_module_names())
_imp._override_frozen_modules_for_tests(-1)
attempt(_imp.is_frozen, 'os'), attempt(_imp.is_frozen, 'zipimport'), attempt(_imp.find_frozen, 'os'), attempt(_imp.get_frozen_object, 'os')
_imp._override_frozen_modules_for_tests(1)
attempt(_imp.is_frozen, 'os')
_imp._override_frozen_modules_for_tests(0)
print(_imp.lock_held())
_imp.acquire_lock(), _imp.acquire_lock()
print(_imp.lock_held())
_imp.release_lock()
print(_imp.lock_held())
_imp.release_lock()
print(_imp.lock_held())
attempt(_imp.release_lock)
for key, data in ((1, b'x'), (-1, b'x'), (0, b''), (3, bytes(range(256))), (0xe4d5, bytearray(b'import os\n')), (2**70, b''), ('a', b''), (1, 'a')):
    attempt(_imp.source_hash, key, data)
attempt(_imp.source_hash, key=5, source=b'abc')
code = compile('def f():\n    def g(): pass\nclass C: pass\n', 'old.py', 'exec')
_imp._fix_co_filename(code, 'new.py')
print(code.co_filename, [c.co_filename for c in code.co_consts if isinstance(c, types.CodeType)], code.co_consts[0].co_consts[1].co_filename)
attempt(_imp._fix_co_filename, 1, 'x'), attempt(lambda: _imp._fix_co_filename(code, 2))
spec = types.SimpleNamespace(name='nothing')
attempt(_imp.create_builtin, spec), attempt(_imp.create_builtin, 5), attempt(_imp.create_builtin, types.SimpleNamespace(name=3)), attempt(_imp.exec_builtin, 5)
import time
old = sys.modules.pop('time')
import time as fresh
print(fresh is old, fresh.sleep is not None, fresh.__spec__.loader.__name__, fresh.__name__, fresh.__loader__ is fresh.__spec__.loader)
print(_imp.check_hash_based_pycs, sys.modules['sys'].__spec__, sys.modules['builtins'].__spec__)
