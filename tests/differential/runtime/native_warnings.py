# _warnings: registries, filters, actions, levels; the same with and without the Python half's say.
import _warnings
import sys
import warnings

shown = []
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: shown.append((str(message), category.__name__, filename.rpartition('/')[2], lineno))
warnings.resetwarnings()


def drain(label):
    print(label, shown)
    shown.clear()


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except BaseException as e:
        print(type(e).__name__, e)


for action in ('default', 'once', 'module', 'always', 'ignore', 'error', 'strange'):
    warnings.filters[:] = [(action, None, Warning, None, 0)]
    _warnings._filters_mutated()
    registry = {}
    try:
        for line in (1, 1, 2):
            warnings.warn_explicit('text', UserWarning, 'file.py', line, 'module', registry)
            warnings.warn_explicit('text', UserWarning, 'other.py', line, registry=registry)
    except Exception as e:
        print(type(e).__name__, e)
    drain(action)
    print({k: v for k, v in registry.items()})
warnings.resetwarnings()
warnings.simplefilter('always')
_warnings.warn('plain'), _warnings.warn(DeprecationWarning('instance'), RuntimeWarning), _warnings.warn('cat', SyntaxWarning, 2), _warnings.warn('deep', stacklevel=50)
drain('warn')
attempt(_warnings.warn), attempt(_warnings.warn, 'x', 5), attempt(_warnings.warn, 'x', int), attempt(_warnings.warn, 'x', stacklevel='a'), attempt(_warnings.warn, b'bytes')
drain('odd')
attempt(_warnings.warn_explicit, 'x', UserWarning, 5, 1), attempt(_warnings.warn_explicit, 'x', UserWarning, 'f'), attempt(_warnings.warn_explicit, 'x', UserWarning, 'f', 1, registry=5)
attempt(_warnings.warn_explicit, 'x', UserWarning, 'f', 1, module=None), attempt(_warnings.warn_explicit, 'x', UserWarning, 'f', 1, module_globals=5), attempt(_warnings.warn_explicit, 'x', None, 'f', 1)
drain('explicit')
for bad in (5, [5], [()], [(1, None, Warning, None, 0)], [('always', None, Warning, None, 'x')], [('always', 5, Warning, None, 0)], [('always', None, 5, None, 0)]):
    warnings.filters = bad
    attempt(_warnings.warn, 'bad')
warnings.filters = []
warnings.defaultaction = 5
attempt(_warnings.warn, 'bad default')
warnings.defaultaction = 'default'
import re
warnings.filters = [('error', re.compile('a.c'), Warning, None, 0), ('ignore', None, Warning, re.compile('mod$'), 7)]
_warnings._filters_mutated()
attempt(warnings.warn_explicit, 'abc', UserWarning, 'f.py', 1), attempt(warnings.warn_explicit, 'bc', UserWarning, 'f.py', 7, 'mod'), attempt(warnings.warn_explicit, 'bc', UserWarning, 'f.py', 8, 'mod')
drain('patterns')
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    def inner(): warnings.warn('two up', stacklevel=2)
    inner()
    compile('1 is 1', 'code.py', 'exec'), compile("'\\d'", 'code.py', 'exec')
    print([(str(w.message), w.category.__name__, w.filename.rpartition('/')[2], w.lineno, w.source) for w in log])
warnings.filters = [('error', None, SyntaxWarning, None, 0), ('error', None, DeprecationWarning, None, 0)]
_warnings._filters_mutated()
attempt(compile, '\n 1 is 1'.strip(), 'code.py', 'exec'), attempt(compile, "x = '\\d'", 'code.py', 'exec')
print(sorted(k for k in globals().get('__warningregistry__', {}) if k != 'version')[:3])
