# "Did you mean" hints on uncaught NameError, AttributeError, ImportError.
import subprocess
import sys
programs = [
    'value = 1\nprint(valeu)',
    'import math\nmath.squrt(4)',
    'class C:\n    colour = 1\nC().color',
    'def f():\n    count = 1\n    return cuont\nf()',
    'from collections import OrderdDict',
    'prnit("x")',
    'x = [1]\nx.appendd(2)',
    '"abc".uper()',
    'class A:\n    def __init__(self): self.name = 1\n    def get(self): return nam\nA().get()',
    'import os\nos.pth',
    'completely_unknown_zzz',
    '(1).real_',
    'class S:\n    __slots__ = ("alpha",)\nS().alpah',
    'from os import pathh',
    'class M(type):\n    meta = 1\nclass K(metaclass=M): pass\nK.meat',
    'class B:\n    def __dir__(self): raise RuntimeError\nB().x',
    'a = 1\nb',
    'lst',
    'tuple_',
    'Tru',
    'none',
    'self.x',
    'class P:\n    foo = 1\n    def m(self): return foo\nP().m()',
    'import sys\nsys.verison',
    'None.foo',
    'x = 5\nx.foo.bar',
    'dict().itmes()',
    'try:\n    valeu\nexcept NameError as e:\n    print(e, e.name)',
    'import nonexistent',
    'import json.nonexistent',
    'from . import x',
    'from json import x, dumps',
    'import json\njson.nope',
    'import re, asyncio\nre.asyncio',
    'datetime.now()',
    'random',
]
for program in programs:
    result = subprocess.run([sys.executable, '-c', program], capture_output=True, text=True)
    print(repr(program), result.returncode, result.stdout, end='')
    print(result.stderr.splitlines()[-1] if result.stderr else '')
