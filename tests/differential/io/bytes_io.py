# BytesIO: positions, sharing with its value, exports, state.
from _io import BytesIO
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
b = BytesIO(b'hello\nworld\nlast')
print(b.read(2), b.readline(), b.tell(), b.readline(3), b.readlines(), b.read(), b.read1(5))
print(b.seek(0), list(b), b.seek(-4, 2), b.read(), b.seek(3), b.seek(-2, 1), b.tell(), b.seek(100), b.read(1), b.write(b'x'))
print(b.getvalue()[14:], len(b.getvalue()), b.truncate(5), b.getvalue(), b.tell(), b.truncate(), b.getvalue())
value = b.getvalue(); b.seek(0); b.write(b'JJJ'); print(value, b.getvalue())
view = b.getbuffer(); view[0:2] = b'??'
attempt(lambda: b.write(b'z' * 100)); attempt(lambda: b.truncate(1)); attempt(b.close); attempt(lambda: b.__init__(b'q'))
attempt(lambda: b.__setstate__((b'', 0, None)))
print(b.getvalue(), view.tobytes(), len(view), view.readonly); view.release(); print(b.write(b'end'), b.getvalue())
for line in ('b.seek(-1)', 'b.seek(0, 5)', 'b.seek(2.5)', 'b.truncate(-1)', 'b.truncate("a")', 'b.read("a")', 'b.read(None)', 'b.write("text")', 'b.write(3)',
             'b.readinto(b"ro")', 'b.readlines("a")', 'b.readlines(4)', 'BytesIO(3)', 'BytesIO(1, 2)', 'BytesIO(x=1)', 'BytesIO(None).getvalue()', 'b.__setstate__(3)',
             'b.__setstate__((b"", -1, None))', 'b.__setstate__((b"", "a", None))', 'b.__setstate__((b"", 1, 3))', 'b.fileno()', 'b.isatty()', 'b.detach()',
             'b.readable(), b.writable(), b.seekable(), b.flush(), b.closed', 'b.writelines([b"1", bytearray(b"2"), memoryview(b"3")])', 'b.writelines([1])', 'b.writelines(3)'):
    attempt(lambda: eval(line))
b.seek(0); target = bytearray(4); print(b.readinto(target), target, b.tell())
b.attr = [1]; state = b.__getstate__(); print(state)
c = BytesIO(); c.__setstate__(state); print(c.getvalue(), c.tell(), c.attr)
b.close(); b.close(); print(b.closed)
for name in ('read', 'readline', 'readlines', 'getvalue', 'getbuffer', 'tell', 'flush', 'isatty', 'readable', '__enter__', '__next__', 'truncate'):
    attempt(getattr(b, name))
class S(BytesIO):
    def readline(self): return b'mine'
s = S(b'a\nb\n'); print(list(s)); s.x = 5; print(s.x, s.__dict__)
big = BytesIO()
for i in range(3000): big.write(b'%d,' % i)
print(len(big.getvalue()), hash(big.getvalue()) == hash(bytes(bytearray(big.getvalue()))), big.getvalue()[-10:])
with BytesIO(b'ctx') as w: print(w.read())
print(w.closed)
r = BytesIO(b'abc'); v = r.read(); r.write(b'def'); print(v, r.getvalue())
print(BytesIO(bytearray(b'xyz')).read(2), BytesIO(memoryview(b'12')).getvalue())
