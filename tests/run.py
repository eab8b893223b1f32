#!/usr/bin/python3.11
"""All everyday tests of one preset; `./dev test` calls this.  Ends with `N passed, M failed`.

run.py [--preset NAME] [--update-known] [--without SUITE] [FILTER]     the filter selects by suite or test name (a substring)

tests/known_failures.txt lists what is known not to pass yet, a name a line.  Such a failure is counted apart
and does not fail the run; any other does.  --update-known rewrites the list from this run's result.
"""
import argparse
import importlib.util
import os
import signal
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(HERE, 'differential'), os.path.join(HERE, 'cpython'), os.path.join(HERE, 'tools'),
                os.path.join(HERE, 'fuzz')]
import run as differential  # noqa: E402
import status as cpython  # noqa: E402
import compare_calls  # noqa: E402
import compare_dis  # noqa: E402
import fuzzing  # noqa: E402
import pyc_exchange  # noqa: E402
import sanitizers  # noqa: E402


def loadRobust():
    """tests/robust/run.py, whose name is taken by the differential tests'."""
    spec = importlib.util.spec_from_file_location('robust', os.path.join(HERE, 'robust', 'run.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def runUnit(folder, filters):
    """All unit test programs: one for each layer."""
    passed, failed = 0, []
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for name in names:
        if name.startswith('taipan_unit_'):
            counts = runUnitProgram(os.path.join(folder, name), filters)
            passed += counts[0]
            failed += counts[1]
    return passed, failed


def runUnitProgram(program, filters):
    """GoogleTest's own output, summarised: failures in full."""
    command = [program, '--gtest_color=no']
    if filters:
        command.append('--gtest_filter=' + ':'.join(f'*{f}*' for f in filters))
    env = differential.fixedEnvironment('/tmp')
    result = subprocess.run(command, capture_output=True, text=True, errors='replace', env=env)
    passed = len(re.findall(r'^\[       OK \]', result.stdout, re.M))
    failed = sorted(set(re.findall(r'^\[  FAILED  \] ([\w/]+\.[\w/]+)', result.stdout, re.M)))
    if result.returncode and not failed:
        failed = [f'{os.path.basename(program)} (exit {result.returncode})']
    if failed:
        print('\n'.join((result.stdout + result.stderr).splitlines()[-200:]))
    return passed, ['unit ' + name for name in failed]


KNOWN = os.path.join(HERE, 'known_failures.txt')


def readKnown():
    """Names of tests that are known to fail."""
    with open(KNOWN, encoding='utf-8') as file:
        return {line.strip() for line in file if line.strip() and not line.startswith('#')}


def nameOf(failure):
    """The test's name without the figures that some suites add: 'cpython test_int: 3 of 35'."""
    return failure.split(':')[0]


def writeKnown(names):
    with open(KNOWN, encoding='utf-8') as file:
        head = [line for line in file if line.startswith('#')]
    with open(KNOWN, 'w', encoding='utf-8') as file:
        file.writelines(head + [name + '\n' for name in sorted(names)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--preset', default='release')
    parser.add_argument('--update-known', action='store_true')
    parser.add_argument('--without', action='append', default=[], metavar='SUITE', help='leave a suite out')
    parser.add_argument('filters', nargs='*')
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for jobs in the background
    folder = os.path.join(ROOT, 'build', options.preset)
    interp = os.path.join(folder, 'taipan')
    slow = sanitizers.slowness(options.preset)
    filters = options.filters
    suites = [('unit', lambda: runUnit(folder, filters))]
    if os.path.exists(interp):
        suites += [
            ('differential', lambda: differential.runSuite(
                interp, [os.path.join(HERE, 'differential')], filters, slow=slow)),
            ('examples', lambda: differential.runSuite(
                interp, [os.path.join(ROOT, 'examples')], filters, slow=slow)),
            ('robust', lambda: loadRobust().runSuite(interp, filters, slow)),
            ('fuzz', lambda: fuzzing.runSuite(folder, filters, slow)),
            ('calls', lambda: compare_calls.runSuite(interp, filters)),
            ('dis', lambda: compare_dis.runSuite(interp, filters)),
            ('pyc exchange', lambda: pyc_exchange.runSuite(interp, filters)),
            ('cpython', lambda: cpython.runQuick(interp, filters, slow)),
        ]
    passed, failed = 0, [] if os.path.exists(interp) else [f'{interp} is missing']
    for name, run in suites:
        if name in options.without:
            continue
        started = time.monotonic()
        print(f'== {name}', flush=True)
        good, bad = run()
        print(f'   {good} passed, {len(bad)} failed in {time.monotonic() - started:.0f} s', flush=True)
        passed += good
        failed += bad
    if options.update_known and not filters:
        writeKnown({nameOf(failure) for failure in failed})
    known = readKnown()
    expected = [name for name in failed if nameOf(name) in known]
    failed = [name for name in failed if nameOf(name) not in known]
    if expected:
        print(f'\n{len(expected)} known failures, listed in tests/known_failures.txt')
    if not filters and not options.without:
        for name in sorted(known - {nameOf(failure) for failure in expected}):
            print(f'now passes, take it off the list: {name}')
    if failed:
        print('\nFailed:')
        for name in failed:
            print('  ' + name)
    print(f'{passed} passed, {len(failed)} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
