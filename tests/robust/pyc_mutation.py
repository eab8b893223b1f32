"""Changed bytes of code in marshal's format: read, and run when they could be read; also whole .pyc files, imported."""
import importlib.util
import marshal
import os
import sys
import _mutate
from _mutate import rng, attempt, mutateBytes

SOURCE = '''
import math
from collections import namedtuple as nt
X = (1, 2.5, 3j, 'text', b'bytes', None, ..., True, 10**30, frozenset({1, 2}) if 0 else 5, -1)
class C:
    """Doc"""
    a: int = 1
    def m(self, x, /, y=2, *z, k=(1, 2), **kw):
        try:
            return [i for i in z if i in {1, 2, 3}], x, y, k, kw
        finally:
            self.n = y
def g(n):
    for i in range(n):
        yield lambda: i
P = nt('P', 'x y')
R = [f() for f in g(3)], C().m(1), P(1, 2), f"{X!r:.5}"
'''
CODE = compile(SOURCE, 'sample.py', 'exec')
DATA = marshal.dumps(CODE)
OTHERS = [marshal.dumps(v, version) for version in (0, 1, 2, 3, 4) for v in (
    [1, [2, {3: (4,)}], {'a': 'b', 'c': 'é\u4e00'}], {1, 2, (3, 4)}, frozenset('abc'), 2**200, -1.5, 1e300j, 'x' * 300, b'y' * 300, StopIteration,
    (None, True, False, ..., ''))]


def run(data):
    value = marshal.loads(data)
    if type(value) is type(CODE):
        exec(value, {'__builtins__': {'__import__': __import__, '__build_class__': __build_class__, 'range': range}, '__name__': 'm'})
    else:
        marshal.dumps(value)
        hash(repr(value))


for _ in range(5000):
    data = mutateBytes(DATA, rng.choice((1, 2, 5)))
    attempt(run, data)
for _ in range(4000):
    attempt(run, mutateBytes(rng.choice(OTHERS)))
for cut in range(0, len(DATA), 7):
    attempt(run, DATA[:cut])

sys.path.insert(0, os.getcwd())
HEADER = importlib.util.MAGIC_NUMBER + bytes(12)
for i in range(150):
    name = f'mutant{i}'
    with open(name + '.pyc', 'wb') as file:
        file.write(mutateBytes(HEADER + DATA, 2))
    attempt(__import__, name)
    os.remove(name + '.pyc')
_mutate.summary()
