# Code objects: fields, replace, equality, hashing, marshal round trips.
import marshal
import types


def sample(a, /, b, *args, c=1, **kw):
    """doc"""
    local = a + b
    def nested(): return local, 1.5, 'text', (1, 2), frozenset
    return nested


code = sample.__code__
for name in sorted(n for n in dir(code) if n.startswith('co_')):
    value = getattr(code, name)
    if not callable(value) and name != 'co_consts':
        print(name, value)
print([c if not isinstance(c, types.CodeType) else c.co_qualname for c in code.co_consts])
new = code.replace(co_name='renamed', co_firstlineno=100)
print(new.co_name, new.co_firstlineno, new == code, code == code.replace(), hash(code) == hash(code.replace()), list(new.co_lines())[:2])
for kw in ({'co_code': 5}, {'co_nope': 1}, {'co_argcount': -1}, {'co_varnames': ('a',)}, {'co_consts': []}, {'co_names': (1,)}, {'co_flags': 'x'}):
    try: print(kw, code.replace(**kw).co_name)
    except Exception as e: print(kw, type(e).__name__, e)
data = marshal.dumps(code); again = marshal.loads(data); print(again == code, marshal.dumps(again) == data, len(data))
fn = types.FunctionType(again, globals(), 'made', (5,)); print(fn.__name__, fn.__qualname__, fn.__defaults__)
for v in (None, True, 1, -2**31, 2**31, 10**40, -10**40, 1.5, float('inf'), 1 + 2j, '', 'é', '🐍', '\ud800', b'', b'ab', (), (1, (2,)), [1, [2]], {1: 2}, {3}, frozenset([4]), ..., StopIteration, 'x' * 300):
    for version in (0, 2, 4):
        d = marshal.dumps(v, version); back = marshal.loads(d); print(repr(v)[:30] if not isinstance(v, str) else ascii(v)[:30], version, d[:24], back == v)
for bad in (b'', b'\xff', b'i\1', b'(\2\0\0\0N', b's\xff\xff\xff\x7f', b'r\5\0\0\0', b'[\xff\xff\xff\xff', b'c', b'{i', b'N extra', b'?', b'0', b'z\5ab', b'l\2\0\0\0\1\0\0\0'):
    try: print(bad, marshal.loads(bad))
    except Exception as e: print(bad, type(e).__name__, e)
for v in (object(), len, [lambda: 0], sample):
    try: marshal.dumps(v)
    except ValueError as e: print(e)
try: types.CodeType()
except TypeError as e: print(e)
print(type(code).__name__, repr(code).split(' at ')[0], compile('1', 'f', 'eval').co_flags, compile('async def f(): yield', 'f', 'exec').co_consts[0].co_flags)
