# tell() and seek() of text streams: cookies in every encoding, chunk size and newline mode lead back to the same place.
import io
text = 'a\u00e9b\n\u20acuro\r\n\U0001F600x\rlast\n\nend'
for encoding in ('utf-8', 'latin-1', 'ascii', 'utf-16', 'utf-16-le', 'utf-32', 'utf-8-sig', 'cp1252', 'utf-7'):
    for newline in (None, '', '\n', '\r', '\r\n'):
        data = text.encode(encoding, 'replace')
        for chunk in (1, 3, 16):
            t = io.TextIOWrapper(io.BytesIO(data), encoding, newline=newline, errors='replace'); t._CHUNK_SIZE = chunk
            whole = t.read(); t.seek(0); cookies, bad = [], []
            while True:
                cookies.append(t.tell())
                if not t.read(1): break
            for i, c in enumerate(cookies):
                try:
                    t.seek(c)
                    if t.read() != whole[i:]: bad.append(i)
                except Exception as e: bad.append((i, str(e)))
            t.seek(0); marks = []
            while line := t.readline(): marks.append(t.tell())
            again = []
            for m in [0] + marks: t.seek(m); again.append(t.readline())
            t.seek(0); print(encoding, newline and ascii(newline), chunk, len(whole), cookies[:6] if encoding != 'utf-7' else len(cookies), bad, ascii(again) == ascii(t.readlines() + ['']), [m for m in marks if m < 2 ** 64][:4])
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e)
t = io.TextIOWrapper(io.BytesIO('h\u00e9llo\nworld\n'.encode() * 3), 'utf-8')
for args in ((0,), (0, 0), (0, 1), (0, 2), (1, 1), (-1, 1), (1, 2), (-1,), (-5, 0), (3, 3), (0, -1), ('x',), (1.5,), (None,), (2 ** 80,), (2 ** 300,), (2, 0)):
    attempt(lambda: t.seek(*args))
t.seek(0); print(t.read(3), t.tell()); attempt(lambda: next(t)); attempt(t.tell); print(t.readline()); attempt(t.tell); t.flush(); attempt(t.tell); print(list(t)[-1]); attempt(t.tell)
class NoSeek(io.BytesIO):
    def seekable(self): return False
t = io.TextIOWrapper(NoSeek(b'abc'), 'utf-8'); attempt(t.tell); attempt(lambda: t.seek(0)); attempt(lambda: t.truncate(0)); print(t.read(1), t.seekable())
w = io.BytesIO(); t = io.TextIOWrapper(w, 'utf-8', newline='\r\n'); print(t.write('\u20ac\n'), t.tell(), w.getvalue(), t.write('x'), t.seek(0, 1), t.seek(0), t.read(), t.truncate(3), w.getvalue(), t.tell(), t.truncate(), w.getvalue())
t = io.TextIOWrapper(io.BytesIO(b'0123456789' * 4), 'ascii'); t._CHUNK_SIZE = 8; print(t.read(5), t.write('WXYZ'), t.flush(), t.tell(), t.buffer.getvalue())
t = io.TextIOWrapper(io.BytesIO(b'0123456789'), 'ascii'); print(t.read(2), t.tell(), t.seek(t.tell()), t.write('AB'), t.seek(0), t.read())
