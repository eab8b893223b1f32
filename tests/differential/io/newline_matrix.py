# Newline modes in reading and writing, with line ends torn by chunks; readline limits; `newlines`.
import io, os, tempfile
path = os.path.join(tempfile.mkdtemp(), 'f')
samples = [b'', b'\n', b'\r', b'\r\n', b'\n\r', b'a\rb\nc\r\nd', b'\r\r\n\n', b'x\r', b'x\r\n', b'\r\n\r\n', b'ab\r\ncd\ref\n\r\ngh', b'\xe2\x82\xac\r\n\xc3\xa9\r']
for newline in (None, '', '\n', '\r', '\r\n'):
    for sample in samples:
        open(path, 'wb').write(sample)
        row = []
        for chunk in (1, 2, 3, 8192):
            with open(path, newline=newline, encoding='utf-8') as f:
                f._CHUNK_SIZE = chunk; lines = list(f); row.append(lines == row[0][0] if row else 0)
                if not row[0]: row[0] = (lines, f.newlines)
            with open(path, newline=newline, encoding='utf-8') as f:
                f._CHUNK_SIZE = chunk; pieces = []
                while p := f.readline(2): pieces.append(p)
                row.append(pieces)
            with open(path, newline=newline, encoding='utf-8') as f: f._CHUNK_SIZE = chunk; row.append((f.read(1), f.newlines, f.readline(), f.newlines, f.read(), f.newlines))
        print(ascii(newline), sample, ascii(row))
    for text in ('a\nb', 'a\r\nb\r', '\n\n', '\u20ac\n\ud800'):
        for line_buffering in (False, True):
            w = io.BytesIO(); t = io.TextIOWrapper(w, 'utf-8', 'surrogatepass', newline, line_buffering); t.write(text); now = w.getvalue(); t.flush(); print(ascii(newline), ascii(text), now, w.getvalue(), t.newlines)
    s = io.StringIO('a\nb\r\nc\rd', newline); print(ascii(s.getvalue()), ascii(s.readlines()), s.newlines); s.write('\ne\r\n'); print(ascii(s.getvalue()), s.seek(0), ascii([s.readline(2) for i in range(9)]))
for translate in (True, False):
    d = io.IncrementalNewlineDecoder(None, translate); print([ascii(d.decode(x)) for x in ('a\r', '\nb\r', 'c', '\r', '')], ascii(d.decode('', True)), d.newlines, d.getstate(), d.reset(), d.newlines)
for hint in (None, -1, 0, 1, 4, 100, 'x', 1.5):
    try: print(hint, io.StringIO('ab\ncd\nef\n').readlines(hint), io.BytesIO(b'ab\ncd\n').readlines(hint), io.TextIOWrapper(io.BytesIO(b'ab\ncd\nef')).readlines(hint))
    except TypeError as e: print(hint, e)
for size in (None, -1, -5, 0, 1, 3, 10, True, 'x', 1.5, 2 ** 70):
    for s in (io.StringIO('abcd\nef'), io.BytesIO(b'abcd\nef'), io.TextIOWrapper(io.BytesIO(b'abcd\nef')), io.BufferedReader(io.BytesIO(b'abcd\nef'))):
        for method in ('readline', 'read'):
            try: print(size, type(s).__name__, method, getattr(s, method)(size))
            except Exception as e: print(size, type(s).__name__, method, type(e).__name__, e)
