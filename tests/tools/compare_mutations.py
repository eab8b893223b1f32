#!/usr/bin/python3.11
"""Damaged pieces of the standard library under both compilers: same verdict, exception, position and text?

    compare_mutations.py [--interp PATH] [--count N] [--seed N] [--show N] [--mode exec|eval|single]
                         [--form text|strict|bytes|file] [--cause TEXT]

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
import json, os, sys, warnings
corpus, mode, form, name = sys.argv[1:]
seen = []
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: seen.append(
    [category.__name__, str(message), filename, lineno])
warnings.simplefilter("error" if form == "strict" else "always")
sys.setrecursionlimit(3000)
with open(corpus, encoding="utf-8", errors="surrogatepass") as file:
    sources = json.load(file)
for source in sources:
    del seen[:]
    if form in ("bytes", "file"):
        source = source.encode("utf-8", "surrogatepass")
    if form == "file":
        with open(name, "wb") as file:
            file.write(source)
    try:
        compile(source, name, mode, dont_inherit=True)
        verdict = ["fine", "", [], None]
    except SyntaxError as e:
        verdict = [type(e).__name__, e.msg, [e.lineno, e.offset, e.end_lineno, e.end_offset], [e.text, e.filename, e.args]]
    except Exception as e:
        verdict = [type(e).__name__, str(e), [], None]
    print(ascii(verdict + [seen]))
'''


def statements(path):
    """Texts of the top-level statements of a file, but for long ones."""
    try:
        with open(path, encoding='utf-8') as file:
            text = file.read()
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return []
    lines = text.split('\n')
    return ['\n'.join(lines[s.lineno - 1:s.end_lineno]) + '\n' for s in body if s.end_lineno - s.lineno < 40]


def pieces(randomness, count):
    """Texts of `count` top-level statements, drawn at random from the library."""
    paths = []
    for folder, folders, names in os.walk(LIBRARY):
        folders.sort()
        folders[:] = [f for f in folders if f not in ('__pycache__', 'lib2to3', 'site-packages', 'dist-packages')]
        paths += [os.path.join(folder, n) for n in sorted(names) if n.endswith('.py')]
    found, known = [], {}
    while len(found) < count:
        path = randomness.choice(paths)
        if path not in known:
            known[path] = statements(path)
        found += randomness.sample(known[path], min(len(known[path]), 6))
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


def start(interp, path, options):
    name = path + '.py' if options.form == 'file' else '<piece>'
    return subprocess.Popen([interp, '-c', DRIVER, path, options.mode, options.form, name], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def verdicts(process):
    output, errors = process.communicate(timeout=1200)
    if process.returncode:
        print(f'{process.args[0]}: exit {process.returncode}: {errors[-300:]}')
    return [ast.literal_eval(line) for line in output.splitlines()]


def compare(sources, options):
    """Yields (source, oracle's verdict, Taipan's) for each source."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'corpus.json')
        with open(path, 'w', encoding='utf-8', errors='surrogatepass') as file:
            json.dump(sources, file)
        expected = verdicts(start(ORACLE, path, options))
        actual = verdicts(start(options.interp, path, options))
    actual += [['missing', '', [], None, []]] * (len(expected) - len(actual))
    return zip(sources, expected, actual)


def difference(expected, actual):
    """What kind of difference there is; '' if none."""
    if expected == actual:
        return ''
    if {'fine', 'missing'} & {expected[0], actual[0]} and expected[0] != actual[0]:
        return 'verdict'
    if expected[:2] != actual[:2]:
        return 'message'
    if expected[2] != actual[2]:
        return 'position'
    return 'text' if expected[3] != actual[3] else 'warnings'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--interp', default=os.path.join(ROOT, 'build', 'release', 'taipan'))
    parser.add_argument('--count', type=int, default=4000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', type=int, default=10, help='differences to show in full')
    parser.add_argument('--mode', default='exec')
    parser.add_argument('--form', default='text', choices=('text', 'strict', 'bytes', 'file'),
                        help='text; text with warnings as errors; bytes; bytes that are also a file of that name')
    parser.add_argument('--cause', default='', help='show only differences whose cause holds this text')
    options = parser.parse_args()
    counts, causes, shown = collections.Counter(), collections.Counter(), 0
    for source, expected, actual in compare(corpus(options.seed, options.count), options):
        kind = difference(expected, actual)
        counts[kind] += 1
        if not kind:
            continue
        short = [re.sub(r"'[^']*'|\d+", '…', v[1] or v[0]) for v in (expected, actual)]
        cause = f'{kind}: {short[0]} / {short[1]}'
        causes[cause] += 1
        if shown < options.show and options.cause in cause:
            shown += 1
            line = (expected[2] + actual[2] + [1])[0] or 1
            print(f'--- {kind}\noracle {str(expected)[:400]}\ntaipan {str(actual)[:400]}')
            lines = source.split('\n')
            for number in range(max(0, line - 3), min(len(lines), line + 2)):
                print(f'{number + 1:5} {lines[number][:140]}')
    for cause, number in causes.most_common(60):
        print(f'{number:5} {cause}')
    total = sum(counts.values())
    print(f'{total} sources: {counts[""]} equal ({100 * counts[""] / total:.2f} %), ' +
          ', '.join(f'{counts[k]} differ in {k}' for k in ('verdict', 'message', 'position', 'text', 'warnings')))
    return 1 if counts['verdict'] else 0


if __name__ == '__main__':
    sys.exit(main())
