# TextIOWrapper: newline modes, codecs, reading in pieces, tell and seek, reconfiguration.
import _io
from _io import TextIOWrapper, BytesIO, BufferedReader, BufferedWriter, BufferedRandom, FileIO
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
data = 'one\ntwo\r\nthree\rfour\n\r\u20acuro\r'.encode()
for newline in (None, '', '\n', '\r', '\r\n'):
    for chunk in (1, 2, 5, 8192):
        t = TextIOWrapper(BytesIO(data), 'utf-8', newline=newline); t._CHUNK_SIZE = chunk
        lines = []; line = t.readline()
        while line: lines.append(line); line = t.readline()
        t.seek(0); again = list(t); t.seek(0); pieces = [t.read(4) for i in range(8)]; t.seek(0)
        print(ascii(newline), chunk, ascii(lines), lines == again, ascii(pieces), t.read() == ''.join(lines), ascii(t.newlines))
    t.seek(0); print(ascii([t.readline(2) for i in range(12)]))
    w = BytesIO(); t = TextIOWrapper(w, 'utf-8', newline=newline); print(t.write('a\nb\r\nc\r'), t.flush(), w.getvalue())
for encoding, text in (('utf-8', 'a\u00e9\u20ac\U0001F600z\n' * 3), ('latin-1', '\xe9t\xe9\n' * 3), ('ascii', 'plain\n' * 3)):
    t = TextIOWrapper(BytesIO(text.encode(encoding)), encoding); t._CHUNK_SIZE = 4
    positions = []
    while True:
        positions.append(t.tell()); c = t.read(1)
        if not c: break
    rest = []
    for p in positions: t.seek(p); rest.append(t.read())
    print(encoding, rest == [text[i:] for i in range(len(text) + 1)], len(positions), positions[:4], t.encoding)
for errors in ('strict', 'ignore', 'replace', 'surrogateescape', 'backslashreplace'):
    t = TextIOWrapper(BytesIO(b'ab\xffc\xe2\x82'), 'utf-8', errors); attempt(t.read); print(t.errors)
    w = BytesIO(); t = TextIOWrapper(w, 'ascii', errors); attempt(lambda: t.write('x\xe9y\udc80')); attempt(t.flush); print(w.getvalue())
for line in ('TextIOWrapper()', 'TextIOWrapper(3)', 'TextIOWrapper(BytesIO(), 3)', 'TextIOWrapper(BytesIO(), errors=3)', 'TextIOWrapper(BytesIO(), newline=3)', 'TextIOWrapper(BytesIO(), newline="z")',
             'TextIOWrapper(BytesIO(), "utf-8", line_buffering="x")', 'TextIOWrapper(BytesIO(), "utf-8", bogus=1)', 'TextIOWrapper(BytesIO(), "a\\0b")'):
    attempt(lambda: eval(line))
t = TextIOWrapper(BytesIO(b'line1\nline2\n'), 'utf-8')
for line in ('t.seek(1, 1)', 't.seek(1, 2)', 't.seek(0, 9)', 't.seek(-1)', 't.seek(1 << 200)', 't.seek(2.5)', 't.read("a")', 't.write(b"x")', 't.write(3)', 't.readline("a")', 't._CHUNK_SIZE',
             'setattr(t, "_CHUNK_SIZE", 0)', 'delattr(t, "_CHUNK_SIZE")', 't.line_buffering, t.write_through, t.newlines, t.errors, t.closed', 'next(t)', 't.tell()', 't.read()', 't.tell()', 't.seek(0, 2)',
             't.seek(0, 1)', 't.name', 't.fileno()', 't.isatty()', 't.readable(), t.writable(), t.seekable()', 't.truncate(3)', 't.buffer.getvalue()'):
    attempt(lambda: eval(line))
w = BytesIO(); t = TextIOWrapper(w, 'utf-8', newline='\n'); t.write('\xe9'); t.reconfigure(encoding='latin-1'); t.write('\xe9'); t.reconfigure(newline='\r\n', line_buffering=True); t.write('a\n')
print(w.getvalue(), t.encoding, t.errors, t.line_buffering); t.reconfigure(errors='ignore', write_through=1); print(t.errors, t.write_through)
t.seek(0); t.read(1); attempt(lambda: t.reconfigure(encoding='ascii')); attempt(lambda: t.reconfigure(newline='')); attempt(lambda: t.reconfigure(newline=3)); attempt(lambda: t.reconfigure(line_buffering='x'))
print(t.detach() is w); attempt(t.read); attempt(t.detach); attempt(lambda: t.closed); attempt(lambda: t.buffer); attempt(lambda: repr(t)); attempt(lambda: t.name)
raw = TextIOWrapper.__new__(TextIOWrapper); attempt(raw.read); attempt(lambda: repr(raw)); attempt(lambda: raw.encoding)
c = TextIOWrapper(BytesIO(), 'utf-8'); c.close(); attempt(c.read); attempt(lambda: c.write('')); attempt(c.readline); attempt(c.flush); attempt(c.tell); attempt(lambda: next(c)); attempt(lambda: c.__enter__()); print(c.closed, c.close())
class Upper(TextIOWrapper):
    def readline(self, size=-1): return super().readline().upper()
    def write(self, s): return super().write('<' + s + '>')
u = Upper(BytesIO(b'a\nb\n'), 'utf-8'); print(list(u)); u.write('x'); u.writelines(['p', 'q']); u.flush(); print(u.buffer.getvalue())
path = 'text_io.tmp'
with open(path, 'w', encoding='utf-8') as f:
    print(f.name, f.mode, f.encoding, f.buffer.raw.mode, f.write('first\n'), f.tell(), repr(f)); print('second', 3, file=f); f.writelines(['third\n'] * 2)
with open(path, encoding='utf-8') as f: print(f.readlines(), f.read(), f)
with open(path, 'r+', encoding='utf-8') as f: f.readline(); p = f.tell(); f.seek(p); f.write('SECOND'); f.seek(0); print(f.read())
with open(path, 'ab') as f: print(f, f.tell(), f.write(b'\xff\xfe'), f.tell())
with open(path, encoding='utf-8') as f: attempt(f.read)
with open(path, 'rb', buffering=0) as f: print(f, f.read(5))
with open(path, 'rb+', 4) as f: print(f, f.read(3), f.write(b'XYZ'), f.seek(0), f.read(8), f.peek()[:3], f.read1(2), f.readinto(bytearray(3)))
