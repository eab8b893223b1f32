# reconfigure(), detach(), closing twice, and what works afterwards.
import io, os, tempfile
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e)
raw = io.BytesIO(); t = io.TextIOWrapper(raw, 'ascii', newline='\n')
print(t.write('one\n'), raw.getvalue(), t.reconfigure(encoding='utf-16'), raw.getvalue(), t.encoding, t.errors, t.write('tw\n'), t.flush(), raw.getvalue())
print(t.reconfigure(newline='\r\n'), t.write('x\n'), t.flush(), raw.getvalue()[-6:], t.reconfigure(encoding='latin-1', errors='replace'), t.errors, t.write('\u20ac\xe9'), t.reconfigure(errors='ignore'), t.write('\u20ac'), t.flush(), raw.getvalue()[-3:])
print(t.line_buffering, t.write_through, t.reconfigure(line_buffering=True), t.line_buffering, t.write('no'), raw.getvalue()[-2:], t.write('yes\n'), raw.getvalue()[-5:], t.reconfigure(write_through=True, line_buffering=False), t.write_through, t.write('now'), raw.getvalue()[-3:])
for kw in (dict(encoding=3), dict(errors=3), dict(newline=3), dict(newline='x'), dict(encoding='bogus'), dict(line_buffering='x'), dict(line_buffering=None), dict(bogus=1), dict(encoding=None, errors=None, newline=None), dict(encoding='hex'), dict(errors='bogus'), dict(encoding='locale'), dict(write_through=2)):
    attempt(lambda: (t.reconfigure(**kw), t.encoding, t.errors, t.line_buffering, t.write_through))
attempt(lambda: t.reconfigure('utf-8'))
t = io.TextIOWrapper(io.BytesIO('a\u20ac\nb\xe9\n'.encode()), 'utf-8'); t.reconfigure(newline='\n'); print(ascii(t.readline()))
for kw in (dict(encoding='latin-1'), dict(errors='replace'), dict(newline='\r'), dict(line_buffering=True), dict(encoding=None)): attempt(lambda: t.reconfigure(**kw))
t.seek(0); attempt(lambda: t.reconfigure(encoding='latin-1')); t.read(); attempt(lambda: t.reconfigure(encoding='latin-1')); attempt(lambda: (t.seek(0), t.read()))
raw = io.BytesIO(b'line\n'); t = io.TextIOWrapper(raw, 'utf-8'); b = t.detach(); print(b is raw, repr(t)[:30])
for name in ('read', 'readline', 'write', 'flush', 'close', 'detach', 'seekable', 'readable', 'writable', 'fileno', 'isatty', 'tell', 'seek', 'truncate', 'reconfigure', '__next__', '__enter__', '__iter__'):
    attempt(lambda: getattr(t, name)(*{'write': ('x',), 'seek': (0,)}.get(name, ())))
for name in ('closed', 'name', 'buffer', 'encoding', 'errors', 'newlines', 'line_buffering', '_CHUNK_SIZE', 'mode'): attempt(lambda: getattr(t, name))
for cls, arg in ((io.BufferedReader, io.BytesIO(b'abc')), (io.BufferedWriter, io.BytesIO()), (io.BufferedRandom, io.BytesIO(b'abc'))):
    s = cls(arg); print(s.detach() is arg)
    for name in ('read', 'write', 'flush', 'close', 'detach', 'seekable', 'fileno', 'tell', 'seek', 'truncate', 'peek', 'read1', 'readline', 'readinto', '__next__', '__repr__', '__sizeof__'):
        if hasattr(cls, name): attempt(lambda: getattr(s, name)(*{'write': (b'x',), 'seek': (0,), 'readinto': (bytearray(1),)}.get(name, ())) if name not in ('__sizeof__',) else 1)
    attempt(lambda: s.raw); attempt(lambda: s.closed); attempt(lambda: s.name)
    u = cls.__new__(cls); attempt(lambda: repr(u)); attempt(u.close); attempt(lambda: u.closed); attempt(u.flush); attempt(lambda: u.read(1) if hasattr(u, 'read') else u.write(b'')); attempt(lambda: u.__init__(5)); attempt(lambda: u.__init__(io.BytesIO(b'q'), 0)); attempt(lambda: u.__init__(io.BytesIO(b'q'), -3)); attempt(lambda: u.__init__(io.BytesIO(b'q'), 'x')); attempt(lambda: (u.__init__(io.BytesIO(b'qr')), u.tell()))
u = io.TextIOWrapper.__new__(io.TextIOWrapper); attempt(lambda: repr(u)); attempt(u.read); attempt(lambda: u.encoding); attempt(lambda: u.closed); attempt(u.detach); attempt(lambda: u.__init__(io.BytesIO(b'z'), 'utf-8')); attempt(u.read); attempt(lambda: u.__init__(5)); attempt(u.read)
path = os.path.join(tempfile.mkdtemp(), 'f')
f = open(path, 'w', encoding='utf-8'); f.write('pending'); raw = f.detach(); print(open(path).read(), raw.flush(), open(path).read(), raw.detach().close())
f = open(path); f.close(); f.close(); print(f.closed, f.buffer.closed, f.buffer.raw.closed, repr(f).replace(path, 'PATH'))
for name in ('read', 'readline', 'readlines', 'write', 'writelines', 'flush', 'close', 'seekable', 'readable', 'writable', 'fileno', 'isatty', 'tell', 'seek', 'truncate', 'reconfigure', '__next__', '__enter__', '__iter__', 'detach'):
    attempt(lambda: getattr(f, name)(*{'write': ('x',), 'seek': (0,), 'writelines': (['x'],)}.get(name, ())) and 1)
