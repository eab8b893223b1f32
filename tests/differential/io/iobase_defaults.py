# The abstract bases: what they implement by means of the methods of Python subclasses.
import io
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e)
class Chunks(io.RawIOBase):
    def __init__(self, *chunks): self.chunks = list(chunks)
    def readable(self): return True
    def readinto(self, b):
        if not self.chunks: return 0
        c = self.chunks.pop(0)
        if c is None or isinstance(c, (int, str)): return c
        if isinstance(c, Exception): raise c
        n = min(len(b), len(c)); b[:n] = c[:n]
        if n < len(c): self.chunks.insert(0, c[n:])
        return n
for chunks in ((b'abc', b'def\ngh', b'i'), (b'a', None, b'b'), (None,), (), (b'x\n\ny',), (b'ab', OSError('bad')), (b'q', InterruptedError()), (b'\n' * 3,)):
    for f in (lambda r: r.read(), lambda r: r.read(2), lambda r: r.readall(), lambda r: r.readline(), lambda r: r.readlines(), lambda r: list(r), lambda r: r.readline(2), lambda r: r.readlines(2), lambda r: [r.read(1) for i in range(3)], lambda r: io.BufferedReader(r, 4).read(), lambda r: io.BufferedReader(r, 4).readlines(), lambda r: io.BufferedReader(r, 4).read(5), lambda r: [io.BufferedReader(r, 4).read1(2), r.read(1)], lambda r: io.TextIOWrapper(io.BufferedReader(r, 3), 'ascii').read()):
        attempt(lambda: f(Chunks(*chunks)))
class Lines(io.IOBase):
    def __init__(self, *lines): self.lines = list(lines)
    def readline(self, n=-1): return self.lines.pop(0) if self.lines else b''
print(list(Lines(b'a', b'b\n')), Lines(b'a', b'b').readlines(), Lines(b'a', b'b', b'c').readlines(2)); attempt(lambda: list(Lines('text', 5, b''))); attempt(lambda: Lines(5).readlines()); attempt(lambda: next(Lines()))
class Peek(io.IOBase):
    data = b'one\ntwo'
    def peek(self, n): return self.data[:2]
    def read(self, n): r, self.data = self.data[:n], self.data[n:]; print(n, end=' '); return r
p = Peek(); print(p.readline(), p.readline(), p.readline()); p = Peek(); p.peek = lambda n: 'str'; attempt(p.readline); p.peek = lambda n: 1 / 0; attempt(p.readline); p.peek = lambda n: b''; attempt(p.readline); p = Peek(); p.read = lambda n: 'str'; attempt(p.readline)
class Sink(io.IOBase):
    got = []
    def write(self, b): self.got.append(b); return 'ignored'
s = Sink(); s.writelines(['a', b'b', 3]); print(s.got); attempt(lambda: s.writelines(5)); attempt(lambda: s.writelines(x for x in [1, 1 / 0])); s.close(); attempt(lambda: s.writelines([]))
for cls in (io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase):
    o = type('Sub', (cls,), {})()
    print(cls.__name__, [b.__name__ for b in cls.__mro__], sorted(n for n in dir(cls) if not n.startswith('__')), o.closed)
    for name, args in (('read', ()), ('read', (1,)), ('read1', ()), ('readinto', (bytearray(2),)), ('readinto1', (bytearray(2),)), ('readall', ()), ('write', (b'',)), ('readline', ()), ('detach', ()), ('seek', (0,)), ('tell', ()), ('truncate', ()), ('fileno', ()), ('isatty', ()), ('seekable', ()), ('readable', ()), ('writable', ()), ('flush', ()), ('__iter__', ()), ('__next__', ()), ('_checkClosed', ())):
        if hasattr(o, name) and name != '__iter__': attempt(lambda: getattr(o, name)(*args))
    for name in ('encoding', 'errors', 'newlines', 'closed', '__dict__'): attempt(lambda: getattr(o, name))
    with o as same: print(same is o)
    print(o.closed); attempt(o.__enter__); attempt(o.flush); o.close()
class Tell(io.IOBase):
    def seek(self, *a): return a
    def flush(self): print('flushed', end=' ')
t = Tell(); print(t.tell()); t.close(); print(t.closed)
class ReadOnly(io.BufferedIOBase):
    def __init__(self, r): self.r = r
    def read(self, n=-1): return self.r
    def read1(self, n=-1): return self.r
for r in (b'ab', b'abcdef', 'x', None, bytearray(b'q')):
    for name in ('readinto', 'readinto1'): b = bytearray(3); attempt(lambda: (getattr(ReadOnly(r), name)(b), bytes(b)))
attempt(lambda: io.IOBase().readline('x')); attempt(lambda: io.RawIOBase().read('x')); print(issubclass(io.FileIO, io.RawIOBase), isinstance(io.StringIO(), io.TextIOBase), io.RawIOBase in io.FileIO.__mro__, issubclass(io.BytesIO, io.BufferedIOBase), io.UnsupportedOperation.__mro__)
class Virtual: pass
io.IOBase.register(Virtual); print(isinstance(Virtual(), io.IOBase), issubclass(Virtual, io.RawIOBase))
