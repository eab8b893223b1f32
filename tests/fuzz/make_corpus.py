#!/usr/bin/python3.11
"""make_corpus.py FOLDER: small sources, their code and other values as marshal data, to start the fuzz targets from."""
import marshal
import os
import sys
import warnings

warnings.simplefilter('ignore')
HERE = os.path.dirname(os.path.abspath(__file__))
folder = sys.argv[1]
kinds = {kind: os.path.join(folder, kind) for kind in ('marshal', 'code', 'source')}
for path in kinds.values():
    os.makedirs(path, exist_ok=True)
count = 0
for root, _, files in sorted(os.walk(os.path.join(HERE, '..', 'differential'))):
    for file in sorted(files):
        path = os.path.join(root, file)
        if not file.endswith('.py') or os.path.getsize(path) > 6000:
            continue
        with open(path, 'rb') as source:
            text = source.read()
        try:
            data = marshal.dumps(compile(text, 'm', 'exec', dont_inherit=True))
        except (SyntaxError, ValueError):
            data = None
        for kind, content in (('source', text), ('code', data), ('marshal', data)):
            if content is not None:
                with open(os.path.join(kinds[kind], f'{count}'), 'wb') as out:
                    out.write(content)
        count += 1
for i, value in enumerate([1, 2**100, -1.5, 2j, 'é', b'x', (1, [2, {3: 4}]), {1, 2}, frozenset('ab'), None, ..., True, StopIteration]):
    for version in range(5):
        with open(os.path.join(kinds['marshal'], f'value{i}-{version}'), 'wb') as out:
            out.write(marshal.dumps(value, version))
print(f'{count} sources')
