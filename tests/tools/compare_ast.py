"""Compares Taipan's syntax trees with the oracle's.

Run as: /usr/bin/python3.11 tests/tools/compare_ast.py [--tool PATH] [FILE_OR_FOLDER...]
Default: all of /usr/lib/python3.11.  Prints the first difference of each unequal file.
"""
import ast
import os
import subprocess
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")
args = sys.argv[1:]
tool = "build/dev/taipan_ast_dump"
if args[:1] == ["--tool"]:
    tool = args[1]
    args = args[2:]
sys.setrecursionlimit(5000)


def files():
    for root in args or ["/usr/lib/python3.11"]:
        if os.path.isfile(root):
            yield root
        for folder, _, names in os.walk(root):
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def expected(path):
    data = open(path, "rb").read()
    try:
        return ast.dump(ast.parse(data, path), include_attributes=True)
    except (SyntaxError, ValueError) as error:
        return "%s: %s" % (type(error).__name__, getattr(error, "msg", error))
    except RecursionError:
        return None


equal = total = 0
for path in files():
    want = expected(path)
    if want is None:
        continue
    total += 1
    run = subprocess.run([tool, path], capture_output=True)
    got = run.stdout.decode("utf-8", "surrogatepass").rstrip("\n")
    if run.returncode < 0:
        got = "CRASH %d" % run.returncode
    if got == want or (got.startswith(want + " @ ") and "Error: " in want[:25]):
        equal += 1
        continue
    i = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
    print(path)
    print("   got", got[max(0, i - 120):i + 100].encode("ascii", "backslashreplace").decode())
    print("  want", want[max(0, i - 120):i + 100].encode("ascii", "backslashreplace").decode())
print("%d of %d equal" % (equal, total))
sys.exit(equal != total)
