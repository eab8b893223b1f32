#!/usr/bin/python3.11
"""Every expression and statement of some library files, each compiled by itself: the code objects equal in every field?

    compare_snippets.py [--interp PATH] [--files N] [--show N] [FILE…]

Expressions are compiled in eval mode, statements in single mode (their text as it stands in the file, dedented; those inside functions
too, so many are refused: then the refusals must be equal).  Without a file: the first N (default 20) of a fixed choice of modules.
"""
import argparse
import ast
import json
import marshal
import os
import subprocess
import sys
import tempfile
import textwrap
import warnings

import compare_code

ROOT = compare_code.ROOT
ORACLE = '/usr/bin/python3.11'
MODULES = ('argparse ast asyncio/base_events calendar collections/__init__ configparser contextlib copy csv dataclasses datetime '
           '_pydecimal difflib dis doctest enum fractions functools inspect json/decoder logging/__init__ os pathlib pickle '
           'random statistics string subprocess tarfile typing unittest/mock zipfile').split()
DRIVER = r'''
import json, marshal, sys, warnings
warnings.simplefilter("ignore")
with open(sys.argv[1]) as file:
    snippets = json.load(file)
with open(sys.argv[2], "wb") as file:
    for mode, text in snippets:
        try:
            result = compile(text, "<snippet>", mode, dont_inherit=True)
        except SyntaxError as error:
            result = (error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, error.text)
        except (RecursionError, MemoryError, ValueError) as error:
            result = (type(error).__name__, str(error))
        data = marshal.dumps(result, 2)
        file.write(len(data).to_bytes(4, "little") + data)
'''


def snippets(path):
    """(mode, text) of every node that has a text of its own."""
    with open(path, encoding='utf-8') as file:
        source = file.read()
    lines = source.split('\n')
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.expr):
            text = ast.get_source_segment(source, node)
            if text:
                yield 'eval', text
        elif isinstance(node, ast.stmt):
            first = min([node.lineno] + [d.lineno for d in getattr(node, 'decorator_list', ())])
            yield 'single', textwrap.dedent('\n'.join(lines[first - 1:node.end_lineno])) + '\n'


def answers(interp, corpus, out):
    subprocess.run([interp, '-c', DRIVER, corpus, out], check=True)
    with open(out, 'rb') as file:
        data = file.read()
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at:at + 4], 'little')
        yield marshal.loads(data[at + 4:at + 4 + size])
        at += 4 + size


def listing(answer):
    if isinstance(answer, tuple):
        return [f'refused: {answer}']
    out = []
    compare_code.dump(answer, out)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--files', type=int, default=20)
    parser.add_argument('--show', type=int, default=5)
    parser.add_argument('paths', nargs='*')
    options = parser.parse_args()
    warnings.simplefilter('ignore')
    paths = options.paths or [f'/usr/lib/python3.11/{name}.py' for name in MODULES[:options.files]]
    total = different = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        corpus, ours, theirs = (os.path.join(folder, name) for name in ('corpus', 'ours', 'theirs'))
        for path in paths:
            found = list(snippets(path))
            with open(corpus, 'w', encoding='ascii') as file:
                json.dump(found, file)
            pairs = zip(found, answers(ORACLE, corpus, theirs), answers(options.interp, corpus, ours), strict=True)
            for (mode, text), expected, actual in pairs:
                total += 1
                expected, actual = listing(expected), listing(actual)
                refused += expected[0].startswith('refused')
                if expected != actual:
                    different += 1
                    if different <= options.show:
                        print(f'{mode}: {text[:200]!r}')
                        compare_code.show_difference(path, expected, actual)
    print(f'{total - different} of {total} equal ({refused} of them refused), from {len(paths)} files')
    return 1 if different else 0


if __name__ == '__main__':
    sys.exit(main())
