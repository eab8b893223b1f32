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


# Functions that may differ, and why.
KNOWN = {
    "collections.UserDict.__copy__": "enumerate.__new__() without arguments says where the missing one belongs, enumerate() does not",
    "collections.UserList.__copy__": "the same",
    "datetime.datetime.combine": "the first argument is converted before the second is missed",
}


def run(executable, arguments, text=""):
    """The lines that the corpus prints; without arguments, the names and kinds of all functions."""
    command = [executable, "-W", "ignore", str(CORPUS), *map(str, arguments)]
    done = subprocess.run(command, input=text, env=ENVIRONMENT, capture_output=True, text=True, timeout=600)
    if done.returncode:
        print(f"{executable} ended with {done.returncode}: {done.stdout[-300:]}{done.stderr[-2000:]}")
    return done.stdout.split("\n")[:-1]


def compare(interp, seed, count, wanted=lambda name: True):
    """How many calls were compared, and those that differ: (function, arguments, the oracle's outcome, Taipan's)."""
    offered = set(run(interp, []))  # what is native in one and Python code in the other has other errors
    known = [line.split("\t")[0] for line in run(ORACLE, []) if line in offered]
    names = "\n".join(filter(wanted, known))
    ours, theirs = (run(executable, [seed, count], names) for executable in (interp, ORACLE))
    different = []
    for mine, right in zip(ours, theirs):
        if mine != right:
            _, name, arguments, outcome = right.split("\t", 3)
            different.append((name, arguments, outcome, mine.split("\t", 3)[-1]))
    return min(len(ours), len(theirs)), different


def shown(name, arguments, outcome, mine):
    return f"{name}({arguments})\n    oracle {outcome}\n    taipan {mine}"


def runSuite(interp, filters=(), seed=1, count=10000):
    """For tests/run.py: (1 if all calls are alike, names of those that are not)."""
    if filters and not any(f in "calls" for f in filters):
        return 0, []
    compared, different = compare(interp, seed, count)
    failed = [f"call {number}: {name}" for number, (name, *_) in enumerate(different, 1) if name not in KNOWN]
    for difference in different:
        if difference[0] not in KNOWN:
            print("FAILED " + shown(*difference))
    if compared != count:
        failed.append(f"calls: only {compared} of {count} were made")
    return int(not failed), failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--only", default="", help="functions whose name starts so")
    parser.add_argument("--without", nargs="*", default=[], help="functions whose name starts otherwise")
    parser.add_argument("--all", action="store_true", help="every call that differs")
    parser.add_argument("--taipan", default=str(ROOT / "build/release/taipan"))
    options = parser.parse_args()
    compared, different = compare(options.taipan, options.seed, options.count,
                                  lambda name: name.startswith(options.only) and not name.startswith(tuple(options.without)))
    seen = set()
    for difference in different:
        if options.all or difference[0] not in seen:
            print(shown(*difference))
        seen.add(difference[0])
    print(f"{compared - len(different)} of {options.count} calls alike; {len(different)} differ, of {len(seen)} functions")
    return len(different) > 0 or compared != options.count


if __name__ == "__main__":
    sys.exit(main())
