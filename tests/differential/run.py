#!/usr/bin/python3.11
"""Differential tests: each program under the oracle and under Taipan; stdout, stderr and exit code must be equal.

run.py [--interp PATH | --preset NAME] [--filter TEXT] [--root DIR...] [--jobs N] [--refresh] [FILTER...]

A program is one .py file.  Comment lines at its top may say how it is run:
    # args: ...       command-line arguments after the file
    # stdin: ...      text for standard input (Python escapes such as \\n are understood)
    # env: A=1 B=2    variables added to the fixed environment
    # options: -O     interpreter options before the file
    # timeout: 60     seconds
    # needs: caches   left out by builds without inline caches (the preset stress)
Folders whose names start with an underscore hold support files and are not run.
"""
import argparse
import ast
import concurrent.futures
import difflib
import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(1, os.path.join(ROOT, 'tests', 'tools'))
import sanitizers  # noqa: E402
ORACLE = '/usr/bin/python3.11'
VERSION = 'v2'  # part of the cache key: raise it when the way programs are run changes
DEFAULT_TIMEOUT = 60
# What the address sanitizer says of memory that was refused; the program goes on with a MemoryError.
SANITIZER_NOTE = re.compile(r'^==\d+==WARNING: AddressSanitizer failed to allocate .*\n', re.M)


def fixedEnvironment(home):
    """The environment of every program; nothing from outside gets in."""
    return {
        'PATH': '/usr/local/bin:/usr/bin:/bin', 'HOME': home, 'TMPDIR': home, 'LANG': 'C.UTF-8',
        'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'TERM': 'dumb', 'COLUMNS': '80', 'LINES': '24',
        'PYTHONHASHSEED': '0', **sanitizers.variables(),
    }


def readHeader(text):
    """The `# key: value` lines at the top of a program."""
    header = {}
    for line in text.splitlines():
        if not line.startswith('#'):
            if line.strip():
                break
            continue
        key, sep, value = line[1:].strip().partition(':')
        if sep and key in ('args', 'stdin', 'env', 'options', 'timeout', 'needs'):
            header[key] = value.strip()
    return header


def needsCaches(path):
    with open(path, encoding='utf-8', errors='surrogateescape') as file:
        return readHeader(file.read()).get('needs') == 'caches'


def runProgram(interp, path, extraTime=1.0):
    """Runs a copy of the program in a fresh folder; returns its normalised output and exit code."""
    with open(path, encoding='utf-8', errors='surrogateescape') as file:
        header = readHeader(file.read())
    folder = tempfile.mkdtemp(prefix='taipan-')
    try:
        work = os.path.join(folder, 'work')
        os.mkdir(work)
        shutil.copy(path, work)
        support = os.path.join(os.path.dirname(path), '_support', os.path.basename(path)[:-3])
        if os.path.isdir(support):
            shutil.copytree(support, work, dirs_exist_ok=True)
        env = fixedEnvironment(folder)
        for item in shlex.split(header.get('env', '')):
            name, _, value = item.partition('=')
            env[name] = value
        command = [interp, *shlex.split(header.get('options', '')), os.path.basename(path),
                   *shlex.split(header.get('args', ''))]
        stdin = ast.literal_eval('"""' + header.get('stdin', '') + '"""').encode()
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=work, env=env, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   start_new_session=True)
        timeout = float(header.get('timeout', DEFAULT_TIMEOUT)) * extraTime
        try:
            out, err = process.communicate(stdin, timeout)
            code = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            code = 'timeout'
        seconds = time.monotonic() - started

        def normalise(data):
            text = data.decode('utf-8', 'backslashreplace')
            text = SANITIZER_NOTE.sub('', text)
            return text.replace(folder, '<tmp>').replace(os.path.realpath(interp), '<python>').replace(
                interp, '<python>')
        return {'stdout': normalise(out), 'stderr': normalise(err), 'exit': code, 'seconds': seconds}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def oracleResult(path, refresh=False):
    """What the oracle gives; kept under build/ by the program's content."""
    digest = hashlib.sha256()
    digest.update(f'{VERSION} {os.stat(ORACLE).st_mtime_ns} {os.path.basename(path)}'.encode())
    with open(path, 'rb') as file:
        digest.update(file.read())
    cache = os.path.join(ROOT, 'build', 'oracle', digest.hexdigest()[:32] + '.json')
    if not refresh and os.path.exists(cache):
        with open(cache) as file:
            return json.load(file)
    result = runProgram(ORACLE, path)
    if result['exit'] != 'timeout':
        os.makedirs(os.path.dirname(cache), exist_ok=True)
        temporary = f'{cache}.{os.getpid()}'
        with open(temporary, 'w') as file:
            json.dump(result, file)
        os.replace(temporary, cache)
    return result


def findPrograms(roots, filters):
    found = []
    for root in roots:
        if os.path.isfile(root):
            found.append(os.path.abspath(root))
            continue
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(f for f in folders if not f.startswith(('_', '.')))
            for name in sorted(files):
                path = os.path.join(folder, name)
                if name.endswith('.py') and path != os.path.abspath(__file__):
                    found.append(path)
    if filters:
        found = [p for p in found if any(f in os.path.relpath(p, ROOT) for f in filters)]
    return found


def describe(expected, actual, limit=40):
    """The differences as text, each stream as a unified diff."""
    lines = []
    if expected['exit'] != actual['exit']:
        lines.append(f"  exit code: expected {expected['exit']}, got {actual['exit']}")
    for stream in ('stdout', 'stderr'):
        if expected[stream] != actual[stream]:
            diff = list(difflib.unified_diff(expected[stream].splitlines(), actual[stream].splitlines(),
                                             f'oracle {stream}', f'taipan {stream}', lineterm='', n=1))
            if not diff:
                diff = ['(line endings differ)']
            lines += ['  ' + line for line in diff[:limit]]
            if len(diff) > limit:
                lines.append(f'  ... {len(diff) - limit} more lines')
    return '\n'.join(lines)


def runSuite(interp, roots, filters=(), jobs=2, refresh=False, slow=1.0, quiet=False):
    """Runs all programs; prints failures; returns (passed, list of failed names)."""
    programs = findPrograms(roots, filters)
    if not sanitizers.hasCaches(interp):
        programs = [path for path in programs if not needsCaches(path)]

    def check(path):
        expected = oracleResult(path, refresh)
        if interp == ORACLE:
            return path, expected, runProgram(ORACLE, path, slow)
        return path, expected, runProgram(interp, path, slow)

    passed, failed = 0, []
    show = sys.stderr.isatty()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for done, (path, expected, actual) in enumerate(pool.map(check, programs), 1):
            name = os.path.relpath(path, ROOT)
            same = all(expected[k] == actual[k] for k in ('stdout', 'stderr', 'exit'))
            if same and expected['exit'] != 'timeout':
                passed += 1
            else:
                failed.append(name)
                print(f'FAILED {name} ({actual["seconds"]:.1f} s)', flush=True)
                if not quiet:
                    print(describe(expected, actual), flush=True)
            if show:
                print(f'\r[{done}/{len(programs)}] {len(failed)} failed', end='\r', file=sys.stderr)
            elif done % 50 == 0:
                print(f'... {done}/{len(programs)} programs, {len(failed)} failed', flush=True)
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp')
    parser.add_argument('--preset', default='release')
    parser.add_argument('--filter', action='append', default=[])
    parser.add_argument('--root', action='append', default=[])
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--refresh', action='store_true', help='run the oracle anew')
    parser.add_argument('--quiet', action='store_true', help='names of failures only')
    parser.add_argument('filters', nargs='*')
    options = parser.parse_args()
    interp = os.path.abspath(options.interp or os.path.join(ROOT, 'build', options.preset, 'taipan'))
    if not os.path.exists(interp):
        sys.exit(f'{interp} does not exist; run ./dev build {options.preset}')
    slow = sanitizers.slowness(options.preset)
    passed, failed = runSuite(interp, options.root or [HERE], options.filter + options.filters,
                              options.jobs, options.refresh, slow, options.quiet)
    print(f'{passed} passed, {len(failed)} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
