# BufferedRandom and BufferedRWPair: reads and writes in turn leave position and file as an unbuffered file would.
import io, os, random, tempfile
path = os.path.join(tempfile.mkdtemp(), 'f'); rng = random.Random(7)
def trial(size, steps, base):
    data = bytes(rng.randrange(97, 123) for i in range(base)); open(path, 'wb').write(data)
    model = io.BytesIO(data); trace = []
    with open(path, 'r+b', buffering=size) as f:
        for i in range(steps):
            op = rng.choice(['read', 'write', 'seek', 'rel', 'end', 'flush', 'trunc', 'readline', 'peek', 'readinto', 'tell'])
            n = rng.randrange(0, size * 2 + 3)
            if op == 'read': a, b = f.read(n), model.read(n)
            elif op == 'write': d = bytes([65 + i % 26]) * n; a, b = f.write(d), model.write(d)
            elif op == 'seek': a, b = f.seek(n), model.seek(n)
            elif op == 'rel': k = -min(n, model.tell()); a, b = f.seek(k, 1), model.seek(k, 1)
            elif op == 'end': a, b = f.seek(0, 2), model.seek(0, 2)
            elif op == 'flush': a, b = f.flush(), None
            elif op == 'trunc': a = b = None if model.tell() > len(model.getvalue()) else (f.truncate(), model.truncate())[0]
            elif op == 'readline': a, b = f.readline(n), model.readline(n)
            elif op == 'peek': p = model.tell(); a = f.peek(1)[:1]; b = model.read(1); model.seek(p)
            elif op == 'readinto': x, y = bytearray(n), bytearray(n); a, b = (f.readinto(x), bytes(x)), (model.readinto(y), bytes(y))
            else: a, b = f.tell(), model.tell()
            if a != b or f.tell() != model.tell(): return f'step {i} {op}({n}): {a!r} {b!r} {f.tell()} {model.tell()}'
    return open(path, 'rb').read() == model.getvalue()
for size in (1, 2, 5, 16, 64): print(size, {trial(size, 60, base) for base in (0, 3, 40, 200) for k in range(12)})
raw = io.BytesIO(b'asdfghjkl'); rw = io.BufferedRandom(raw); print(rw.read(2), rw.write(b'ddd'), rw.write(b'eee'), raw.getvalue(), rw.read(), raw.getvalue(), rw.tell(), rw.seek(0), rw.read(3), rw.flush(), raw.tell(), rw.tell())
class Log(io.BytesIO):
    def __init__(self, *a): super().__init__(*a); self.log = []
    def readinto(self, b): n = super().readinto(b); self.log.append(('r', len(b), n)); return n
    def write(self, b): self.log.append(('w', bytes(b))); return super().write(b)
    def seek(self, *a): r = super().seek(*a); self.log.append(('s', a, r)); return r
    def read(self, *a): r = super().read(*a); self.log.append(('R', a, len(r))); return r
for cls in (io.BufferedRandom, io.BufferedReader):
    raw = Log(b'0123456789' * 4); f = cls(raw, 8)
    for code in ('f.read(3)', 'f.read(3)', 'f.seek(1)', 'f.read(2)', 'f.seek(2, 1)', 'f.peek()', 'f.read1(4)', 'f.seek(30)', 'f.read(4)', 'f.seek(-2, 1)', 'f.tell()', 'f.read(20)', 'f.seek(0)', 'f.readline(5)', 'f.read()', 'f.seek(-3, 2)', 'f.read()', 'f.readinto(bytearray(3))', 'f.seek(5)', 'f.readinto(bytearray(20))', 'f.readinto1(bytearray(20))', 'f.write(b"AB")', 'f.read(2)', 'f.seek(0)', 'f.write(b"x" * 9)', 'f.write(b"y" * 30)', 'f.flush()', 'f.truncate(12)', 'f.tell()', 'f.close()'):
        if 'write' in code and cls is io.BufferedReader: continue
        try: print(code, eval(code), raw.log, end=' | ')
        except Exception as e: print(code, type(e).__name__, e, raw.log, end=' | ')
        raw.log.clear()
    print()
pair = io.BufferedRWPair(io.BytesIO(b'read side'), w := io.BytesIO()); print(pair.read(4), pair.write(b'out'), w.getvalue(), pair.flush(), w.getvalue(), pair.peek()[:5], pair.read1(2), pair.readinto(bytearray(2)), pair.readable(), pair.writable(), pair.seekable(), pair.isatty(), pair.closed)
for code in ('pair.seek(0)', 'pair.tell()', 'pair.truncate()', 'pair.detach()', 'pair.fileno()', 'pair.raw', 'pair.name', 'pair.close()', 'pair.closed', 'pair.read()', 'pair.write(b"")', 'io.BufferedRWPair()', 'io.BufferedRWPair(io.BytesIO())', 'io.BufferedRWPair(5, 5)', 'io.BufferedRWPair(io.BytesIO(), io.BytesIO(), 0)', 'io.BufferedRWPair(io.BytesIO(), io.BytesIO(), 5, 6)', 'io.BufferedReader()', 'io.BufferedReader(io.BytesIO(), bogus=1)', 'io.BufferedRandom(io.BytesIO(), buffer_size=2 ** 70)', 'io.BufferedWriter(io.BytesIO(), "x")'):
    try: print(code, eval(code))
    except Exception as e: print(code, type(e).__name__, e)
