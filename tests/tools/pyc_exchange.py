#!/usr/bin/python3.11
"""Cache files exchanged with CPython in both directions, with and without the source present.

pyc_exchange.py INTERP: one interpreter writes __pycache__, the other runs from it.
"""
import os
import shutil
import subprocess
import sys
import tempfile

import sanitizers

ORACLE = '/usr/bin/python3.11'
MODULE = '''
"""A module with one of each kind of thing that a code object can hold."""
import functools

LIMIT = 10 ** 25
TABLE = {'a': (1, 2.5, -0.0, 3j), 'b': frozenset({1, 2, 3}), 'c': b'bytes', 'd': 'h\\u00e9 \\U0001f40d', 'e': ...}

class Shape:
    __slots__ = ('sides',)
    def __init__(self, sides): self.sides = sides
    def __repr__(self): return f'{type(self).__name__}({self.sides!r})'
    @functools.lru_cache(maxsize=None)
    def area(self, /, *, scale=1): return sum(s * scale for s in self.sides)

def counter(start):
    count = start
    def step(by=1):
        nonlocal count
        count += by
        return count
    return step

def classify(value):
    match value:
        case {'kind': str(kind), **rest}: return kind, rest
        case [first, *others]: return first, others
        case int() | float() as number: return 'number', number
        case _: return None

def fail():
    try:
        {}['missing']
    except KeyError as error:
        raise ValueError('wrapped') from error
'''
MAIN = '''
import sys, traceback, target
print(target.TABLE, target.LIMIT, target.__doc__)
print(target.Shape((1, 2)), target.Shape((3, 4)).area(scale=2))
step = target.counter(5); print(step(), step(3))
print(target.classify({'kind': 'x', 'y': 1}), target.classify([1, 2]), target.classify(2.5), target.classify('s'))
try: target.fail()
except ValueError as error: print(type(error.__cause__), [f.lineno for f in traceback.extract_tb(error.__traceback__)])
print(target.__cached__ is not None, target.counter.__code__.co_varnames, target.__spec__.loader.__class__.__name__)
'''


def run(interp, folder, *options):
    env = {'PATH': '/usr/bin:/bin', 'LANG': 'C.UTF-8', 'PYTHONHASHSEED': '0', 'HOME': folder, **sanitizers.variables()}
    result = subprocess.run([interp, *options, os.path.join(folder, 'main.py')], env=env, cwd=folder,
                            capture_output=True, text=True, timeout=600)
    return result.stdout.replace(folder, '<tmp>'), result.stderr.replace(folder, '<tmp>'), result.returncode


def exchange(writer, reader, withSource, options=()):
    """Returns None when the reader ran the writer's cache file and gave the expected output, else why not."""
    tag = {'-O': '.opt-1', '-OO': '.opt-2'}.get(options[0] if options else '', '')
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, 'target.py')
        for path, text in ((source, MODULE), (os.path.join(folder, 'main.py'), MAIN)):
            with open(path, 'w') as file:
                file.write(text)
        first = run(writer, folder, *options)
        cache = os.path.join(folder, '__pycache__', f'target.cpython-311{tag}.pyc')
        if first[2] or not os.path.exists(cache):
            return f'the writer gave no cache file: {first[1][-300:]}'
        with open(cache, 'rb') as file:
            written = file.read()
        os.utime(cache, (1, 1))  # a rewrite would show
        if not withSource:
            os.remove(source)
            shutil.move(cache, os.path.join(folder, 'target.pyc'))
        second = run(reader, folder, *options)
        if second[2]:
            return f'the reader failed: {second[1][-300:]}'
        if withSource:
            if os.stat(cache).st_mtime != 1:
                return 'the reader did not accept the cache file and wrote it anew'
            if first != second:
                return f'the outputs differ: {first} {second}'
        elif first[0].splitlines()[:-1] != second[0].splitlines()[:-1]:
            return f'the outputs differ: {first} {second}'
    with tempfile.TemporaryDirectory() as folder:  # the same source gives the same bytes
        return None if written[:4] == b'\xa7\r\r\n' else f'wrong magic {written[:4]!r}'


def runSuite(interp, filters=()):
    passed, failed = 0, []
    for writer, reader, label in ((interp, ORACLE, 'taipan to cpython'), (ORACLE, interp, 'cpython to taipan')):
        for withSource in (True, False):
            for options in ((), ('-O',), ('-OO',)):
                name = f'pyc exchange {label}{"" if withSource else " without source"} {" ".join(options)}'.strip()
                if filters and not any(f in name for f in filters):
                    continue
                try:
                    problem = exchange(writer, reader, withSource, options)
                except (OSError, subprocess.SubprocessError) as error:
                    problem = str(error)
                if problem:
                    print(f'FAILED {name}: {problem}')
                    failed.append(name)
                else:
                    passed += 1
    return passed, failed


if __name__ == '__main__':
    good, bad = runSuite(sys.argv[1])
    print(f'{good} passed, {len(bad)} failed')
    sys.exit(bool(bad))
