import importlib
import sys
names = ['json', 'json.decoder', 'json.encoder', 'textwrap', 'argparse', 'dataclasses', 'string', 'shlex', 'csv', 'fractions', 'bisect', 'heapq', 'difflib', 'calendar', 'configparser']
for _ in range(60):
    for name in names:
        sys.modules.pop(name, None)
        importlib.import_module(name)
for i in range(200000):
    import json
print(len(names), json.__name__)
