# Pattern and Match as objects: repr, equality, hash, copies, pickles, attributes, indexing.
import copy
import pickle
import re

patterns = [re.compile('a'), re.compile('a', re.I), re.compile(b'a'), re.compile('a|b', re.M | re.S | re.X), re.compile('(?a)x'),
            re.compile(b'x', re.L), re.compile('z' * 250), re.compile('a', re.A | re.I)]
for p in patterns:
    print(repr(p), p.flags, p.groups, dict(p.groupindex), type(p.groupindex).__name__)
    assert copy.copy(p) is p and copy.deepcopy(p) is p and pickle.loads(pickle.dumps(p)) == p
print([[a == b for b in patterns] for a in patterns], re.compile('a') != re.compile('b'), re.compile('a') == 'a')
re.purge()
again = re.compile('a')
print(again is patterns[0], again == patterns[0], hash(again) == hash(patterns[0]))
for operation in ('p < p', 'p.flags = 1', 'p.x = 1', 'del p.pattern', 'type(p)()', 'type(p)("a")'):
    try:
        exec(operation, {'p': patterns[0]})
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(re.Pattern[str], re.Match[bytes], re.Pattern.__name__, re.Pattern.__module__, re.Match.__qualname__)
m = re.match(r'(?P<first>\w)(?P<second>\d)?(x)?', 'a')
print(m, bool(m), m[0], m['first'], m['second'], m[3], m.group(), m.group(0, 1, 'second'), m.groups(), m.groups('-'), m.groupdict(), m.groupdict(0))
print(m.span(), m.span(2), m.start('first'), m.end(1), m.lastindex, m.lastgroup, m.regs, m.string, m.re.pattern, m.pos, m.endpos)
print(copy.copy(m) is m, copy.deepcopy(m) is m)
for key in (4, -1, 'third', None, 1.5, 2 ** 70, b'first', [], True):
    try:
        print(key, m[key], m.group(key), m.span(key))
    except Exception as error:
        print(key, type(error).__name__, error)
for call in ('m.start(9)', 'm.groups(1, 2)', 'm.group(x=1)', 'm.expand()', 'iter(m)', 'len(m)', 'm[0:1]', 'pickle.dumps(m)', 'm.regs = ()', 'hash(m) and 0'):
    try:
        print(call, eval(call) if '=' not in call or 'x=' in call else exec(call))
    except Exception as error:
        print(call, type(error).__name__, error)
print(repr(re.match(b'.*', b'a\xff')), repr(re.search('b.*', 'ab' + 'c' * 100)))
print(re.match('(((a)(b)))', 'ab').lastindex, re.match('((a)(b))', 'ab').lastgroup, re.match('(?P<n>(a)b)', 'ab').lastgroup)


class Index:
    def __index__(self):
        return 1


print(m[Index()], m.start(Index()))
