#!/usr/bin/python3.11
"""`taipan -m dis FILE` against the oracle's, as text, for the largest modules of the standard library.

    compare_dis.py [--interp PATH] [--count N] [FILE…]
"""
import argparse
import concurrent.futures
import difflib
import os
import subprocess
import sys

import sanitizers

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ORACLE = '/usr/bin/python3.11'
LIBRARY = '/usr/lib/python3.11'


def largest(count):
    """The `count` largest modules that stand in the library's own folder."""
    names = [entry.path for entry in os.scandir(LIBRARY) if entry.name.endswith('.py')]
    return sorted(names, key=os.path.getsize, reverse=True)[:count]


def listing(interp, path):
    """The disassembly with addresses of code objects left out, or what went wrong."""
    env = {'PATH': '/usr/bin:/bin', 'LANG': 'C.UTF-8', 'PYTHONHASHSEED': '0', **sanitizers.variables()}
    result = subprocess.run([interp, '-m', 'dis', path], capture_output=True, text=True, env=env, timeout=600)
    lines = (result.stdout + result.stderr).splitlines() + [f'exit {result.returncode}']
    return [' at 0x…, '.join(part.split(', ', 1)[-1] if i else part for i, part in enumerate(line.split(' at 0x')))
            for line in lines]


def compare(interp, path):
    """(path, first lines of the difference)."""
    expected, actual = listing(ORACLE, path), listing(interp, path)
    return path, list(difflib.unified_diff(expected, actual, 'oracle', 'taipan', n=1, lineterm=''))[:20]


def runSuite(interp, filters=(), count=30, paths=()):
    """(number of equal listings, names of the others), for tests/run.py."""
    paths = [p for p in paths or largest(count) if not filters or any(f in 'dis ' + p for f in filters)]
    passed, failed = 0, []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, difference in pool.map(lambda p: compare(interp, p), paths):
            if difference:
                failed.append('dis ' + os.path.relpath(path, LIBRARY))
                print('\n'.join(['FAILED ' + failed[-1], *difference]))
            else:
                passed += 1
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--count', type=int, default=30)
    parser.add_argument('paths', nargs='*')
    options = parser.parse_args()
    passed, failed = runSuite(options.interp, (), options.count, options.paths)
    print(f'{passed} passed, {len(failed)} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
