# Relative imports: levels, packages found by __package__, __spec__ or __name__, and what goes wrong.
import os
import sys
import tempfile

root = tempfile.mkdtemp()
sys.path.insert(0, root)
sys.dont_write_bytecode = True


def write(path, text=''):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as f:
        f.write(text)


write('top/__init__.py', 'name = "top"\n')
write('top/one.py', 'from . import two\nfrom .two import value as v\nfrom .sub import deep\nfrom . import sub as s\nresult = (two.value, v, deep.here, s.__name__)\n')
write('top/two.py', 'value = 2\n')
write('top/sub/__init__.py', 'from .. import name\nfrom ..two import value\n')
write('top/sub/deep.py', 'from ... import nothing\n' if False else 'from .. import two\nfrom ..two import *\nhere = __name__, value\n')
write('top/bad1.py', 'from .... import x\n')
write('top/bad2.py', 'from .missing import x\n')
write('top/bad3.py', 'from . import missing\n')
write('top/bad4.py', 'from .two import missing\n')

import top.one
print(top.one.result, top.sub.name, top.sub.value, sorted(n for n in vars(top) if not n.startswith('__')))
for name in ('bad1', 'bad2', 'bad3', 'bad4'):
    try:
        __import__('top.' + name)
    except ImportError as e:
        print(name, type(e).__name__, str(e).replace(root, '<root>'), e.name, e.path and e.path.replace(root, '<root>'))
    print('top.' + name in sys.modules)


def attempt(*args, **kw):
    try:
        print('ok', __import__(*args, **kw).__name__)
    except BaseException as e:
        print(type(e).__name__, e)


attempt('two', {'__package__': 'top'}, None, [], 1)
attempt('', {'__package__': 'top'}, None, ['two'], 1)
attempt('sub.deep', {'__package__': 'top'}, None, [], 1)
attempt('sub.deep', {'__package__': 'top'}, None, ['x'], 1)
attempt('two', {'__package__': 'top.sub'}, None, ['value'], 2)
attempt('two', {'__package__': 'top'}, None, [], 2)
attempt('two', {}, None, [], 1)
attempt('two', {'__package__': ''}, None, [], 1)
attempt('two', {'__package__': 5}, None, [], 1)
attempt('two', {'__name__': 'top.x', '__package__': None}, None, [], 1)
attempt('two', {'__name__': 'top', '__path__': []}, None, [], 1)
attempt('two', {'__name__': 'alone'}, None, [], 1)
attempt('two', {'__name__': 3}, None, [], 1)
attempt('two', None, None, [], 1)
attempt('two', [], None, [], 1)
attempt('', {}), attempt(5), attempt('os', level=-1), attempt(), attempt('os', bad=1)
attempt('os.path'), attempt('os.path', fromlist=['x']), attempt('top.sub.deep'), attempt('os.path.x')
attempt('top', fromlist=['two', 'nothing', '*']), attempt('top', fromlist=[5])
attempt('\0'), attempt('a\udc80b')
sys.modules['blocked'] = None
attempt('blocked'), attempt('blocked.x')
exec('from __future__ import annotations\nimport top.sub as x; print(x.__name__)')
