#!/usr/bin/python3.11
"""Runs a fuzz target, or gives all known inputs to it.

fuzzing.py TARGET [SECONDS] [LIBFUZZER OPTIONS...]     libFuzzer, from build/fuzz; exit code 0: nothing found
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(1, os.path.join(ROOT, 'tests', 'tools'))
import sanitizers  # noqa: E402

TARGETS = ('source', 'marshal', 'code')
SEEDS = os.path.join(ROOT, 'build', 'corpus')


def inputs(target):
    """Folders with the target's inputs: those kept in the tree, and those that make_corpus.py makes of other tests."""
    subprocess.run([sys.executable, os.path.join(HERE, 'make_corpus.py'), SEEDS], check=True, stdout=subprocess.DEVNULL)
    return [folder for folder in (os.path.join(HERE, 'corpus', target), os.path.join(SEEDS, target)) if os.path.isdir(folder)]


def environment():
    return {'PATH': '/usr/bin:/bin', 'LANG': 'C.UTF-8', **sanitizers.variables()}


def runSuite(build, filters=(), slow=1.0):
    """All known inputs through the plain program of `build`, for tests/run.py: (number of inputs, names of the failed)."""
    passed, failed = 0, []
    for target in TARGETS:
        if filters and not any(f in 'fuzz ' + target for f in filters):
            continue
        files = [os.path.join(folder, name) for folder in inputs(target) for name in sorted(os.listdir(folder))]
        command = [os.path.join(build, 'taipan_fuzz_replay'), target, *files]
        try:
            result = subprocess.run(command, capture_output=True, text=True, errors='replace', env=environment(), timeout=60 * slow)
            code, out, err = result.returncode, result.stdout, result.stderr
        except subprocess.TimeoutExpired as error:
            code, out, err = 'not done in time', (error.stdout or b'').decode(errors='replace'), ''
        lines = out.splitlines()
        if code == 0:
            passed += len(files)
            continue
        last = os.path.relpath(lines[-1], ROOT) if lines else '(nothing)'
        print(f'FAILED fuzz {target} {last}: exit {code}\n' + '\n'.join('  ' + line[:200] for line in err.splitlines()[-40:]))
        failed.append(f'fuzz {target} {last}')
    return passed, failed


def main():
    target, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else '60'
    if target not in TARGETS:
        sys.exit(f'{target} is none of {", ".join(TARGETS)}')
    sanitizers.slowness('sanitize')
    found = os.path.join(ROOT, 'build', 'fuzz-found', target)  # what gave new coverage; kept for the next run
    crashes = os.path.join(ROOT, 'build', 'fuzz-crashes', '')
    for folder in (found, crashes):
        os.makedirs(folder, exist_ok=True)
    command = [os.path.join(ROOT, 'build', 'fuzz', 'taipan_fuzz_' + target), found, *inputs(target),
               f'-max_total_time={seconds}', '-timeout=20', '-rss_limit_mb=3000', '-max_len=4096', f'-artifact_prefix={crashes}',
               '-print_final_stats=1', *sys.argv[3:]]
    if target == 'source':
        command.append('-dict=' + os.path.join(HERE, 'source.dict'))
    sys.exit(subprocess.run(command, env=environment()).returncode)


if __name__ == '__main__':
    main()
