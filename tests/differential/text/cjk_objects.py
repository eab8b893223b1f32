# The objects behind the East Asian encodings: attributes, arguments, states set by hand.
import _codecs_cn
import _codecs_iso2022
import _codecs_jp
import _codecs_kr
import _codecs_tw
import _multibytecodec as m
import codecs
import io

def call(f, *args, **kwargs):
    try:
        print(ascii(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))

codec = _codecs_jp.getcodec('shift_jis')
print(type(codec).__name__, type(codec).__module__)
for module, name in [(_codecs_jp, 'nosuch'), (_codecs_jp, 3), (_codecs_cn, 'big5'), (_codecs_tw, 'euc_kr'), (_codecs_kr, ''), (_codecs_iso2022, None)]:
    call(module.getcodec, name)
call(type(codec))
call(codec.encode, 'a\u3042'); call(codec.encode, 5); call(codec.encode); call(codec.encode, 'a', 5); call(codec.encode, '\xe9', None); call(codec.encode, '\xe9', errors='replace')
call(codec.decode, b'a\x82\xa0'); call(codec.decode, 'a'); call(codec.decode, memoryview(b'ab')); call(codec.decode, b'\x82', 'ignore'); call(codec.decode, b'', 3)
for cls in m.MultibyteIncrementalEncoder, m.MultibyteIncrementalDecoder, m.MultibyteStreamReader, m.MultibyteStreamWriter:
    print(cls, cls.__bases__, sorted(n for n in vars(cls) if not n.startswith('__')))
    call(cls); call(cls, 1); call(cls, None, 'a')
    class Wrong(cls):
        codec = 5
    call(Wrong, io.BytesIO()) if 'Stream' in cls.__name__ else call(Wrong)
class Encoder(m.MultibyteIncrementalEncoder):
    codec = codec
call(Encoder, 3); call(Encoder, 'a\0b'); call(Encoder, 'a', 'b'); call(Encoder, foo=3)
e = Encoder()
print(e.errors)
e.errors = 'replace'
print(e.errors, e.encode('\xe9'), e.encode(5), e.encode('\u3042', final=True))
for value in 5, None:
    try:
        e.errors = value
    except TypeError as x:
        print(x)
try:
    del e.errors
except AttributeError as x:
    print(x)
call(e.setstate, 'a'); call(e.setstate, -1); call(e.setstate, 2**200); call(e.setstate, 9); call(e.setstate, 0x4101); call(e.getstate); call(e.encode, ''); call(e.setstate, 0xff01)
for name in 'iso2022_jp', 'hz', 'euc_jis_2004', 'iso2022_kr':
    info = codecs.lookup(name)
    e, d = info.incrementalencoder(), info.incrementaldecoder()
    print(name, e.getstate(), d.getstate(), e.encode('\u304b'), e.getstate(), d.decode(b'\x1b$'), d.getstate())
    state = d.getstate()
    for bad in 5, (), (b'', 'a'), (b'123456789', 0), (b'', -1), (b'', 2**64), ('', 0):
        try:
            d.setstate(bad)
        except (TypeError, OverflowError, UnicodeError) as x:
            print(type(x).__name__)
    d.setstate(state)
    print(d.getstate(), ascii(d.decode(b'B$"\x1b(B')), d.getstate(), d.reset(), d.getstate())
class Stream:
    def read(self, *args): print('read', args); return 'text'
    def readline(self, *args): print('readline', args); return b'\x82'
    def write(self, data): print('write', data)
info = codecs.lookup('shift_jis')
r = info.streamreader(Stream())
print(r.errors, type(r.stream).__name__)
call(r.read); call(r.read, 'a'); call(r.readline, 1.5); call(r.read, 0); call(r.readlines, None)
w = info.streamwriter(Stream(), 'ignore')
call(w.write, 'a\xe9\u3042'); call(w.write, 5); call(w.writelines, ['a', 'b']); call(w.writelines, 5); call(w.writelines, 'ab'); call(w.reset)
call(info.streamreader); call(info.streamreader, 1, 2); call(info.streamwriter, 1, 'a', 3)
print(ascii('\u65e5\u672c\u8a9e'.encode('sjis')), b'\xc6\xfc\xcb\xdc'.decode('ujis'), codecs.lookup('ms932').name, codecs.lookup('csbig5').name, codecs.lookup('uhc').name)
with io.TextIOWrapper(io.BytesIO(), encoding='iso2022_jp', newline='\n') as f:
    f.write('a\u3042\nb')
    f.flush()
    print(f.buffer.getvalue())
    f.seek(0)
    print(ascii(f.read(2)), f.tell() > 0, ascii(f.read()))
