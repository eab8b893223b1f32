#!/usr/bin/python3.11
"""What the library's `ast`, `tokenize` and `symtable` say of whole source trees, under Taipan and under the oracle.

    compare_trees.py [--interp PATH] [--only KIND,…] [--show N] [FILE-OR-DIRECTORY…]

Kinds: tree (ast.dump with positions), typed (with type comments), unparse, tokens, bytes_tokens, symbols.  Both sides send a digest
for each file and kind; where they differ, the first line that does is shown.  Without a path: all of /usr/lib/python3.11.
"""
import argparse
import difflib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ORACLE = '/usr/bin/python3.11'
DRIVER = r'''
import ast, hashlib, io, symtable, sys, tokenize, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(8000)
FLAGS = [name for name in dir(symtable.Symbol) if name.startswith("is_")]


def passing(symbol):
    return [name for name in FLAGS if getattr(symbol, name)()] == ["is_free"]


def symbols(table, out, indent=0):
    """One line for each table and each of its symbols, with everything that they tell."""
    lists = [sorted(getattr(table, name)()) for name in ("get_parameters", "get_locals", "get_frees", "get_globals", "get_nonlocals",
             "get_methods") if hasattr(table, name)]
    out.append(f"{' ' * indent}{type(table).__name__} {table.get_type()} {table.get_name()} {table.get_lineno()} "
               f"{table.is_optimized()} {table.is_nested()} {table.has_children()} {lists}")
    # Names that only pass through to an inner table come in the order of a set of strings: they are sorted here.
    for symbol in sorted(table.get_symbols(), key=lambda symbol: passing(symbol) and symbol.get_name() or ""):
        out.append(f"{' ' * indent} {symbol.get_name()} " + " ".join(
            name for name in FLAGS if getattr(symbol, name)()) + f" {[t.get_id() != 0 for t in symbol.get_namespaces()]}")
    for child in table.get_children():
        symbols(child, out, indent + 2)


def tree(data, path):
    return ast.dump(ast.parse(data, path), include_attributes=True, indent=1)


def typed(data, path):
    return ast.dump(ast.parse(data, path, type_comments=True), include_attributes=True, indent=1)


def unparse(data, path):
    return ast.unparse(ast.parse(data, path))


def tokens(data, path):
    text = io.TextIOWrapper(io.BytesIO(data), tokenize.detect_encoding(io.BytesIO(data).readline)[0])
    return "\n".join(map(repr, tokenize.generate_tokens(text.readline)))


def bytes_tokens(data, path):
    return "\n".join(map(repr, tokenize.tokenize(io.BytesIO(data).readline)))


def tables(data, path):
    out = []
    symbols(symtable.symtable(data, path, "exec"), out)
    return "\n".join(out)


def problem(error):
    return f"{type(error).__name__}: {error} {getattr(error, 'args', None)}"


KINDS = {"tree": tree, "typed": typed, "unparse": unparse, "tokens": tokens, "bytes_tokens": bytes_tokens, "symbols": tables}
kinds, full = sys.argv[1].split(","), sys.argv[2] == "full"
for path in sys.stdin.read().split("\n")[:-1]:
    with open(path, "rb") as file:
        data = file.read()
    for kind in kinds:
        try:
            text = KINDS[kind](data, path)
        except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
            text = problem(error)
        if full:
            print(text.encode("utf-8", "backslashreplace").decode())
        else:
            print(kind, hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest(), len(text), path, sep="\t", flush=True)
'''


def files(roots):
    for root in roots:
        if os.path.isfile(root):
            yield root
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if f != '__pycache__')
            for name in sorted(names):
                if name.endswith('.py'):
                    yield os.path.join(folder, name)


def ask(interp, kinds, paths, form):
    result = subprocess.run([interp, '-c', DRIVER, kinds, form], input='\n'.join(paths) + '\n', capture_output=True, text=True,
                            errors='surrogateescape', env={**os.environ, 'PYTHONIOENCODING': 'utf-8:surrogateescape'})
    if result.returncode:
        print(f'{interp}: exit {result.returncode}: {result.stderr[-500:]}')
    return result.stdout.splitlines()


def show(interp, line):
    kind, _, _, path = line.split('\t')
    expected, actual = ask(ORACLE, kind, [path], 'full'), ask(interp, kind, [path], 'full')
    print(f'--- {path}: {kind}')
    for count, text in enumerate(difflib.unified_diff(expected, actual, 'oracle', 'taipan', '', '', 1)):
        if count == 12:
            break
        print('   ', text.rstrip()[:200])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--only', default='tree,typed,unparse,tokens,bytes_tokens,symbols')
    parser.add_argument('--show', type=int, default=8, help='differences to show in full')
    parser.add_argument('paths', nargs='*', default=['/usr/lib/python3.11'])
    options = parser.parse_args()
    paths = list(files(options.paths))
    different, total = [], 0
    for first in range(0, len(paths), 100):
        chunk = paths[first:first + 100]
        expected, actual = (ask(interp, options.only, chunk, 'digest') for interp in (ORACLE, options.interp))
        total += len(expected)
        actual += [''] * (len(expected) - len(actual))
        for line in (e for e, a in zip(expected, actual) if e != a):
            different.append(line)
            if len(different) <= options.show:
                show(options.interp, line)
    for line in different[:100]:
        print(line.split('\t')[0], line.split('\t')[3])
    print(f'{total - len(different)} of {total} equal ({len(paths)} files)')
    return 1 if different else 0


if __name__ == '__main__':
    sys.exit(main())
