#!/usr/bin/python3.11
"""Hostile input: each program must end by itself with exit code 0; nothing is compared.

run.py [--interp PATH | --preset NAME] [--seed N] [FILTER...]
"""
import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(1, os.path.join(ROOT, 'tests', 'tools'))
import sanitizers  # noqa: E402
TIMEOUT = 60


def environment(folder, seed):
    return {
        'PATH': '/usr/local/bin:/usr/bin:/bin', 'HOME': folder, 'TMPDIR': folder, 'LANG': 'C.UTF-8', 'TZ': 'UTC',
        'PYTHONHASHSEED': '0', 'ROBUST_SEED': str(seed), 'PYTHONDONTWRITEBYTECODE': '1',
        **sanitizers.variables(),
    }


def runProgram(interp, path, seed=0, slow=1.0):
    """Runs one program: (what went wrong or '', its last output)."""
    with tempfile.TemporaryDirectory(prefix='taipan-') as folder:
        process = subprocess.Popen([interp, path], cwd=folder, env=environment(folder, seed), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            out, _ = process.communicate(timeout=TIMEOUT * slow)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, _ = process.communicate()
            return 'not done in time', out
    code = process.returncode
    fault = '' if code == 0 else f'signal {-code}' if code < 0 else f'exit code {code}'
    return fault, out


def runSuite(interp, filters=(), slow=1.0, seed=0):
    """Runs all programs; prints failures; returns (passed, names of the failed)."""
    passed, failed = 0, []
    for file in sorted(os.listdir(HERE)):
        name = 'tests/robust/' + file
        if not file.endswith('.py') or file.startswith('_') or file == 'run.py':
            continue
        if filters and not any(f in name for f in filters):
            continue
        started = time.monotonic()
        fault, out = runProgram(interp, os.path.join(HERE, file), seed, slow)
        if not fault:
            passed += 1
            continue
        failed.append(name)
        print(f'FAILED {name}: {fault} ({time.monotonic() - started:.1f} s)')
        print('\n'.join('  ' + line[:200] for line in out.decode('utf-8', 'backslashreplace').splitlines()[-40:]), flush=True)
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp')
    parser.add_argument('--preset', default='release')
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('filters', nargs='*')
    options = parser.parse_args()
    interp = os.path.abspath(options.interp or os.path.join(ROOT, 'build', options.preset, 'taipan'))
    slow = sanitizers.slowness(options.preset)
    passed, failed = runSuite(interp, options.filters, slow, options.seed)
    print(f'{passed} passed, {len(failed)} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
