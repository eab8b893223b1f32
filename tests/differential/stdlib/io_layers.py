# io: the layers together, text over buffers over custom raw streams; errors of each.
import io, os, tempfile
class Raw(io.RawIOBase):
    def __init__(self, data=b'', step=3): self.d, self.p, self.step, self.out = data, 0, step, []
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, b): n = min(len(b), self.step, len(self.d) - self.p); b[:n] = self.d[self.p:self.p + n]; self.p += n; return n
    def write(self, b): n = min(len(b), self.step); self.out.append(bytes(b[:n])); return n
    def seek(self, o, w=0): self.p = o if w == 0 else self.p + o if w == 1 else len(self.d) + o; return self.p
    def tell(self): return self.p
r = Raw(b'line1\r\nline2\nline3'); print(r.read(2), r.readall(), r.read(), r.seek(0), r.readline(), r.readlines(), r.tell())
b = io.BufferedReader(Raw(b'0123456789' * 5), 8); print(b.read(3), b.peek()[:2], b.tell(), b.read1(20), b.seek(-4, 2), b.read(), b.read(), b.seek(1), b.readinto(x := bytearray(4)), x, repr(b)[:30])
w = io.BufferedWriter(raw := Raw(), 4); print(w.write(b'abcdefgh'), w.flush(), raw.out, w.write(b'zz'), raw.out[-1], w.close(), raw.out, w.closed, raw.closed)
t = io.TextIOWrapper(io.BytesIO(), encoding='utf-8', newline='\r\n', write_through=False); print(t.write('a\nb\n'), t.tell(), t.buffer.getvalue(), t.flush(), t.buffer.getvalue(), t.seek(0), t.readline(), t.newlines, t.line_buffering, t.errors, t.encoding, t.seek(0), t.errors)
for nl in (None, '', '\n', '\r', '\r\n'): t = io.TextIOWrapper(io.BytesIO(b'a\rb\r\nc\nd\r'), encoding='ascii', newline=nl); print(repr(nl), t.readlines(), t.newlines)
t = io.TextIOWrapper(io.BytesIO('añb€c😀d\n'.encode('utf-16')), encoding='utf-16'); out = []
while ch := t.read(1): out.append((ch, t.tell()))
print([c for c, _ in out]); t.seek(out[2][1]); print(t.read(2)); t.seek(0); print(t.read())
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).replace(globals().get('path', '?'), 'PATH').replace(globals().get('d', '?'), 'DIR'))
d = tempfile.mkdtemp(); path = os.path.join(d, 'f')
with open(path, 'w', encoding='utf-8') as f: f.write('héllo\nworld\n'); print(f.mode, f.tell(), f.fileno() > 2, f.isatty(), f.seekable())
for a, k in (((path, 'z'), {}), ((path, 'rw'), {}), ((path, 'rb'), {'encoding': 'x'}), ((path,), {'encoding': 'nope'}), ((path, 'r'), {'newline': 'q'}), ((path, 'r'), {'buffering': 0}), ((path, 'x'), {}), (('/nonexistent',), {}), ((path, 'U'), {}), ((path, ''), {}), ((path, 'rt'), {'errors': 'odd'}), ((-5,), {}), ((path, 'rb'), {'buffering': 1}), ((d,), {}), ((path, 'r'), {'closefd': False}), ((b'a\0b',), {}), ((5.5,), {}), ((path, 'br+'), {'newline': ''})):
    def go(): f = open(*a, **k); f.close(); return 'ok'
    attempt(lambda: str(go()).replace(path, 'P')) 
f = open(path, encoding='utf-8')
for g in (lambda: f.write('x'), lambda: f.seek(1, 1), lambda: f.seek(-1), lambda: f.seek(0, 9), lambda: f.read('x'), lambda: f.readline(2), lambda: next(f), lambda: f.tell(), lambda: f.readline(), lambda: f.tell(), lambda: f.truncate(), lambda: f.detach() and 1, lambda: f.read(), lambda: repr(f), lambda: open(path, 'rb').read(-5)): attempt(g)
f = open(path, 'rb'); f.close()
for g in (lambda: f.read(), lambda: f.fileno(), lambda: f.tell(), lambda: f.__enter__(), lambda: next(f), lambda: f.flush(), lambda: f.closed, lambda: list(f)): attempt(g)
s = io.StringIO('ab\ncd', newline=None); print(s.read(1), s.readline(), s.tell(), s.seek(0, 2), s.write('é\r\n'), s.getvalue(), s.truncate(2), s.getvalue(), s.seek(10), s.write('x'), repr(s.getvalue())); attempt(lambda: s.seek(1, 1)); attempt(lambda: s.seek(-1)); attempt(lambda: s.write(b'x')); attempt(lambda: io.StringIO(5)); attempt(lambda: io.StringIO('x', newline=5))
y = io.BytesIO(b'abc'); v = y.getbuffer(); v[0] = 65; print(y.getvalue()); attempt(lambda: y.write(b'longer than')); attempt(lambda: y.close()); v.release(); print(y.write(b'Z'), y.seek(5), y.write(b'!'), y.getvalue(), y.read1(), y.readinto(bytearray(2)), y.truncate(1), y.getvalue()); attempt(lambda: y.seek(-1)); attempt(lambda: y.write('x')); attempt(lambda: io.BytesIO('x'))
for enc, err in (('ascii', 'strict'), ('ascii', 'replace'), ('ascii', 'xmlcharrefreplace'), ('ascii', 'backslashreplace'), ('latin-1', 'ignore'), ('utf-8', 'surrogateescape'), ('utf-8-sig', 'strict'), ('utf-32', 'strict')):
    def go(): bb = io.BytesIO(); tt = io.TextIOWrapper(bb, enc, err); tt.write('é€\udc80z'); tt.flush(); return bb.getvalue()
    attempt(go); attempt(lambda: io.TextIOWrapper(io.BytesIO(b'\xe9\xff\x80z'), enc, err).read())
p = io.BufferedRWPair(Raw(b'in'), wr := Raw()); print(p.read(1), p.write(b'o'), p.flush(), wr.out, p.readable(), p.writable(), p.close()); attempt(lambda: io.BufferedReader(io.StringIO('x')).read()); attempt(lambda: io.TextIOWrapper(5)); attempt(lambda: io.BufferedReader(Raw(), 0)); attempt(lambda: io.IOBase().read()); attempt(lambda: io.RawIOBase().read()); attempt(lambda: io.TextIOBase().read()); attempt(lambda: io.BufferedIOBase().detach()); attempt(lambda: io.IncrementalNewlineDecoder(None, True).decode('a\r\nb\r')); print(io.text_encoding(None), io.text_encoding('x'), io.DEFAULT_BUFFER_SIZE, issubclass(io.FileIO, io.RawIOBase), io.open is open, io.SEEK_END)
