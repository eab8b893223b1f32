# json.loads: values, hooks, numbers, and every kind of error with its place.
import json
from decimal import Decimal

for text in ('1', '-0', '1.5', '1e3', '1E-2', '-1.25e+10', '123456789012345678901234567890', '"a"', '""', 'null', 'true', 'false', '[]', '{}', '[1,2]', ' [ 1 , 2 ] ',
             '{"a":1}', '{"a" : {"b":[null,true]}, "a":2}', '"\\u00e9\\n\\t\\"\\/\\\\\\b\\f\\r"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ude00x"', '"\\ud83d\\u0041"',
             'NaN', '[Infinity,-Infinity]', '1.0', '0.1', '1e400', '-1e-400', '12345678901234567890.5', '"é€😀"', '[[[[]]]]', '{"é":"😀"}', '\t\r\n1 '):
    print(ascii(text), ascii(json.loads(text)))
for text in ('', ' ', 'x', 'nul', 'tru', 'fals', '-', '+1', '01', '1.', '.5', '1e', '-a', '[', '[1', '[1,', '[1,]', '[1 2]', '[,]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,',
             '{"a":1,}', '{a:1}', '{"a" 1}', '{1:2}', '{"a":1 "b"}', '"', '"a', '"\\', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\ud83d\\u12"', '"\n"', '"\x00"', '1 2', '[1]]', '{} x', 'Nan',
             'Infinit', '-Infinit', '\ufeff1', "'a'", '[1,\n2,\n x]', '{"a":\n[}', '"tab\there"', 'NaNx'):
    try:
        print(ascii(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(ascii(text), '->', error, '|', error.msg, error.pos, error.lineno, error.colno)
print(json.loads('{"a":1,"b":[2.5]}', object_pairs_hook=list), json.loads('{"a":{"b":1}}', object_hook=lambda d: sorted(d.items())))
print(json.loads('[1.10, 2, 1e5, NaN]', parse_float=Decimal, parse_int=lambda s: 'i' + s, parse_constant=lambda s: 'c' + s))
print(json.loads('"a\x01\nb"', strict=False) == 'a\x01\nb', json.loads(b'[1]'), json.loads(bytearray('"é"'.encode('utf-16'))), json.loads('"é"'.encode('utf-32-le')))
for bad in (None, 5, [], b'\xff', b'"\xe9"'):
    try:
        print(json.loads(bad))
    except Exception as error:
        print(type(error).__name__, error)
keys = json.loads('[{"key":1,"k\\u00e9":2},{"key":3,"k\\u00e9":4}]')
print([a is b for a, b in zip(*keys)])
for hook in (lambda d: 1 / 0, lambda a, b: 0):
    try:
        json.loads('{"a":{}}', object_hook=hook)
    except Exception as error:
        print(type(error).__name__, error)
for text in ('[' * 100000, '{"a":' * 100000, '[' * 100000 + ']' * 100000):
    try:
        json.loads(text)
    except RecursionError as error:
        print(error)
try:
    json.loads('1' * 5000)
except ValueError as error:
    print(error)
print(json.JSONDecoder().raw_decode('[1] tail'), json.JSONDecoder().raw_decode('x 12,', 2))
scan = json.JSONDecoder().scan_once
for args in ((), (1, 2), ('1', -1), ('', 0), ('1', 'a'), ('1', 0, 3), ('[1]', 0), ('a', 0), ('[1, x]', 0)):
    try:
        print(args, scan(*args))
    except Exception as error:
        print(args, type(error).__name__, error)
print(scan(string='[1]', idx=0), scan.strict, scan.object_hook, scan.parse_float, scan.memo if hasattr(scan, 'memo') else '')
