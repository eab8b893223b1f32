#!/usr/bin/python3.11
"""Speed and peak memory of the front end beside the oracle's, over the text of the whole standard library.

compile_speed.py [--interp PATH] [--rounds N] [STAGE...]

Each measurement is one process that reads all files first, then times one stage over all of them (processor time, so
that other work on the machine counts little).  The interpreters take turns.  `share` is Taipan's time as a part of the
oracle's: below 1 Taipan is faster.  `memory` compares the peaks of the processes in the same way.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ORACLE = '/usr/bin/python3.11'
LIBRARY = '/usr/lib/python3.11'
SKIPPED = {'__pycache__', 'test', 'tests', 'idle_test', 'dist-packages'}
# Each stage with the number of files of which it takes one: the slow ones in pure Python do with a sample.
STAGES = {'compile': 1, 'parse': 1, 'symtable': 1, 'marshal': 1, 'unmarshal': 1, 'tokenize': 10, 'dump': 10, 'unparse': 10}


def library_texts():
    texts = []
    for folder, folders, names in os.walk(LIBRARY):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            if name.endswith('.py'):
                with open(os.path.join(folder, name), encoding='utf-8') as file:
                    texts.append(file.read())
    return texts


def work_of(stage, texts):
    """The items and the function to be timed over them."""
    import ast
    import io
    import marshal
    import tokenize
    if stage == 'compile':
        return texts, lambda text: compile(text, 'file.py', 'exec', dont_inherit=True)
    if stage == 'parse':
        return texts, ast.parse
    if stage == 'symtable':
        import symtable
        return texts, lambda text: symtable.symtable(text, 'file.py', 'exec')
    if stage == 'marshal':
        return [compile(text, 'file.py', 'exec', dont_inherit=True) for text in texts], marshal.dumps
    if stage == 'unmarshal':
        codes = (compile(text, 'file.py', 'exec', dont_inherit=True) for text in texts)
        return [marshal.dumps(code) for code in codes], marshal.loads
    if stage == 'tokenize':
        def consume(text):
            for _ in tokenize.generate_tokens(io.StringIO(text).readline):
                pass
        return texts, consume
    return [ast.parse(text) for text in texts], ast.dump if stage == 'dump' else ast.unparse


def run_stage(stage):
    """In the measured process: prints seconds and the peak in kilobytes."""
    import resource
    import time
    import warnings
    warnings.simplefilter('ignore')
    items, function = work_of(stage, library_texts()[::STAGES[stage]])
    started = time.process_time()
    for item in items:
        function(item)
    seconds = time.process_time() - started
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(items)]))


def measure(interp, stage, folder):
    env = {'PATH': '/usr/bin:/bin', 'HOME': folder, 'LANG': 'C.UTF-8', 'PYTHONHASHSEED': '0',
           'PYTHONPYCACHEPREFIX': os.path.join(folder, 'cache-' + os.path.basename(interp))}
    output = subprocess.run([interp, os.path.abspath(__file__), '--measure', stage], env=env, cwd=folder, check=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout
    return json.loads(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--measure', choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument('stages', nargs='*', metavar='STAGE', help=', '.join(STAGES))
    options = parser.parse_args()
    if options.measure:
        return run_stage(options.measure)
    interps = {'oracle': ORACLE, 'taipan': os.path.abspath(options.interp)}
    print(f'{"stage":10} {"files":>5}  {"oracle best":>11} {"median":>7}  {"taipan best":>11} {"median":>7}'
          f'  {"share best":>10} {"median":>7}  {"memory":>6}')
    with tempfile.TemporaryDirectory(prefix='taipan-') as folder:
        for stage in options.stages or STAGES:
            times = {name: [] for name in interps}
            peaks = {}
            for _ in range(options.rounds):
                for name, interp in interps.items():
                    seconds, peak, count = measure(interp, stage, folder)
                    times[name].append(seconds)
                    peaks[name] = min(peak, peaks.get(name, peak))
            best = {name: min(values) for name, values in times.items()}
            median = {name: statistics.median(values) for name, values in times.items()}
            print(f'{stage:10} {count:5}  {best["oracle"]:11.3f} {median["oracle"]:7.3f}  {best["taipan"]:11.3f} '
                  f'{median["taipan"]:7.3f}  {best["taipan"] / best["oracle"]:10.2f} '
                  f'{median["taipan"] / median["oracle"]:7.2f}  {peaks["taipan"] / peaks["oracle"]:6.2f}', flush=True)


if __name__ == '__main__':
    sys.exit(main())
