# json.dumps: values, options, subclasses, circles, errors.
import collections
import enum
import json


class Int(int):
    def __repr__(self):
        return 'Int!'
    __str__ = __repr__


class Float(float):
    def __repr__(self):
        return 'Float!'


class Text(str):
    def __str__(self):
        return 'Text!'


class Colour(enum.IntEnum):
    RED = 3


for value in (None, True, False, 0, -5, 2 ** 80, 1.0, 1e16, 1e-7, 0.1, -0.0, 1e300, 'a', 'é€😀\ud800', '"\\/\b\f\n\r\t\x00\x1f\x7f', [], [[]], (1, (2,)), {}, {'a': {}}, {'a': [1, {'b': None}]},
              Int(5), Float(2.5), Text('x'), Colour.RED, {Int(1): Float(1.5)}, {1: 2, 1.5: 3, None: 4, True: 5, False: 6, 'k': 7, Text('t'): 8, Colour.RED: 9, float('inf'): 1},
              collections.OrderedDict([('z', 1), ('a', 2)]), collections.defaultdict(list, a=[1]), float('nan'), [float('inf'), -float('inf')]):
    print(ascii(json.dumps(value)), ascii(json.dumps(value, ensure_ascii=False)), json.dumps(value, separators=(',', ':')).isascii())
print(json.dumps({'b': 1, 'a': [1, 2, {'c': 3}]}, indent=2, sort_keys=True), json.dumps([1, [2], {}], indent='\t'), json.dumps([], indent=1), json.dumps([1, 2], indent=0))
print(json.dumps({(1,): 2, 'a': 1}, skipkeys=True), json.dumps(object, default=repr), json.dumps([{1, 2}], default=sorted), json.dumps({'x': 1j}, default=lambda c: [c.real, c.imag]))
circle = []
circle.append(circle)
ring = {}
ring['self'] = ring


class Loop:
    pass


loop = Loop()
deep = []
for _ in range(100000):
    deep = [deep]
for value, options in ((circle, {}), (ring, {}), (circle, {'check_circular': False}), (object(), {}), ({(1,): 2}, {}), (float('nan'), {'allow_nan': False}), ([float('-inf')], {'allow_nan': False}),
                       ({float('nan'): 1}, {'allow_nan': False}), ({1: 1, 'a': 2}, {'sort_keys': True}), (loop, {'default': lambda o: o}), (loop, {'default': lambda o: [o]}), (deep, {}), (b'x', {}),
                       ({'a': b'x'}, {'indent': 1}), (loop, {'default': lambda o: 1 / 0}), ([1], {'separators': (1, 2)}), ([1, 2], {'separators': (',',)})):
    try:
        print(json.dumps(value, **options))
    except Exception as error:
        print(type(error).__name__, str(error).split(' at 0x')[0])


class Items(dict):
    def items(self):
        return self.pairs


for pairs in ([('a', 1)], [['a', 1]], [('a',)], 5, [(1, 2), ('b', 3)]):
    strange = Items(x=1)
    strange.pairs = pairs
    try:
        print(json.dumps(strange))
    except Exception as error:
        print(type(error).__name__, error)


class Encoder(json.JSONEncoder):
    def default(self, o):
        return ['default', type(o).__name__]


print(json.dumps([set(), 1j], cls=Encoder), Encoder(indent=1).encode({'a': b''}), list(Encoder().iterencode([1, {'a': set()}])))
mutating = {'a': loop, 'b': 2, 'c': 3}
print(json.dumps(mutating, default=lambda o: mutating.pop('b', 0)), mutating.keys())
items = [loop, 1, 2]
print(json.dumps(items, default=lambda o: items.clear() or 0))
