# Working on several layers of one stream at once: what each sees of the others' data.
import io, os, sys, tempfile
path = os.path.join(tempfile.mkdtemp(), 'f')
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
with open(path, 'w', encoding='utf-8') as f:
    print(f.write('text '), f.buffer.write(b'raw '), f.buffer.tell(), f.tell(), f.write('more'), f.buffer.raw.tell(), os.path.getsize(path), f.flush(), os.path.getsize(path))
print(open(path).read())
with open(path, encoding='utf-8') as f:
    print(f.read(2), f.buffer.tell(), f.buffer.raw.tell(), f.buffer.read(), f.read(), f.tell(), f.buffer.peek(), f.seek(0), f.buffer.tell(), f.readline(4), f.buffer.seek(2), f.read(3))
with open(path, 'r+', encoding='utf-8') as f:
    print(f.read(1), f.write('X'), f.seek(0), f.read(), f.seek(0, 2), f.write('Y'), f.seek(3), f.read(2), f.truncate(6), f.read(), f.seek(0), f.read(), os.path.getsize(path))
with open(path, 'a+', encoding='utf-8') as f: print(f.tell(), f.read(), f.seek(0), f.read(2), f.write('end'), f.tell(), f.seek(1), f.read())
with open(path, 'r+b') as f:
    print(f.read(2), f.raw.tell(), f.write(b'__'), f.raw.tell(), f.seek(1), f.read(4), f.raw.tell(), f.tell(), f.read(2), f.seek(0), f.read())
f = open(path, 'rb'); g = open(os.dup(f.fileno()), 'rb'); print(f.read(1), g.read(1), f.tell(), g.tell(), g.seek(2), f.read(1), f.seek(0), f.read(2)); f.close(); print(g.read(2), g.close())
fd = os.open(path, os.O_RDWR); a = open(fd, 'rb', closefd=False); b = open(fd, 'wb', closefd=False, buffering=4); print(a.read(3), b.write(b'zz'), b.flush(), a.seek(0), a.read()); a.close(); b.close(); print(os.lseek(fd, 0, 1)); os.close(fd); attempt(lambda: os.lseek(fd, 0, 1))
for mode in ('r', 'w', 'a', 'r+', 'w+', 'rb', 'wb', 'r+b'):
    f = open(path, mode)
    for name, args in (('read', ()), ('read', (1,)), ('readline', ()), ('readlines', ()), ('write', ('x' if 'b' not in mode else b'x',)), ('write', (b'x' if 'b' not in mode else 'x',)), ('write', (5,)), ('writelines', (['a', b'b'],)), ('truncate', (-1,)), ('seek', (0, 9)), ('__next__', ()), ('readinto', (bytearray(2),)), ('fileno', ('x',)), ('flush', (1,)), ('nothing', ())): print(mode, name, end=' '); attempt(lambda: (getattr(f, name)(*args), 0)[name == 'fileno'])
    f.close()
f = io.TextIOWrapper(io.BufferedRandom(io.BytesIO(b'one\ntwo\nthree\n')), 'ascii', newline='\n'); print(next(f), f.buffer.raw.tell()); attempt(f.tell); print(list(f), f.tell(), f.seek(4), f.write('TWO'), f.read(), f.seek(0), f.readlines())
class Meter(io.BytesIO):
    writes = 0
    def write(self, b): self.writes += 1; return super().write(b)
for size in (1, 100, 5000, 8191, 8192, 8193, 20000):
    m = Meter(); t = io.TextIOWrapper(m, 'utf-8', write_through=False)
    for i in range(5): t.write('x' * size)
    before = m.writes; t.flush(); m2 = Meter(); b = io.BufferedWriter(m2, 8192)
    for i in range(5): b.write(b'x' * size)
    between = m2.writes; b.flush(); print(size, before, m.writes, len(m.getvalue()), between, m2.writes, len(m2.getvalue())); t.detach(); b.detach()
t = io.TextIOWrapper(m := Meter(), 'utf-8'); print(t.write('\u20ac' * 3000), m.writes, t.write('a' * 10), m.writes, t.write('\u20ac'), t.buffer is m, t.tell(), m.writes, len(m.getvalue()))
attempt(lambda: t.write('\ud800')); print(t.write('ok'), t.flush(), len(m.getvalue()), t.detach() is m); t = io.TextIOWrapper(m, 'utf-8', 'surrogatepass'); print(t.write('\ud800x'), t.flush(), m.getvalue()[-4:])
