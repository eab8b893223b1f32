# open(): every complaint, file descriptors, openers.
import _io; io = _io
def attempt(f):
    try: r = f(); print(type(r).__name__, ascii(r)); hasattr(r, 'close') and r.close()
    except Exception as e: print(type(e).__name__, ascii(str(e)), getattr(e, 'filename', None))
print(open is io.open is _io.open, open.__module__, open.__name__, io.DEFAULT_BUFFER_SIZE)
P = 'open_errors.tmp'
open(P, 'w').close()
for line in ('open()', 'open(1.5)', 'open(None)', 'open([])', 'open(1, 2)', 'open(P, "q")', 'open(P, "rw")', 'open(P, "rr")', 'open(P, "br+b")', 'open(P, "tb")', 'open(P, "")', 'open(P, "+")', 'open(P, "b")',
             'open(P, "U")', 'open(P, "rU")', 'open(P, "rb", encoding="a")', 'open(P, "rb", errors="a")', 'open(P, "rb", newline="")', 'open(P, "rt", 0)', 'open(P, "r", "x")', 'open(P, "r", -1, 3)',
             'open(P, "r", -1, None, 3)', 'open(P, "r", -1, None, None, 3)', 'open(P, newline="z")', 'open(P, encoding="utf-8", errors="whatever")', 'open(P, closefd=False)',
             'open(P, "r", closefd="x")', 'open(P, opener=3)', 'open(P, opener=lambda p, f: "x")', 'open(P, opener=lambda p, f: -1)', 'open(P, opener=lambda p, f: -7)', 'open("missing/x")', 'open("/")',
             'open("a\\0b")', 'open(b"a\\0b")', 'open(-1)', 'open(9999)', 'open(1 << 40)', 'open(True, "rb", closefd=False)', 'open(P, "x")', 'open(P, "xb")', 'open(P, "r", bogus=1)', 'open(P, "r", -1, None, None, None, True, None, 9)',
             'open(P, encoding="a\\0")', 'open(P, mode="rb", buffering=-7)', 'open(bytes(P, "ascii"), "rb")'):
    attempt(lambda: eval(line))
class Path:
    def __init__(self, p): self.p = p
    def __fspath__(self): return self.p
attempt(lambda: open(Path(P), 'rb')); attempt(lambda: open(Path(3))); attempt(lambda: open(Path(b'missing')))
def opener(path, flags):
    print('opener', path, type(flags)); import posix
    return posix.open(path, flags)
with open(P, 'w', opener=opener) as f: f.write('via opener')
with open(P) as f: print(f.read(), f.fileno() > 2)
with open(P) as f:
    with open(f.fileno(), closefd=False) as g: print(g.read(), g.name == f.fileno(), g.buffer.raw.closefd)
    f.seek(0); print(f.read(3), g.closed, f.closed)
attempt(lambda: io.text_encoding(None)); attempt(lambda: io.text_encoding('x')); attempt(lambda: io.open_code(P)); attempt(lambda: io.open_code(3)); attempt(lambda: io.open_code('missing'))
attempt(lambda: io.BufferedRWPair(1, 2, 3, 4)); attempt(lambda: io.BufferedRWPair(io.BytesIO())); attempt(lambda: io.BufferedRWPair(io.BytesIO(), 3))
p = io.BufferedRWPair(io.BytesIO(b'in'), io.BytesIO()); print(p.read(), p.write(b'out'), p.flush(), p.readable(), p.writable(), p.isatty(), p.closed, p.close(), p.closed)
for n, t in sorted(vars(_io).items()):
    if isinstance(t, type) and n != "__loader__": print(n, t.__module__, t.__qualname__, t.__mro__, sorted(k for k in vars(t) if not k.startswith('__')))
