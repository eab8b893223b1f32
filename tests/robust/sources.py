"""Mutated source texts through the compiler, and syntax trees whose fields hold what the parser never puts there."""
import ast
import symtable
import sys
import warnings
import _mutate
from _mutate import rng, attempt

warnings.simplefilter('ignore')
SOURCE = '''
@deco(1, *a, k=2)
class C(B, metaclass=M):
    """doc"""
    x: int = 3
    async def f(self, p, /, q: str = 'd', *r, s, t=1, **u) -> None:
        async with a as b, c: await d
        async for i in e: yield i
        return
def g(*, a):
    global h; nonlocal_ = a
    try: raise E from F
    except* (V, W) as x: pass
    else: del a.b, a[1:2, ::3]
    finally: assert x, "m"
    lambda *z, y=(yield): {**z, 'k': [w for w in z if w for v in w]}
match x:
    case {"a": [1, *_], **k} if k: pass
    case P(1, q=None) | -1.5+2j as n: pass
    case _: f"{a!r:>{w}} {{}} {b=}"; rb'x'; "\\N{EM DASH}\\x41"
while (n := n - 1) > 0 or not a is not b < c != 0x_1f: continue
else: from .. import (m as o,)
if 1_0.5e-3j if a else b: a @= b; c //= ~d ** -e
'''
TOKENS = [t for t in '( ) [ ] { } : , ; . -> = := == ! @ * ** / // % + - ~ < <= << if else elif for in not is lambda yield await async def class return with as try except finally '
          'raise from import global nonlocal del match case _ None True 1 2.5 3j 0x "s" f"{x" \'\'\' """ \\ \n \t \r \0 \x0c # é \ufeff print f"{a!r:{b}}" 1_ 0b2 b"é"'.split(' ')] + ['\n    ', '  ', '\n']


def mutateText(text):
    text = list(text)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text))
        kind = rng.randrange(4)
        if kind == 0:
            del text[at:at + rng.randint(1, 10)]
        elif kind == 1:
            text[at:at] = rng.choice(TOKENS)
        elif kind == 2:
            text[at] = rng.choice(TOKENS)
        else:
            other = rng.randrange(len(text))
            text[at:at] = text[other:other + rng.randint(1, 40)]
    return ''.join(text)


def useText(text):
    compile(text, 'm', rng.choice(('exec', 'exec', 'single', 'eval')), rng.choice((0, 0, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, 0x1000000)))
    tree = ast.parse(text)
    ast.unparse(tree)
    symtable.symtable(text, 'm', 'exec')


for _ in range(2500):
    attempt(useText, mutateText(SOURCE), seconds=2)
    attempt(useText, mutateText('\n'.join(rng.sample(SOURCE.split('\n'), 4))), seconds=2)
for _ in range(500):
    attempt(compile, bytes(rng.choice((9, 10, 32, 40, 41, 58, 92, 34, 39, 35, 97, 195, 169, 0, 255, 48)) for _ in range(rng.randint(1, 60))), 'm', 'exec')

VALUES = [None, 1, -1, 2**70, 'name', '', 'None', '__debug__', b'x', [], [None], [1], (), ..., 1.5, object(), ast.Load(), ast.Store(), ast.Pass(), ast.Constant(1),
          ast.Name('x', ast.Load()), ast.Name('x', ast.Store()), ast.Starred(ast.Name('y', ast.Load()), ast.Load()), ast.Yield(), ast.Expr(ast.Constant(2)), [ast.Pass()], [ast.Constant(3)],
          ast.arguments([], [], None, [], [], None, []), ast.MatchStar('z'), ast.Slice(), ast.Lambda, ast.Return(), ast.Add(), [[[]]], 'a\ud800', frozenset({1})]


def useTree(tree):
    compile(tree, 'm', 'exec')
    ast.unparse(tree)


for round_ in range(3000):
    tree = ast.parse(SOURCE)
    for _ in range(rng.randint(1, 2)):
        node = rng.choice(list(ast.walk(tree)))
        if not node._fields:
            continue
        field = rng.choice(node._fields + node._attributes)
        value = rng.choice(VALUES)
        old = getattr(node, field, None)
        if isinstance(old, list) and rng.random() < 0.6:
            old.insert(rng.randrange(len(old) + 1), value)
        elif rng.random() < 0.1 and hasattr(node, field):
            delattr(node, field)
        else:
            setattr(node, field, value)
    attempt(useTree, tree, describe=round_, seconds=2)

for depth in (50, 100, 1000, 100000):
    for opening, closing in ('()', '[]', ('{1:', '}'), ('f(', ')'), ('-', ''), ('not ', ''), ('a[', ']'), ('lambda:', ''), ('x if y else ', ''), ('f"{', '}"'), ('a.', ''), ('a**', ''), ('a<', ''),
                             ('a or ', ''), ('[a for b in ', ']')):
        attempt(compile, opening * depth + 'a' + closing * depth, 'm', 'eval', seconds=5, describe=(depth, opening))
    attempt(compile, ''.join(' ' * i + 'if a:\n' for i in range(min(depth, 1000))), 'm', 'exec', seconds=5)
    tree = ast.Constant(1)
    for _ in range(depth):
        tree = ast.UnaryOp(ast.USub(), tree)
    tree = ast.Expression(tree)
    ast.fix_missing_locations(tree) if depth < 200 else None
    attempt(compile, tree, 'm', 'eval', seconds=5, describe=depth)
_mutate.summary()
