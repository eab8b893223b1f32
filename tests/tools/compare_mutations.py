#!/usr/bin/python3.11
"""Damaged pieces of the standard library under both compilers: same verdict, exception, position and text?

    compare_mutations.py [--interp PATH] [--count N] [--seed N] [--show N] [--mode exec|eval|single] [--cause TEXT]

Pieces are top-level statements of /usr/lib/python3.11; each is damaged once or twice (tokens dropped, doubled, swapped or
exchanged, characters and lines dropped, indentation changed, text cut off).  A seed always gives the same corpus.
"""
import argparse
import ast
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ORACLE = '/usr/bin/python3.11'
LIBRARY = '/usr/lib/python3.11'
TOKEN = re.compile(r'\s+|#[^\n]*|[rbfuRBFU]{0,2}(?:\'[^\'\n]*\'|"[^"\n]*")|\w+|\*\*=?|//=?|[<>=!:+\-*/%&|^@]=|->|<<|>>|.', re.S)
POOL = ('( ) [ ] { } , : ; . = == := -> * ** @ + - ~ < ! ? $ \\ \' " """ # if else elif for in while with as def class '
        'return yield await async lambda try except finally import from not and or is None True False print exec pass '
        'break continue del global nonlocal assert raise match case _ 0 1 1.5 0x 1_ 09 1e 1j "s" b"s" f"{x}" f"{" '
        'x y self ... \n \t').split(' ') + [' ', '\n    ', 'é', '\u00a0', '\u20ac', '\x01']
DRIVER = r'''
import json, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(3000)
with open(sys.argv[1], encoding="utf-8", errors="surrogatepass") as file:
    sources = json.load(file)
for source in sources:
    try:
        compile(source, "<piece>", sys.argv[2], dont_inherit=True)
        print("fine")
    except SyntaxError as e:
        print(ascii([type(e).__name__, e.msg, [e.lineno, e.offset, e.end_lineno, e.end_offset], e.text]))
    except Exception as e:
        print(ascii([type(e).__name__, str(e)]))
'''


def pieces(randomness, count):
    """Texts of `count` top-level statements, drawn at random from the library."""
    paths = []
    for folder, folders, names in os.walk(LIBRARY):
        folders.sort()
        folders[:] = [f for f in folders if f not in ('__pycache__', 'lib2to3', 'site-packages', 'dist-packages')]
        paths += [os.path.join(folder, n) for n in sorted(names) if n.endswith('.py')]
    found = []
    while len(found) < count:
        path = randomness.choice(paths)
        try:
            with open(path, encoding='utf-8') as file:
                text = file.read()
            body = ast.parse(text).body
        except (SyntaxError, ValueError):
            continue
        lines = text.split('\n')
        body = [s for s in body if s.end_lineno - s.lineno < 40]
        for statement in randomness.sample(body, min(len(body), 6)):
            found.append('\n'.join(lines[statement.lineno - 1:statement.end_lineno]) + '\n')
    return found[:count]


def damage(randomness, text):
    """The text with one random fault."""
    kind = randomness.randrange(12)
    if kind <= 5:
        tokens = TOKEN.findall(text)
        places = [i for i, t in enumerate(tokens) if not t.isspace()]
        if not places:
            return text
        at = randomness.choice(places)
        if kind == 0:
            del tokens[at]
        elif kind == 1:
            tokens.insert(at, tokens[at])
        elif kind == 2:
            other = randomness.choice(places)
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif kind == 3:
            tokens[at] = randomness.choice(POOL)
        elif kind == 4:
            tokens.insert(at, randomness.choice(POOL) + ' ')
        else:
            tokens.insert(at, randomness.choice(POOL))
        return ''.join(tokens)
    at = randomness.randrange(len(text) or 1)
    if kind == 6:
        return text[:at] + text[at + 1:]
    if kind == 7:
        return text[:at] + randomness.choice(POOL) + text[at:]
    if kind == 8:
        return text[:at] + randomness.choice(('', '\n'))
    lines = text.split('\n')
    at = randomness.randrange(len(lines))
    if kind == 9:
        del lines[at]
    elif kind == 10:
        lines[at] = randomness.choice((' ', '    ', '\t', '        ')) + lines[at]
    else:
        lines[at] = lines[at][randomness.choice((1, 2, 4)):]
    return '\n'.join(lines)


def corpus(seed, count):
    randomness = random.Random(seed)
    sources = []
    for text in pieces(randomness, count):
        for _ in range(randomness.choice((1, 1, 1, 2))):
            text = damage(randomness, text)
        sources.append(text.replace('\0', ''))
    return sources


def verdicts(interp, path, mode):
    result = subprocess.run([interp, '-c', DRIVER, path, mode], capture_output=True, text=True, timeout=600)
    if result.returncode:
        print(f'{interp}: exit {result.returncode}: {result.stderr[-300:]}')
    return [ast.literal_eval(line) if line != 'fine' else 'fine' for line in result.stdout.splitlines()]


def compare(interp, sources, mode):
    """Yields (source, oracle's verdict, Taipan's) for each source."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'corpus.json')
        with open(path, 'w', encoding='utf-8', errors='surrogatepass') as file:
            json.dump(sources, file)
        expected, actual = verdicts(ORACLE, path, mode), verdicts(interp, path, mode)
    actual += ['missing'] * (len(expected) - len(actual))
    return zip(sources, expected, actual)


def difference(expected, actual):
    """What kind of difference there is; '' if none."""
    if expected == actual:
        return ''
    if 'fine' in (expected, actual) or 'missing' in (expected, actual):
        return 'verdict'
    if expected[:2] != actual[:2]:
        return 'message'
    return 'position' if expected[2] != actual[2] else 'text'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--count', type=int, default=4000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', type=int, default=10, help='differences to show in full')
    parser.add_argument('--mode', default='exec')
    parser.add_argument('--cause', default='', help='show only differences whose cause holds this text')
    options = parser.parse_args()
    counts, causes, shown = collections.Counter(), collections.Counter(), 0
    for source, expected, actual in compare(options.interp, corpus(options.seed, options.count), options.mode):
        kind = difference(expected, actual)
        counts[kind] += 1
        if not kind:
            continue
        short = [re.sub(r"'[^']*'|\d+", '…', v if isinstance(v, str) else v[1]) for v in (expected, actual)]
        cause = f'{kind}: {short[0]} / {short[1]}'
        causes[cause] += 1
        if shown < options.show and options.cause in cause:
            shown += 1
            line = expected[2][0] if len(expected) > 2 and expected != 'fine' else actual[2][0] if len(actual) > 2 else 1
            print(f'--- {kind}\noracle {str(expected)[:300]}\ntaipan {str(actual)[:300]}')
            lines = source.split('\n')
            for number in range(max(0, (line or 1) - 3), min(len(lines), (line or 1) + 2)):
                print(f'{number + 1:5} {lines[number][:140]}')
    for cause, number in causes.most_common(60):
        print(f'{number:5} {cause}')
    total = sum(counts.values())
    print(f'{total} sources: {counts[""]} equal ({100 * counts[""] / total:.2f} %), ' +
          ', '.join(f'{counts[k]} differ in {k}' for k in ('verdict', 'message', 'position', 'text')))
    return 1 if counts['verdict'] else 0


if __name__ == '__main__':
    sys.exit(main())
