#!/usr/bin/python3.11
"""CPython's own test modules under Taipan, against what tests/cpython/*.tsv expects.

status.py [--interp PATH] [--write] [--all] [--quick] [MODULE...]

Each AREA.tsv has lines: module, expected passed, quick|full, oracle's passed, reason if lower.
--write puts the figures, with those of identity and bench, into docs/STATUS.md.
"""
import argparse
import concurrent.futures
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(1, os.path.join(ROOT, 'tests', 'tools'))
import sanitizers  # noqa: E402

TIMEOUT = 300
# How many tests are about memory that is used again at once: checked heaps keep what was freed for a while.
REUSE_TESTS = {'test_genexps': 1, 'test_itertools': 5}
CACHE_TESTS = ('test_compileall', 'test_import', 'test_importlib', 'test_py_compile', 'test_runpy', 'test_cmd_line_script', 'test_zipimport')


def readAreas():
    """{area: [(module, expected, kind, oracle, reason)]}"""
    areas = {}
    for name in sorted(os.listdir(HERE)):
        if not name.endswith('.tsv'):
            continue
        rows = areas.setdefault(name[:-4], [])
        with open(os.path.join(HERE, name)) as file:
            for line in file:
                if line.strip() and not line.startswith('#'):
                    fields = line.rstrip('\n').split('\t') + ['']
                    rows.append((fields[0], int(fields[1]), fields[2], int(fields[3]), fields[4]))
    return areas


def runModule(interp, module, timeout=TIMEOUT):
    """Runs one test module; returns (passed, failed, note)."""
    with tempfile.TemporaryDirectory(prefix='taipan-') as folder:
        env = {'PATH': '/usr/local/bin:/usr/bin:/bin', 'HOME': folder, 'TMPDIR': folder, 'LANG': 'C.UTF-8',
               'TZ': 'UTC', 'TERM': 'dumb', **sanitizers.variables()}
        # PYTHONDONTWRITEBYTECODE is absent on purpose; the cache goes to a folder of its own, but where a test
        # looks for cache files.
        if module not in CACHE_TESTS:
            env['PYTHONPYCACHEPREFIX'] = os.path.join(ROOT, 'build', 'test-pycache')
        process = subprocess.Popen([interp, os.path.join(HERE, 'as_cpython.py'), '-v', module], cwd=folder, env=env,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, start_new_session=True)
        try:
            out, _ = process.communicate(timeout=timeout)
            code = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, _ = process.communicate()
            code = 'timeout'
    text = out.decode('utf-8', 'replace')
    ran = sum(int(n) for n in re.findall(r'^Ran (\d+) tests? in', text, re.M))
    bad = skipped = 0
    for summary in re.findall(r'^(?:OK|FAILED) \((.*)\)$', text, re.M):
        for key, number in re.findall(r'(?<!expected )(failures|errors|skipped|unexpected successes)=(\d+)', summary):
            if key == 'skipped':
                skipped += int(number)
            else:
                bad += int(number)
    names = re.findall(r'^(?:FAIL|ERROR): (.*)$', text, re.M)
    if code not in (0, 2) and not ran:
        tail = [line for line in text.splitlines() if line.strip()][-1:]
        return 0, 1, f'exit {code}: {"".join(tail)[:160]}', names, text
    note = '' if code == 0 else f'exit {code}'
    return max(ran - bad - skipped, 0), bad, note, names, text


def runList(interp, rows, slow=1.0, jobs=2, verbose=True):
    """Runs (area, row) pairs; returns [(area, row, passed, failed, note)]."""
    def one(item):
        area, row = item
        started = time.monotonic()
        passed, bad, note, names, text = runModule(interp, row[0], TIMEOUT * slow)
        if bad or note:
            folder = os.path.join(ROOT, 'build', 'cpython-logs')
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, row[0] + '.log'), 'w') as file:
                file.write(text)
        return area, row, passed, bad, note, names, time.monotonic() - started
    results = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for area, row, passed, bad, note, names, seconds in pool.map(one, rows):
            results.append((area, row, passed, bad, note))
            if verbose or passed < row[1]:
                mark = '' if passed >= row[1] else '  BELOW EXPECTATION'
                print(f'{row[0]:28} {passed:5} / {row[1]:5}  {seconds:6.1f} s  {note}{mark}', flush=True)
                for name in names[:12] if passed < row[1] else ():
                    print(f'      {name}')
    return results


def runQuick(interp, filters=(), slow=1.0):
    """The modules marked quick, for ./dev test: (passed tests, names of modules below expectation)."""
    rows = [(area, row) for area, list_ in readAreas().items() for row in list_ if row[2] == 'quick']
    if filters:
        rows = [item for item in rows if any(f in item[1][0] for f in filters)]
    if sanitizers.isCheckedHeap(interp):
        rows = [(area, (row[0], row[1] - REUSE_TESTS.get(row[0], 0), *row[2:])) for area, row in rows]
    results = runList(interp, rows, slow, verbose=False)
    failed = [f'cpython {row[0]}: {passed} of {row[1]}' for _, row, passed, _, _ in results if passed < row[1]]
    return len(results) - len(failed), failed


def toolOutput(command, pattern):
    """The lines of a tool's output that match; the tool's absence is reported, not fatal."""
    if not os.path.exists(command[1]):
        return [f'{os.path.relpath(command[1], ROOT)} is not there']
    result = subprocess.run(command, capture_output=True, text=True)
    return [line for line in result.stdout.splitlines() if re.search(pattern, line)] or ['(no figures)']


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--write', action='store_true')
    parser.add_argument('--only-tests', action='store_true', help='no identity and bench figures')
    parser.add_argument('modules', nargs='*')
    options = parser.parse_args()
    areas = readAreas()
    rows = [(area, row) for area, list_ in areas.items() for row in list_
            if not options.modules or row[0] in options.modules]
    known = {row[0] for _, row in rows}
    rows += [('unlisted', (m, 0, 'full', 0, '')) for m in options.modules if m not in known]
    results = runList(os.path.abspath(options.interp), rows)
    lines = ["# Status", "", f"Printed by `./dev status --write` on {time.strftime('%Y-%m-%d', time.gmtime())}.", "",
             "## CPython's test suite", "", "| Area | Modules as expected | Tests passed | Expected | Oracle |",
             "| --- | --- | --- | --- | --- |"]
    for area in sorted({r[0] for r in results}):
        mine = [r for r in results if r[0] == area]
        good = sum(r[2] >= r[1][1] for r in mine)
        lines.append(f'| {area} | {good} of {len(mine)} | {sum(r[2] for r in mine)} | '
                     f'{sum(r[1][1] for r in mine)} | {sum(r[1][3] for r in mine)} |')
    below = [r for r in results if r[2] < r[1][3]]
    if below:
        lines += ['', 'Modules below the oracle:', '']
        lines += [f'- {row[0]}: {passed} of {row[3]}. {note} {row[4]}'.rstrip() for _, row, passed, _, note in below]
    if not options.only_tests and not options.modules:
        lines += ['', '## Identity of code objects', '']
        lines += ['    ' + l for l in toolOutput(
            ['/usr/bin/python3.11', os.path.join(ROOT, 'tests', 'tools', 'compare_code.py')], r'(?i)identical|%')[-12:]]
        lines += ['', '## Speed (oracle time / Taipan time)', '']
        lines += ['    ' + l for l in toolOutput(
            ['/usr/bin/python3.11', os.path.join(ROOT, 'bench', 'run.py')], r'\d')]
    print('\n'.join(lines[4:]))
    if options.write:
        with open(os.path.join(ROOT, 'docs', 'STATUS.md'), 'w') as file:
            file.write('\n'.join(lines) + '\n')
    sys.exit(1 if any(r[2] < r[1][1] for r in results) else 0)


if __name__ == '__main__':
    main()
