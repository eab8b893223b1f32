# Python classes over the stream types: which overridden methods the others call, and what wrong results give.
import io
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e, '/', repr(e.__context__)[:60])
def logged(base, names):
    def make(name):
        def method(self, *args, **kwargs):
            print(f'<{name}{args if not args or not isinstance(args[0], (memoryview, bytearray)) else "(buffer)"}', end='> ')
            return getattr(base, name)(self, *args, **kwargs)
        return method
    return type('My' + base.__name__, (base,), {n: make(n) for n in names})
names = ['read', 'readline', 'readlines', 'readall', 'readinto', 'read1', 'readinto1', 'write', 'writelines', 'flush', 'close', 'seek', 'tell', 'truncate', 'seekable', 'readable', 'writable', 'fileno', 'isatty', 'detach', '__next__', '__iter__', '__enter__', '__exit__', 'peek']
B = logged(io.BytesIO, [n for n in names if hasattr(io.BytesIO, n)])
b = B(b'abc\ndef\nghi')
for expression in ('b.read(1)', 'b.readline()', 'list(b)', 'b.seek(0)', 'b.readlines()', 'next(iter(b), None)', 'b.write(b"x")', 'b.writelines([b"y", b"z"])', 'b.readinto(bytearray(2))', 'b.__enter__() is b'):
    print(expression, end=': '); attempt(lambda: eval(expression))
for make in ('io.BufferedReader(b)', 'io.BufferedWriter(b)', 'io.BufferedRandom(b)', 'io.TextIOWrapper(b, "utf-8")', 'io.TextIOWrapper(io.BufferedReader(b), "utf-8")'):
    b = B(b'abc\ndef\nghi'); print(make, end=': '); s = eval(make); print()
    for expression in ('s.read(2)', 's.read1(2)', 's.peek(1)[:1]', 's.readline()', 's.read()', 's.seek(0)', 'next(s)', 's.tell()', 's.write("q" if hasattr(s, "encoding") else b"q")', 's.flush()', 's.truncate(4)', 's.seekable(), s.readable(), s.writable()', 's.isatty()', 's.close()', 's.closed'):
        print(' ', expression, end=': '); attempt(lambda: eval(expression))
T = logged(io.TextIOWrapper, [n for n in names if hasattr(io.TextIOWrapper, n)]); t = T(io.BytesIO(b'one\ntwo\nthree\n'), 'utf-8')
for expression in ('t.read(1)', 'list(t)', 't.seek(0)', 't.readlines()', 'next(t, None)', 't.writelines(["a", "b"])', 'print("x", file=t)', 't.flush()', 't.reconfigure(line_buffering=True)', 't.close()', 't.close()'):
    print(expression, end=': '); attempt(lambda: eval(expression))
S = logged(io.StringIO, [n for n in names if hasattr(io.StringIO, n)]); s = S('one\ntwo'); print(list(s), s.readlines(), s.writelines(['z']), print('p', file=s), s.close())
class Raw(io.RawIOBase):
    result = None
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, b): return self.result
    def write(self, b): return self.result
    def seek(self, *a): return self.result
    def tell(self): return self.result
for result in (None, 0, 2, -1, 5000, 'x', 1.5, 2 ** 70, True):
    r = Raw(); r.result = result
    for f in (lambda: r.read(4) if result in (None, 0, 'x', 1.5, 2 ** 70) else 0, r.readall if result in (None, 0) else r.tell, lambda: len(io.BufferedReader(r, 8).read(4)), lambda: len(io.BufferedReader(r, 8).peek()), lambda: len(io.BufferedReader(r, 8).read1(3)),  lambda: io.BufferedReader(r, 8).tell(), lambda: io.BufferedReader(r, 8).seek(3), lambda: io.BufferedReader(r, 8).readinto(bytearray(3))): attempt(f)
class W(io.BufferedIOBase):
    def writable(self): return True
    def write(self, b): print('W.write', bytes(b), end=' '); return self.result
for result in (None, 1, 'x'):
    w = W(); w.result = result; t = io.TextIOWrapper(w, 'utf-8'); attempt(lambda: t.write('x\n')); attempt(t.flush); t.detach()
class R(io.BufferedIOBase):
    def readable(self): return True
    def read1(self, n): return self.result
    def read(self, n=-1): return self.result
for result in (None, 'x', b'', bytearray(b'ab'), 5, memoryview(b'cd')):
    for f in ('readline', 'read'):
        R.result = result; t = io.TextIOWrapper(R(), 'utf-8')
        if result not in (b'',) and isinstance(result, (bytearray, memoryview)):
            class Once(R):
                def read1(self, n): r, self.result = self.result, b''; return r
                read = read1
            t = io.TextIOWrapper(Once(), 'utf-8')
        attempt(getattr(t, f))
