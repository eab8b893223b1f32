# json: options of dump and load, hooks, errors with positions, the command line tool's code.
import json, io, decimal, collections, enum
data = {'s': 'é"\\\n\x00\u2028😀', 'n': [1, -0.0, 1e300, 1.5e-7, 10**25, True, None], 'e': {}, 'l': [], 't': (1, 2), 3: 'int key', None: 0, True: 1, 2.5: 'f'}
for kw in ({}, {'indent': 2}, {'indent': '\t', 'sort_keys': False}, {'separators': (',', ':')}, {'ensure_ascii': False}, {'indent': 0}, {'skipkeys': True}): print(json.dumps(data, **kw))
print(json.dumps({'b': 1, 'a': {'d': 1, 'c': 2}}, sort_keys=True), json.dumps([float('nan'), float('inf'), -float('inf')]), json.dumps('\ud800'), json.dumps(5), json.dumps('x'), json.dumps(None), json.dumps(collections.OrderedDict(z=1)), json.dumps(enum.IntEnum('E', 'a').a), json.dumps(type('F', (float,), {'__repr__': lambda s: 'odd'})(1.5)), json.dumps(type('S', (str,), {})('sub')))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e, 'pos', ''), getattr(e, 'lineno', ''), getattr(e, 'colno', ''))
cyc = []; cyc.append(cyc); deep = []
for _ in range(100000): deep = [deep]
for f in (lambda: json.dumps({(1,): 2}), lambda: json.dumps({(1,): 2}, skipkeys=True), lambda: json.dumps(object), lambda: json.dumps({1, 2}), lambda: json.dumps(b'x'), lambda: json.dumps(cyc), lambda: json.dumps(float('nan'), allow_nan=False), lambda: json.dumps({'a': 1, 2: 3}, sort_keys=True), lambda: json.dumps([1, {'k': {1j}}]), lambda: json.dumps(1j, default=lambda o: [o.real, o.imag]), lambda: json.dumps({1}, default=list), lambda: json.dumps(5, indent='xx'), lambda: json.dumps([1], cls=5)): attempt(f)
try: json.dumps(deep)
except RecursionError as e: print(e)
try: json.loads('[' * 100000)
except RecursionError as e: print(e)
for s in ('{"a": [1, 2.5, -3e2, "x\\u00e9\\ud83d\\ude00\\/"], "b": {"c": null, "d": true}}', ' [ ] ', '"\\ud800"', 'NaN', '-Infinity', '1e400', '0', '-0', '-0.0', '123456789012345678901234567890', '{"a":1,"a":2}', b'[1]', bytearray(b'"\xc3\xa9"'), '"é"'.encode('utf-16'), '[1]'.encode('utf-32-be'), '\t\n{}\r'): attempt(lambda: json.loads(s))
for s in ('', ' ', '[', '{', '[1,]', '{"a"}', '{"a":}', '{"a":1,}', '{a:1}', "{'a':1}", '[1 2]', '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\u12G4"', '01', '1.', '.5', '+1', '-', 'tru', 'nul', '[1]]', '\ufeff[1]', b'\xff\xfe', '{"a":1 "b":2}', '{1:2}', '[\n\n  x]', 5, None, '"\\', '{"k', '[1,\n2,\n}', 'Infinit', '1e', '"\t"', b'\xef\xbb\xbf[1]', '{,}', '[,1]', '{"a" 1}'): attempt(lambda: json.loads(s))
print(json.loads('[1.5, 2, NaN]', parse_float=decimal.Decimal, parse_int=float, parse_constant=lambda c: 'const ' + c), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())), json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads('"a\tb"', strict=False), json.JSONDecoder().raw_decode('[1] tail'), json.JSONDecoder().decode(' {} '))
class Enc(json.JSONEncoder):
    def default(self, o): return {'__complex__': [o.real, o.imag]} if isinstance(o, complex) else super().default(o)
print(json.dumps([1j, {'x': 2j}], cls=Enc, indent=1), list(Enc().iterencode({'a': [1, 2j]})), Enc(sort_keys=True, separators=('|', '=')).encode({'b': 1, 'a': 2})); attempt(lambda: Enc().encode(object()).startswith('x')) if 0 else None
f = io.StringIO(); json.dump({'k': [1, None]}, f, indent=2); f.seek(0); print(f.getvalue(), json.load(f)); e = json.JSONDecodeError('msg', 'a\nbc', 3); print(e, e.msg, e.doc, e.lineno, e.colno, e.__reduce__()[1], issubclass(json.JSONDecodeError, ValueError))
memo = json.loads('[{"key": 1}, {"key": 2}]'); print(list(memo[0])[0] is list(memo[1])[0])
for n in (0, 1, -1, 0.1, 1/3, 5e-324, 1.7976931348623157e308, 123456.789e3, 2**53, 1e16, 1e15, 1e22, 1e21): assert json.loads(json.dumps(n)) == n; print(json.dumps(n), end=' ')
print()
