"""Compares what calls of built-in functions and methods give under Taipan and the oracle (call_corpus.py makes the calls).

    compare_calls.py [--seed N] [--count N] [--only PREFIX] [--without PREFIX...] [--all]

Prints the calls that differ, one for each function (all with --all), and how many did.  Exit code 1 if any.
"""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/tools/call_corpus.py"
ORACLE = "/usr/bin/python3.11"
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def run(executable, arguments, text=""):
    command = [executable, "-W", "ignore", str(CORPUS), *map(str, arguments)]
    done = subprocess.run(command, input=text, env=ENVIRONMENT, capture_output=True, text=True, timeout=600)
    if done.returncode:
        print(f"{executable} ended with {done.returncode}: {done.stdout[-300:]}{done.stderr[-2000:]}")
    return done.stdout.split("\n")[:-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--only", default="", help="functions whose name starts so")
    parser.add_argument("--without", nargs="*", default=[], help="functions whose name starts otherwise")
    parser.add_argument("--all", action="store_true", help="every call that differs")
    parser.add_argument("--taipan", default=str(ROOT / "build/release/taipan"))
    options = parser.parse_args()
    offered = set(run(options.taipan, []))
    known = [n for n in run(ORACLE, []) if n in offered]
    names = "\n".join(n for n in known if n.startswith(options.only) and not n.startswith(tuple(options.without)))
    ours, theirs = (run(e, [options.seed, options.count], names) for e in (options.taipan, ORACLE))
    different, seen = 0, set()
    for mine, right in zip(ours, theirs):
        if mine == right:
            continue
        different += 1
        number, name, arguments, outcome = right.split("\t", 3)
        if options.all or name not in seen:
            print(f"{name}({arguments})\n    oracle {outcome}\n    taipan {mine.split(chr(9), 3)[-1]}")
        seen.add(name)
    print(f"{min(len(ours), len(theirs)) - different} of {options.count} calls alike; {different} differ, of {len(seen)} functions")
    return different > 0 or len(ours) != options.count or len(theirs) != options.count


sys.exit(main())
