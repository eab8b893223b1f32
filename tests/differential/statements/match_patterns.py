# Every kind of pattern in match.
from dataclasses import dataclass
import enum


class Color(enum.Enum): RED = 1; BLUE = 2


@dataclass
class Point: x: int; y: int


class Pos:
    __match_args__ = ('a', 'b')
    def __init__(self, a, b): self.a, self.b = a, b


def m(v):
    match v:
        case None: return 'none'
        case True | False as b: return f'bool {b}'
        case 0 | -1 | 2.5 | 1 + 2j: return 'number literal'
        case 'a' 'b' | b'x': return 'str literal'
        case Color.RED: return 'red'
        case int(n) if n > 100: return f'big {n}'
        case int() | float(): return 'num'
        case str(s) if len(s) > 3: return f'long {s}'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1, *rest]: return f'one then {rest}'
        case [*_, 'end']: return 'ends'
        case (a, [b, c]): return f'nested {a} {b} {c}'
        case [a, _, *others, z]: return f'many {a} {others} {z}'
        case {'type': 't', 'v': [v0, *_], **rest}: return f'map {v0} {sorted(rest)}'
        case {'only': x}: return f'only {x}'
        case {}: return 'any map'
        case Point(x=0, y=yy): return f'on axis {yy}'
        case Point(xx, yy): return f'point {xx} {yy}'
        case Pos(1, b=q): return f'pos {q}'
        case str() as other: return f'str {other}'
        case _: return f'default {type(v).__name__}'


for v in (None, True, 0, -1, 2.5, 1 + 2j, 'ab', b'x', Color.RED, Color.BLUE, 101, 7, 7.5, 'long string', 'x', [], [9], [1, 2, 3], (1,), [5, 'end'], (4, [5, 6]), [7, 8, 9, 10, 11], {'type': 't', 'v': [1, 2], 'z': 0}, {'only': 5, 'x': 1}, {}, {'q': 1}, Point(0, 5), Point(1, 2), Pos(1, 2), Pos(2, 3), {1}, range(3), b'yy', bytearray(b'z'), iter([])):
    print(m(v))
def err(v, code):
    try: exec(f'match v:\n case {code}: print("yes", {code!r})\n case _: print("no", {code!r})', {'v': v, 'Point': Point, 'Pos': Pos, 'X': 5, 'Color': Color})
    except Exception as e: print(code, type(e).__name__, e)
for code in ('Point(1, 2, 3)', 'int(1, 2)', 'X()', 'Point(x=1, x=2)', '{"a": 1, "a": 2}', '[a, a]', 'a | 1', '[*a, *b]', 'a.b', 'Color.NOPE', 'nope.x', '{**rest, "a": 1}', '-a', '1 | x | 2', 'Point(1, x=1)', '{X: 1}', '"a" | ["b"]', 'f"x"', '(1, 2) as t', 'int(x=3)', 'object(y=2)'):
    err(Point(1, 2), code)
match 1, 2:
    case x, y: print(x, y)
match = 5; case = match; print(match, case)
