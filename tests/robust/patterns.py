"""Compiled patterns whose code is changed, as _sre takes them; and mutated pattern texts."""
import re
import warnings
import _sre
from re import _compiler, _parser
import _mutate
from _mutate import rng, attempt

warnings.simplefilter('ignore')
TEXTS = ['', 'a', 'abcabcabc', 'aaaaaaaaaaaaaab', 'Straße ÄÖ', 'x1y22z333', '\n\nab\n', 'foo.bar@baz', '\U0001f600abc']
PATTERNS = [r'a|b|abc', r'(a+)+b', r'(?i:[a-z]+)\d*', r'(?P<n>\w+)(?:\.(?P=n))?', r'^\s*(?:(a)|(b))*?$', r'(?<=a)b(?!c)', r'(?<!x)y{2,5}?',
            r'[^\W\d_]+[äöü]?', r'(a)?(?(1)b|c)', r'(?>a*)b', r'x*+y', r'(?ms)^.*$', r'\bfoo\b', r'(?:(?:ab)*c)*', '[\u4e00-\u9fff\U0001f600]+', r'((((a))))\4']


def compileCode(pattern):
    tree = _parser.parse(pattern)
    code = _compiler._code(tree, 0)
    state = tree.state
    return code, state.flags | tree.state.flags, state.groups - 1, state.groupdict


def use(pattern, flags, code, groups, groupindex, text):
    made = _sre.compile(pattern, flags, code, groups, groupindex, tuple([None] * min(groups + 1, 1000)))
    for action in (made.match, made.search, made.fullmatch, made.findall):
        result = action(text)
        if hasattr(result, 'groups'):
            result.groups(), result.span(), result.regs, result.lastgroup
    made.split(text)
    made.sub(r'-', text, 3)
    list(zip(made.finditer(text), range(5)))
    made.scanner(text).search()


COMPILED = [compileCode(p) for p in PATTERNS]
NUMBERS = [0, 1, 2, 3, 5, 8, 40, 255, 256, 0xffff, 2**31 - 1, 2**31, 2**32 - 1]
for _ in range(4000):
    i = rng.randrange(len(PATTERNS))
    code, flags, groups, names = COMPILED[i]
    code = list(code)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(code))
        kind = rng.randrange(5)
        if kind < 2:
            code[at] = rng.choice(NUMBERS)
        elif kind == 2:
            code[at] = rng.randrange(45)
        elif kind == 3:
            del code[at]
        else:
            code.insert(at, code[rng.randrange(len(code))])
        code = code or [1]
    if rng.random() < 0.2:
        groups = rng.choice((0, 1, 100, 2**31, -1))
    if rng.random() < 0.1:
        groups = min(groups, 100)
    attempt(use, PATTERNS[i], flags, code, groups, names, rng.choice(TEXTS), seconds=0.3)


def useText(text, subject):
    made = re.compile(text)
    made.search(subject)
    made.sub('[\\g<0>]', subject)


re.purge()
for _ in range(1500):
    text = list(rng.choice(PATTERNS))
    for _ in range(rng.randint(1, 4)):
        text.insert(rng.randrange(len(text) + 1), rng.choice('()[]{}*+?|\\.^$-,<>=!:P1aA0xuN\0é'))
    if rng.random() < 0.3:
        del text[rng.randrange(len(text))]
    attempt(useText, ''.join(text), rng.choice(TEXTS), seconds=0.3)
_mutate.summary()
