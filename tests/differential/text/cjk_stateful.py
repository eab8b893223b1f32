# East Asian encodings on random and damaged input: error handlers, incremental coding in pieces, states, streams.
import codecs
import io
import random

CODECS = '''euc_jp shift_jis cp932 euc_jis_2004 euc_jisx0213 shift_jis_2004 shift_jisx0213 euc_kr cp949 johab gb2312 gbk gb18030 hz big5 cp950
big5hkscs iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr'''.split()
random.seed(5)
ALPHABET = ('ab\n~\\{}\x1b\x0e\x0f\x80\xa0\xa1\xa5\xe9\xe6\u0300\u0301\u02e9\u02e5\xca\u0304\u030c\u03b1\u203e\u20ac\u3000\u3042\u304b\u309a\u30ab\u4e00\u4e02'
            '\u4e2d\u9b1c\u9b1d\uac00\uac02\u3131\u3164\uff3c\uff5e\uff71\ue000\ue7c7\uf8f0\ufffd\ud800\U0002000b\U00020b9f\U0001f600')
PIECES = [b'\x1b$B', b'\x1b(B', b'\x1b(J', b'\x1b(I', b'\x1b$(D', b'\x1b$(O', b'\x1b$(P', b'\x1b$(Q', b'\x1b$A', b'\x1b$(C', b'\x1b$)C', b'\x1b&@\x1b$B', b'\x1b.A',
          b'\x1b.F', b'\x1b.B', b'\x1bN', b'\x1b', b'\x1b[1;2H', b'\x1b$', b'\x1b(Z', b'\x1b$@', b'\x1b' + b'$' * 20, b'\x0e', b'\x0f', b'\n', b'~{', b'~}', b'~~', b'~\n', b'~',
          b'\x8e', b'\x8f', b'\xa4\xd4', b'\xa4\xa1\xa4\xbf\xa4\xa2', b'\x81\x30', b'\x81\x30\x81\x30', b'\x90\x30\x81\x30', b'$"', b'0!', b'!@', b'"2', b'+D', b'\x82\xf5',
          b'\xa4\xf7', b'\x88\x62', b'ab', b'\xff', b'\xa1', b'\x80']

def call(f, *args):
    try:
        return ascii(f(*args))
    except Exception as e:
        return f'{type(e).__name__} {ascii(str(e))}'

codecs.register_error('up', lambda e: (e.object[e.start:e.end].hex() if isinstance(e, UnicodeDecodeError) else '[\u3042]', e.end))
codecs.register_error('bytes', lambda e: (b'<\xff>', e.end))
codecs.register_error('back', lambda e: ('', -1))
codecs.register_error('far', lambda e: ('', 10**6))
codecs.register_error('huge', lambda e: ('', 10**30))
codecs.register_error('wrong', lambda e: 5)
codecs.register_error('unencodable', lambda e: ('\U0001f601', e.end))
HANDLERS = ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'up', 'bytes', 'far', 'huge', 'wrong', 'unencodable', 'nosuch']

def random_bytes():
    return b''.join(random.choice(PIECES) if random.random() < .6 else bytes(random.choices(range(256), k=random.randrange(4))) for i in range(random.randrange(1, 8)))

for codec in CODECS:
    info = codecs.lookup(codec)
    print(codec, info.name, type(info.incrementalencoder).__name__)
    for i in range(120):
        text = ''.join(random.choices(ALPHABET, k=random.randrange(1, 9)))
        data = random_bytes()
        handler = random.choice(HANDLERS)
        print(i, handler, ascii(text), call(text.encode, codec), call(text.encode, codec, handler))
        print(data, call(data.decode, codec), call(data.decode, codec, handler))
        encoder, decoder = info.incrementalencoder(), info.incrementaldecoder()
        encoder.errors = decoder.errors = random.choice(['replace', 'ignore', 'strict'])
        for c in text:
            print(call(encoder.encode, c), call(encoder.getstate), end=' ')
        print(call(encoder.encode, '', True), call(encoder.getstate), encoder.reset(), call(encoder.getstate))
        step = random.randrange(1, 4)
        for at in range(0, len(data), step):
            print(call(decoder.decode, data[at:at + step]), call(decoder.getstate), end=' ')
        print(call(decoder.decode, b'', True), call(decoder.getstate), decoder.reset(), call(decoder.getstate))
        if i % 10 == 0:
            stream = io.BytesIO(data)
            reader = info.streamreader(stream, 'replace')
            print(call(reader.read, 1), call(reader.readline), call(reader.readline, 3), call(reader.readlines), call(reader.read), reader.reset())
            out = io.BytesIO()
            writer = info.streamwriter(out, 'ignore')
            print(call(writer.write, text), call(writer.writelines, [text, 'a', '\u3042']), writer.reset(), out.getvalue())
