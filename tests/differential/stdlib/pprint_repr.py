# pprint, reprlib, textwrap: layouts and limits.
import pprint, reprlib, textwrap, collections, dataclasses, types
data = {'b': [1, 2, {'x': 'y' * 30, 'z': (1,)}] * 3, 'a': {'nested': {k: k * 5 for k in 'abcdefgh'}}, 3: {4, 1, 2}, 'long': 'word ' * 30, 'by': bytes(range(100)), 'f': frozenset('a'), 'e': [], 't': ()}
try: pprint.pprint(data)
except TypeError as e: print(e)
for kw in ({}, {'width': 40}, {'depth': 2}, {'compact': True, 'width': 60}, {'indent': 4}, {'sort_dicts': False}, {'underscore_numbers': True}): print(kw, pprint.pformat({**{str(k): v for k, v in data.items()}, 'n': [10**i for i in range(12)]}, **kw), sep='\n')
@dataclasses.dataclass
class P: name: str; values: list = dataclasses.field(default_factory=lambda: list(range(30)))
class MyD(dict): pass
rec = [1]; rec.append(rec); print(pprint.pformat(rec).split('=')[0], pprint.isrecursive(rec), pprint.isreadable(rec), pprint.isreadable([1, 'a']), pprint.saferepr(rec).split('=')[0])
pprint.pprint([P('x'), collections.OrderedDict((i, 'v' * 20) for i in range(5)), collections.Counter('abracadabra' * 3), collections.defaultdict(list, {i: [i] * 10 for i in range(5)}), collections.deque(range(50), 60), collections.ChainMap({'a': 'b' * 40}, {'c': 'd' * 40}), types.SimpleNamespace(alpha='a' * 40, beta='b' * 40), types.MappingProxyType({'k' * 30: 'v' * 50}), MyD(a=1), collections.UserList(range(40)), bytearray(b'x' * 90), range(5), None, {1: 2}.items()])
pprint.pp({'z': 1, 'a': 2}); pprint.PrettyPrinter(width=20, stream=None).pprint('some text that is long enough to be split over lines')
for bad in (lambda: pprint.pformat(1, width=0), lambda: pprint.pformat(1, indent=-1), lambda: pprint.pformat(1, depth=0), lambda: pprint.PrettyPrinter(compact=1).pformat([1])):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
r = reprlib.Repr(); r.maxlist = 2; r.maxstring = 12; r.maxlevel = 2; r.maxlong = 10; print(r.repr([1, 2, 3]), r.repr('abcdefghijklmnop'), r.repr([[[[1]]]]), r.repr(10**50), r.repr({i: i for i in range(9)}), reprlib.repr(set(range(20))), reprlib.repr(collections.deque(range(20))), reprlib.repr(tuple(range(20))), reprlib.repr(frozenset(range(20))), reprlib.repr('x' * 100), r.repr(P('q' * 40)), reprlib.repr(__import__('array').array('i', range(20))))
class R:
    @reprlib.recursive_repr('<...>')
    def __repr__(self): return f'R({self.me!r})'
x = R(); x.me = [x]; print(x)
t = 'The quick brown fox jumped over the lazy-dog, "well-known" http://a.b/c-d. It\'s  a   test--really.\n\nSecond paragraph\there.'
for kw in ({}, {'width': 20}, {'width': 10, 'break_long_words': False}, {'width': 15, 'break_on_hyphens': False}, {'width': 30, 'initial_indent': '* ', 'subsequent_indent': '  '}, {'width': 20, 'max_lines': 3}, {'width': 20, 'max_lines': 2, 'placeholder': '~'}, {'width': 25, 'fix_sentence_endings': True}, {'width': 25, 'replace_whitespace': False, 'drop_whitespace': False}, {'width': 20, 'expand_tabs': False, 'tabsize': 2}): print(kw, textwrap.wrap(t, **kw))
print(textwrap.fill(t, 40), textwrap.shorten(t, 30), textwrap.shorten(t, 20, placeholder='..'), textwrap.dedent('   a\n     b\n\n   c\n'), textwrap.dedent('\ta\n        b'), textwrap.indent('a\n\nb\n', '> '), textwrap.indent('a\n\nb', '> ', lambda l: True), textwrap.wrap(''), textwrap.wrap('   '), textwrap.wrap('x' * 50, 20))
for bad in (lambda: textwrap.wrap('abc', 0), lambda: textwrap.shorten('abc def', 2, placeholder='....'), lambda: textwrap.wrap(5), lambda: textwrap.wrap('a b', 1, max_lines=1, placeholder='xx'), lambda: textwrap.dedent(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
