# Text streams over codecs that are Python-level incremental objects.
import codecs, io, os, tempfile
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
text = 'Zeile 1\nL\xe4nge\r\n\u20ac uro\rend \u2013 x'
for encoding in ('utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-8-sig', 'cp1252', 'utf-7', 'cp437', 'rot13', 'hex', 'unicode_escape', 'raw_unicode_escape', 'iso8859-15', 'mac-roman', 'punycode', 'idna', 'no-such'):
    raw = io.BytesIO()
    try:
        t = io.TextIOWrapper(raw, encoding, newline='\n', errors='replace')
        print(encoding, t.write(text), t.write('more'), t.flush(), raw.getvalue()[:20], len(raw.getvalue()), t.encoding)
    except Exception as e:
        print(encoding, type(e).__name__, str(e)[:90]); continue
    data = raw.getvalue()
    for newline in (None, '', '\r\n'):
        for chunk in (3, 7, 8192):
            t = io.TextIOWrapper(io.BytesIO(data), encoding, newline=newline); t._CHUNK_SIZE = chunk
            try: lines = t.readlines(); print(newline and ascii(newline), chunk, len(lines), ascii(lines[-1]), ascii(t.newlines), end='; ')
            except Exception as e: print(chunk, type(e).__name__, str(e)[:80], end='; ')
    print()
path = os.path.join(tempfile.mkdtemp(), 'f')
for encoding in ('utf-16', 'utf-32', 'utf-8-sig'):
    with open(path, 'w', encoding=encoding) as f: f.write('one\n'); print(f.tell()); f.write('two\n')
    with open(path, 'a', encoding=encoding) as f: print(f.tell()); f.write('three\n')
    print(open(path, 'rb').read())
    with open(path, 'r+', encoding=encoding) as f:
        print(f.readline(), f.tell(), f.readline(), f.seek(0, 2)); f.write('four'); f.seek(0); print(f.read()); f.seek(0); f.write('ONE'); f.seek(0); print(ascii(f.read()))
class Counting(codecs.IncrementalDecoder):
    calls = []
    def __init__(self, errors='strict'): self.calls.append(('init', errors)); self.n = 0
    def decode(self, data, final=False): self.calls.append((bytes(data), final)); self.n += len(data); return data.decode('latin-1').upper()
    def getstate(self): return b'', self.n
    def setstate(self, s): self.calls.append(s); self.n = s[1]
    def reset(self): self.calls.append('reset'); self.n = 0
class Encoder(codecs.IncrementalEncoder):
    def encode(self, s, final=False): return s.lower().encode('latin-1')
    def setstate(self, s): Counting.calls.append(('enc', s))
    def reset(self): Counting.calls.append('encreset')
info = codecs.CodecInfo(codecs.latin_1_encode, codecs.latin_1_decode, incrementaldecoder=Counting, incrementalencoder=Encoder, name='counting')
codecs.register(lambda name: info if name == 'counting' else None)
raw = io.BytesIO(b'abcdefghij\nklm'); t = io.TextIOWrapper(raw, 'counting', errors='odd'); t._CHUNK_SIZE = 4
print(t.read(3), t.tell(), t.readline(), t.tell(), t.seek(2), t.read(2), t.write('XYZ'), t.seek(0), raw.getvalue()); print(Counting.calls)
class Bad(Counting):
    def decode(self, data, final=False): return 42
info = codecs.CodecInfo(codecs.latin_1_encode, codecs.latin_1_decode, incrementaldecoder=Bad, incrementalencoder=Encoder, name='bad')
codecs.register(lambda name: info if name == 'bad' else None)
attempt(lambda: io.TextIOWrapper(io.BytesIO(b'abc'), 'bad').read()); attempt(lambda: io.TextIOWrapper(io.BytesIO(b'abc'), 'bad').readline()); attempt(lambda: io.TextIOWrapper(io.BytesIO(b'abc'), 'bad', newline='').read(2))
Bad.decode = lambda self, data, final=False: 'x'
for state in (None, (1, 2), (b'',), [b'a', 2], ('a', 2)):
    Bad.getstate = lambda self: state
    attempt(lambda: io.TextIOWrapper(io.BytesIO(b'abc'), 'bad', newline='\n').read(1))
