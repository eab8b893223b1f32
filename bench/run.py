#!/usr/bin/python3.11
"""Speed, start-up and peak memory of Taipan beside the oracle's, interleaved so that noise hits both alike.

run.py [--interp PATH] [--rounds N] [FILTER...]

Prints oracle time / Taipan time for each program (above 1: Taipan is faster), the geometric mean, and the ratio of
peak memory (Taipan / oracle).  Programs below 0.7 are flagged.
"""
import argparse
import math
import os
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
ORACLE = '/usr/bin/python3.11'
LIMIT = 0.7


def measure(command, folder):
    """Runs once; returns (seconds, peak kilobytes, output, wait status)."""
    output = os.path.join(folder, 'out')
    env = {'PATH': '/usr/bin:/bin', 'HOME': folder, 'LANG': 'C.UTF-8', 'PYTHONHASHSEED': '0'}
    env['PYTHONPYCACHEPREFIX'] = os.path.join(folder, 'cache-' + os.path.basename(command[0]))
    started = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        try:
            fd = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(fd, 1)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.chdir(folder)
            os.execve(command[0], command, env)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - started
    with open(output, 'rb') as file:
        return seconds, usage.ru_maxrss, file.read(), status


def compare(interp, arguments, rounds, folder):
    """Best times and peaks of both; the interpreters take turns."""
    best = {}
    for _ in range(rounds):
        for name, path in (('oracle', ORACLE), ('taipan', interp)):
            seconds, peak, output, status = measure([path, *arguments], folder)
            old = best.get(name, (math.inf, math.inf, output, status))
            best[name] = (min(seconds, old[0]), min(peak, old[1]), output, old[3] or status)
    return best['oracle'], best['taipan']


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('filters', nargs='*')
    options = parser.parse_args()
    interp = os.path.abspath(options.interp)
    programs = sorted(name[:-3] for name in os.listdir(os.path.join(HERE, 'programs')) if name.endswith('.py'))
    programs = [p for p in programs if not options.filters or any(f in p for f in options.filters)]
    ratios, memory, slow, broken = [], [], [], []
    print(f'{"program":20} {"oracle s":>9} {"taipan s":>9} {"ratio":>7} {"memory":>7}')
    with tempfile.TemporaryDirectory(prefix='taipan-') as folder:
        if not options.filters:
            oracle, taipan = compare(interp, ['-c', 'pass'], max(options.rounds * 5, 10), folder)
        for name in programs:
            arguments = [os.path.join(HERE, 'programs', name + '.py')]
            one, two = compare(interp, arguments, options.rounds, folder)
            if one[2] != two[2] or two[3]:
                broken.append(name)
                print(f'{name:20} {one[0]:9.3f}  DIFFERS (status {two[3]}, output {two[2][:60]!r})', flush=True)
                continue
            ratios.append(one[0] / two[0])
            memory.append(two[1] / one[1])
            mark = ''
            if ratios[-1] < LIMIT:
                slow.append(name)
                mark = f'  BELOW {LIMIT}'
            print(f'{name:20} {one[0]:9.3f} {two[0]:9.3f} {ratios[-1]:7.2f} {memory[-1]:7.2f}{mark}', flush=True)
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f'geometric mean of {len(ratios)} programs: {mean:.2f}, slowest {min(ratios):.2f}, '
              f'peak memory at most {max(memory):.2f} times')
    if not options.filters:
        print(f'start-up of -c pass: oracle {oracle[0] * 1000:.1f} ms, taipan {taipan[0] * 1000:.1f} ms, '
              f'memory {taipan[1] / oracle[1]:.2f} times')
    if slow:
        print(f'below {LIMIT}: ' + ' '.join(slow))
    if broken:
        print('not equal to the oracle: ' + ' '.join(broken))
    sys.exit(1 if broken else 0)


if __name__ == '__main__':
    main()
