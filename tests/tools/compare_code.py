#!/usr/bin/python3.11
"""Compares Taipan's code objects with CPython 3.11's, field by field.

    compare_code.py [-O|-OO] [--mode exec|eval|single] [--await] [--dump TOOL | --interp TAIPAN] [--skip-tests]
                    [FILE-OR-DIRECTORY…]

With --interp it is compile() of that executable that is asked, and the code comes back marshalled; otherwise the compiler alone.

Without a path: the standard library but for its tests.  A FILE ending in .txt holds many programs, separated by lines of three dashes.
For each file that differs it shows the first difference with some context, both sides.
"""
import argparse
import ast
import dis
import marshal
import os
import subprocess
import sys
import tempfile
import types
import warnings

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def constant_text(value, nested):
    if isinstance(value, types.CodeType):
        nested.append(value)
        return f"<code {value.co_name}>"
    if value is None or value is Ellipsis or isinstance(value, (bool, float, str, bytes)):
        return repr(value)
    if isinstance(value, int):
        return hex(value)
    if isinstance(value, complex):
        return f"complex({value.real!r},{value.imag!r})"
    items = [constant_text(item, nested) for item in value]
    if isinstance(value, frozenset):
        return "{" + "".join(item + "," for item in sorted(items)) + "}"
    return "(" + "".join(item + "," for item in items) + ")"


def locations(code):
    """Decodes co_linetable entry by entry."""
    data = iter(code.co_linetable)
    line, start = code.co_firstlineno, 0

    def varint():
        value = shift = 0
        while True:
            byte = next(data)
            value |= (byte & 63) << shift
            shift += 6
            if not byte & 64:
                return value

    def svarint():
        value = varint()
        return -(value >> 1) if value & 1 else value >> 1

    for first in data:
        kind, length = (first >> 3) & 15, 2 * ((first & 7) + 1)
        position = -1, -1, -1, -1
        if kind == 14:
            line += svarint()
            position = line, line + varint(), varint() - 1, varint() - 1
        elif kind == 13:
            line += svarint()
            position = line, line, -1, -1
        elif kind >= 10 and kind != 15:
            line += kind - 10
            position = line, line, next(data), next(data)
        elif kind < 10:
            byte = next(data)
            column = kind * 8 + (byte >> 4)
            position = line, line, column, column + (byte & 15)
        yield f"at {start}-{start + length}: " + ",".join(map(str, position))
        start += length


def localsplus(code):
    """Names and kinds of the fast locals, put together from the public attributes."""
    for name in code.co_varnames:
        yield name, 0x20 | (0x40 if name in code.co_cellvars else 0)
    for name in code.co_cellvars:
        if name not in code.co_varnames:
            yield name, 0x40
    for name in code.co_freevars:
        yield name, 0x80


def dump(code, out):
    out.append(f"CODE {code.co_qualname}")
    out.append(f"name {code.co_name}")
    out.append(f"argcount {code.co_argcount}")
    out.append(f"posonly {code.co_posonlyargcount}")
    out.append(f"kwonly {code.co_kwonlyargcount}")
    out.append(f"flags {code.co_flags}")
    out.append(f"firstlineno {code.co_firstlineno}")
    fast = list(localsplus(code))
    out.extend(f"localsplus {name!r}" for name, kind in fast)
    out.append("kinds " + "".join(f"{kind} " for name, kind in fast))
    out.extend(f"names {name!r}" for name in code.co_names)
    nested = []
    out.extend(f"const {constant_text(value, nested)}" for value in code.co_consts)
    raw = code.co_code
    for offset in range(0, len(raw), 2):
        if raw[offset]:
            out.append(f"{offset} {dis.opname[raw[offset]]} {raw[offset + 1]}")
    out.append(f"size {len(raw)}")
    out.append(f"stacksize {code.co_stacksize}")
    out.extend(locations(code))
    for entry in dis._parse_exception_table(code):
        lasti = " lasti" if entry.lasti else ""
        out.append(f"handler {entry.start // 2}-{entry.end // 2} -> {entry.target // 2} "
                   f"{entry.depth}{lasti}")
    for inner in nested:
        dump(inner, out)


def oracle(path, level, mode="exec", flags=0):
    out = []
    with open(path, "rb") as file:
        source = file.read()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(source, path, mode, flags, dont_inherit=True, optimize=level)
        except (SyntaxError, ValueError, RecursionError) as error:
            code = None
            problem = error
    for warning in caught:
        if warning.category is SyntaxWarning:
            out.append(f"WARNING {warning.lineno} {warning.message}")
    if code is None:
        if isinstance(problem, SyntaxError):
            out.append(f"PROBLEM {problem.msg}")
            out.append("where " + ",".join(str(-1 if value is None else value) for value in (
                problem.lineno, problem.offset, problem.end_lineno, problem.end_offset)))
        else:
            out.append(f"PROBLEM {problem}")
            out.append("where ")
    else:
        dump(code, out)
    return out


# Runs under Taipan: the oracle's part again, but for the listing.
DRIVER = r"""
import marshal, sys, warnings
level, mode, flags = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for path in sys.stdin.read().split("\n")[:-1]:
    with open(path, "rb") as file:
        source = file.read()
    problem = code = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(source, path, mode, flags, dont_inherit=True, optimize=level)
        except (SyntaxError, ValueError, RecursionError) as error:
            problem = (isinstance(error, SyntaxError), getattr(error, "msg", str(error)),
                       [getattr(error, name, None) for name in ("lineno", "offset", "end_lineno", "end_offset")])
    notes = [(warning.lineno, str(warning.message)) for warning in caught if warning.category is SyntaxWarning]
    print(path, marshal.dumps((notes, problem, code), 2).hex(), sep="\t")
"""


def from_interpreter(paths, interp, level, mode, flags):
    """Yields as `ours` does, from compile() of a whole interpreter."""
    result = subprocess.run([interp, "-c", DRIVER, str(level), mode, str(flags)], input="\n".join(paths) + "\n",
                            capture_output=True, text=True, errors="surrogateescape")
    if result.returncode:
        print("interpreter failed:", result.returncode, result.stderr[-300:])
    listing = {}
    for line in result.stdout.splitlines():
        path, _, data = line.partition("\t")
        notes, problem, code = marshal.loads(bytes.fromhex(data))
        out = listing[path] = [f"WARNING {line} {text}" for line, text in notes]
        if problem is None:
            dump(code, out)
        else:
            syntax, message, place = problem
            out.append(f"PROBLEM {message}")
            out.append("where " + (",".join(str(-1 if value is None else value) for value in place) if syntax else ""))
    return listing


def ours(paths, tool, level, mode="exec", flags=0):
    """Yields (path, lines) of Taipan's listings."""
    arguments = {0: [], 1: ["-O"], 2: ["-OO"]}[level]
    if mode != "exec":
        arguments.append("--" + mode)
    if flags:
        arguments.append("--await")
    result = subprocess.run([tool, *arguments, "-"], input="\n".join(paths) + "\n",
                            capture_output=True, text=True, errors="surrogateescape")
    listing, current = {}, None
    for text in result.stdout.split("\n"):
        if text.startswith("FILE "):
            current = listing.setdefault(text[5:], [])
        elif current is not None:
            current.append(text)
    if result.returncode:
        print("tool failed:", result.returncode, "after", text[:100], list(listing)[-1:],
              result.stderr[-300:])
    return listing


def split_programs(path, folder):
    """Writes each program of a .txt file to a file of its own."""
    with open(path, encoding="utf-8") as file:
        programs = file.read().split("---\n")
    for number, program in enumerate(programs):
        name = os.path.join(folder, f"{os.path.basename(path)}-{number:03}.py")
        with open(name, "w", encoding="utf-8") as file:
            file.write(program)
        yield name


def collect(arguments, skip_tests, folder):
    for argument in arguments:
        if argument.endswith(".txt"):
            yield from split_programs(argument, folder)
        elif os.path.isfile(argument):
            yield argument
        for folder, folders, files in os.walk(argument):
            folders.sort()
            folders[:] = [name for name in folders if name != "__pycache__" and not (
                skip_tests and name in ("test", "tests", "idle_test"))]
            for name in sorted(files):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def show_difference(path, expected, actual):
    at = next((i for i, (a, b) in enumerate(zip(expected, actual)) if a != b),
              min(len(expected), len(actual)))
    where = next((line for line in reversed(expected[:at + 1]) if line.startswith("CODE ")), "")
    print(f"--- {path}: {where}")
    print(f"    {'CPython':58} Taipan")
    for i in range(max(0, at - 6), at + 8):
        a = expected[i] if i < len(expected) else ""
        b = actual[i] if i < len(actual) else ""
        print(f"  {' ' if a == b else '|'} {a[:58]:58} {b[:58]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-O", dest="level", action="store_const", const=1, default=0)
    parser.add_argument("-OO", dest="level", action="store_const", const=2)
    parser.add_argument("--dump", default=os.path.join(ROOT, "build/release/taipan_code_dump"))
    parser.add_argument("--interp")
    parser.add_argument("--skip-tests", action="store_true")
    parser.add_argument("--mode", default="exec")
    parser.add_argument("--await", dest="flags", action="store_const", default=0,
                        const=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    parser.add_argument("--show", type=int, default=5, help="differences to show")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    if not options.paths:
        options.paths, options.skip_tests = ["/usr/lib/python3.11"], True
    with tempfile.TemporaryDirectory() as folder:
        return compare(list(collect(options.paths, options.skip_tests, folder)), options)


def compare(paths, options):
    same, different = 0, []
    for start in range(0, len(paths), 50):
        chunk = paths[start:start + 50]
        get, tool = (from_interpreter, options.interp) if options.interp else (ours, options.dump)
        listing = get(chunk, tool, options.level, options.mode, options.flags)
        for path in chunk:
            expected = oracle(path, options.level, options.mode, options.flags)
            actual = listing.get(path, ["missing"])
            expected = "\n".join(expected).split("\n")
            while actual and not actual[-1]:
                actual.pop()
            while expected and not expected[-1]:
                expected.pop()
            if expected == actual:
                same += 1
            else:
                different.append(path)
                if len(different) <= options.show:
                    show_difference(path, expected, actual)
    print(f"{same} files identical, {len(different)} differ")
    if different:
        print("\n".join(different[:40]))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
