# %-formatting at its edges: keys, bytes' z flag, numbers by __index__ and __int__, incomplete formats.
def attempt(form, value):
    try:
        print(repr(form), repr(form % value))
    except Exception as e:
        print(repr(form), type(e).__name__, e)


class Index:
    def __index__(self): return 7


class Int:
    def __init__(self, value): self.value = value
    def __int__(self): return self.value
    def __repr__(self): return f'Int({self.value!r})'


class Float:
    def __float__(self): return 2.5


for value in (Index(), Int(5), Int(True), Int('x'), Int(2**70), Float(), 1.9, -0.0, True, None, '5', b'5', 1j):
    for code in ('d', 'i', 'x', 'o', 'f', 'g', 'c', 's'):
        attempt('%' + code, (value,)) if code != 's' or value is None else None
for form in ('%(a)s %s', '%s %(a)s', '%(a)s %(b)s', '%(a)s%%', '%(a)*d', '%()s', '%(a', '%((a))s', '%(a)', '%z', '%zd', '%l', '%ld',
             '%.', '%.f', '%5', '%-', '%y', '% d', '%+ d', '%#x', '%#o', '%08.3f', '%-8d|', '%.*f', '%*d'):
    for value in ({'a': 1, 'b': 2}, 1, (3, 4), (5, 6.5)):
        attempt(form, value)
        if isinstance(value, dict):
            value = {k.encode(): v for k, v in value.items()}
        attempt(form.encode(), value)
for form in (b'%zf', b'%zg', b'%.0z', b'%z.0f', b'%zd', b'%z+.1f', b'%zz.1e', b'%5zf'):
    for value in (-0.0, -0.04, 0.0, -1.5, -0, float('-inf'), float('nan')):
        attempt(form, value)
for call in (lambda: 'abc'.find(), lambda: 'abc'.find('a', 0, 1, 2), lambda: b'a'.count(), lambda: 'a'.startswith(),
             lambda: bytearray().rindex(1, 2, 3, 4), lambda: 'abc'.find(sub='a'), lambda: b'a'.hex(1), lambda: 'x' * 2**62, lambda: 'xy' * 2**62, lambda: format(1, 2), lambda: str.find(),
             lambda: bytearray().extend('a'), lambda: bytearray().extend(''), lambda: bytearray().extend([1, 'a'])):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
print(str.find.__text_signature__, bytes.endswith.__text_signature__, list.index.__text_signature__)
b = bytearray(b'abcdefgh')
b[1:-1:2] = b''
print(b)
try:
    b[::2] = b'xyz'
except ValueError as e:
    print(e)
view = memoryview(b)
for change in (lambda: b.__setitem__(slice(0, 5, 2), b''), lambda: b.__delitem__(slice(0, 5, 2)), lambda: b.append(1)):
    try:
        change()
    except BufferError as e:
        print(e)
for key in ((slice(1), slice(2)), (1, slice(2)), (), 'x', (slice(1),)):
    for act in (lambda: view[key], lambda: view.__setitem__(key, b'a')):
        try:
            print(act())
        except Exception as e:
            print(type(e).__name__, e)
import weakref
r = weakref.ref(view)
print(r() is view)
del view, act
print(r())
