# BytesIO and its buffer: views forbid resizing, sharing with bytes, positions beyond the end, odd arguments.
import io, sys
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e)
source = b'0123456789' * 10
b = io.BytesIO(source); print(b.getvalue() is source, b.getvalue() == source); b.read(5); b.write(b'x'); print(source[:8], b.getvalue()[:8], b.getvalue() is source)
b = io.BytesIO(b'abcdef'); v = b.getbuffer(); print(v.readonly, v.nbytes, bytes(v)); v[1:3] = b'ZZ'; print(b.getvalue())
for f in (lambda: b.write(b'12345678'), lambda: b.write(b'1'), lambda: b.truncate(2), lambda: b.truncate(20), b.close, lambda: b.seek(0), lambda: b.__init__(b'new'), lambda: b.__setstate__((b'', 0, None)), lambda: b.getvalue()): attempt(f)
print(b.tell()); v.release(); attempt(lambda: b.write(b'12345678')); attempt(b.close); print(b.closed); attempt(b.getbuffer); attempt(lambda: v[0])
b = io.BytesIO(b'abc'); v = b.getbuffer(); del b; print(bytes(v)); del v
b = io.BytesIO(); print(b.seek(5), b.tell(), b.read(), b.write(b'x'), b.getvalue(), b.seek(-3, 2), b.read(1), b.seek(1, 1), b.seek(100), b.read(3), b.readline(), b.readlines(), b.readinto(bytearray(3)), b.write(b''), len(b.getvalue()), b.truncate(), len(b.getvalue()), b.truncate(2), b.tell())
for args in ((-1,), (-1, 0), (0, 3), (0, -1), (-1000, 1), (-1000, 2), ('x',), (1.0,), (0, 'x'), (2 ** 70,), (2 ** 62, 0), (None,), ()): attempt(lambda: b.seek(*args))
b.seek(2 ** 62); attempt(lambda: b.read(1)); b.seek(sys.maxsize); attempt(lambda: b.write(b'x')); b = io.BytesIO(b'abcdefghij\nklm')
for size in (None, -1, 0, 3, 'x', -7, 1.5, 2 ** 70, True): attempt(lambda: b.truncate(size)); attempt(lambda: b.read(size)); attempt(lambda: b.read1(size)); attempt(lambda: b.readline(size))
import array
for data in (b'ab', bytearray(b'cd'), memoryview(b'efgh')[::2], memoryview(b'ijkl')[1:3], array.array('h', [1, 2]), 'str', 5, None, [1], memoryview(array.array('i', [7]))): b = io.BytesIO(); attempt(lambda: (b.write(data), b.getvalue())); attempt(lambda: io.BytesIO(data).getvalue()); attempt(lambda: b.writelines([b'1', data, b'2'])); print(b.getvalue())
for target in (bytearray(3), memoryview(bytearray(5))[::2], memoryview(bytearray(4))[1:3], b'ro', 'str', array.array('h', [0, 0]), None): b = io.BytesIO(b'abcdefgh'); attempt(lambda: (b.readinto(target), bytes(target))); attempt(lambda: (b.readinto1(target), b.tell()))
for kw in ((), dict(initial_bytes=b'x'), dict(bogus=1), dict(initial_bytes=None)): attempt(lambda: io.BytesIO(**dict(kw)).getvalue())
attempt(lambda: io.BytesIO(b'', b'')); attempt(lambda: io.StringIO(b'')); attempt(lambda: io.StringIO('', '', '')); attempt(lambda: io.StringIO(newline='x')); attempt(lambda: io.StringIO('x', newline=5)); attempt(lambda: io.StringIO('x', newline=b'\n'))
b = io.BytesIO(b'a\nb\nc'); i = iter(b); print(i is b, next(b), b.seek(0), next(b), b.read(1), next(b), next(b, 'end'), next(b, 'end'), b.isatty(), b.seekable(), b.readable(), b.writable()); attempt(b.fileno); attempt(b.detach)
b.close()
for name in ('read', 'readline', 'readlines', 'getvalue', 'getbuffer', 'seek', 'tell', 'truncate', 'write', 'writelines', 'readinto', 'flush', 'isatty', 'seekable', 'readable', 'writable', '__next__', '__iter__', '__enter__', 'close'): attempt(lambda: name == '__iter__' or getattr(b, name)(*{'seek': (0,), 'write': (b'',), 'writelines': ([],), 'readinto': (bytearray(1),)}.get(name, ())))
class Evil(io.BytesIO):
    def __init__(self): super().__init__(b'abc')
    def read(self, n=-1): self.close(); return super().read(n)
attempt(lambda: Evil().read()); attempt(lambda: io.TextIOWrapper(Evil(), 'utf-8').read())
s = io.StringIO('\u20ac\U0001F600x'); print(s.seek(1), ascii(s.read(1)), s.tell(), s.seek(10), s.write('z'), ascii(s.getvalue()), s.truncate(2), ascii(s.getvalue()), s.tell())
for args in ((-1,), (1, 1), (1, 2), (0, 1), (0, 2), (0, 5), ('x',), (2 ** 70,)): attempt(lambda: s.seek(*args))
for data in ('ok', b'no', 5, None, '\ud800'): attempt(lambda: s.write(data)); attempt(lambda: s.truncate(data))
class Sub(str): pass
s = io.StringIO(); s.write(Sub('sub')); print(type(s.getvalue()).__name__, s.getvalue()); print(io.StringIO('a', None).newlines, io.StringIO('a\r', '').newlines, io.StringIO('a\r\n', None).getvalue() == 'a\n', s.encoding, s.errors, s.line_buffering)
class Mutating:
    def __index__(self): b2.close(); return 3
b2 = io.BytesIO(b'abcdef'); attempt(lambda: b2.read(Mutating())); b2 = io.BytesIO(b'abcdef'); attempt(lambda: b2.seek(Mutating())); b2 = io.BytesIO(b'abcdef'); attempt(lambda: b2.truncate(Mutating()))
