# Exceptions of codecs: which are wrapped in one that names the codec; encodings that are not for text; wrong results.
import codecs
def attempt(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, e, '|', repr(e.__cause__), '|', repr(e.__context__), e.__suppress_context__)
for n in ('base64_codec', 'rot13', 'hex', 'idna', 'nope', 'uu', 'zlib', 'bz2', 'a\0b', '', 'utf 8', 'UTF_8', 'latin\xe91'):
    attempt(lambda: 'abc'.encode(n)); attempt(lambda: b'abc'.decode(n)); attempt(lambda: codecs.encode('abc', n)); attempt(lambda: codecs.decode(b'abc!', n)); attempt(lambda: str(b'abc', n)); attempt(lambda: bytes('abc', n)); attempt(lambda: bytearray(b'a').decode(n))
attempt(lambda: '\ud800'.encode('idna')); attempt(lambda: b'\xff'.decode('idna')); attempt(lambda: 'a..b'.encode('idna')); attempt(lambda: b'\xff'.decode('punycode'))
class E1(Exception): pass
class E2(Exception):
    def __init__(self, *a): super().__init__(*a)
class E3(Exception):
    def __str__(self): return 'E3!'
class E4(ValueError): __slots__ = 's',
e5 = ValueError('m'); e5.x = 1
for exc in (E1('m'), E1(), E1('a', 'b'), E1(5), E2('m'), E3('m'), E4('m'), e5, KeyError('k'), OSError('x'), OSError(1, 'x'), StopIteration('s'), ZeroDivisionError('z'), KeyboardInterrupt('k'), E1, RuntimeError, AttributeError('a'), ImportError('i'), SystemExit('q'), MemoryError('m'), UnicodeError('u'), UnicodeTranslateError('u', 0, 1, 'r'), LookupError('%s'), TypeError('')):
    def enc(s, errors='strict'): raise exc
    info = codecs.CodecInfo(enc, enc, name='exc')
    def search(name): return info if name == 'exc' else None
    codecs.register(search)
    for f in (lambda: 'x'.encode('exc'), lambda: b'x'.decode('exc'), lambda: codecs.encode(1, 'exc'), lambda: codecs.decode(1, 'exc')): attempt(f)
    codecs.unregister(search)
for res in (None, 5, ('a',), (1, 2, 3), ('a', 1), (b'a', 1), (b'a', 'x'), [b'a', 1], (bytearray(b'q'), 1), (None, 1)):
    info = codecs.CodecInfo(lambda s, e='x': res, lambda s, e='x': res, name='res')
    def search(name): return info if name == 'res' else None
    codecs.register(search)
    for f in (lambda: 'x'.encode('res'), lambda: b'x'.decode('res'), lambda: codecs.encode(1, 'res'), lambda: codecs.decode(1, 'res'), lambda: 'x'.encode('res', 'ee')): attempt(f)
    codecs.unregister(search)
def replacing(exc): exc.object = 42; return '\u4242', 0
def mutating(exc): exc.object = b''; return '\u4242', 0
codecs.register_error('t.replacing', replacing); codecs.register_error('t.mutating', mutating)
for encoding, data in (('ascii', b'\xff'), ('utf-7', b'++'), ('utf-8', b'\xff'), ('utf-16', b'\xff'), ('utf-32', b'\xff'), ('unicode-escape', b'\\u123g'), ('raw-unicode-escape', b'\\u123g')):
    attempt(lambda: data.decode(encoding, 't.replacing')); attempt(lambda: data.decode(encoding, 't.mutating'))
for name in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace', 'surrogateescape', 'surrogatepass', 'nope'):
    attempt(lambda: codecs.lookup_error(name).__name__); attempt(lambda: 'a\xe9\u20ac\U0001F600\ud800\x00z'.encode('ascii', name)); attempt(lambda: b'a\xff\xe2\x82z'.decode('utf-8', name)); attempt(lambda: b'a\xffz'.decode('ascii', name))
    for error in (UnicodeEncodeError('ascii', '\u3042\xff', 0, 1, 'r'), UnicodeDecodeError('ascii', b'\xff\xfe', 0, 1, 'r'), UnicodeTranslateError('\u3042', 0, 1, 'r'), UnicodeError('u'), 42): attempt(lambda: codecs.lookup_error(name)(error))
bad = UnicodeEncodeError('ascii', 'x', 0, 1, 'r'); bad.object = []
for name in ('ignore', 'replace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape'): attempt(lambda: codecs.lookup_error(name)(bad))
for text in ('h\xe4', '\u20ac\U0001F600', 'x' * 70 + '\xe9' + 'y' * 70, '\u0800\uffff\U00010000'):
    data = text.encode(); print(data.decode() == text, data, [ascii(data[:i].decode('utf-8', 'replace')) for i in range(max(0, len(data) - 5), len(data))], codecs.utf_8_decode(data[:-1], 'strict', False)[1])
for data in (b'\xc0\x80', b'\xe0\x80\x80', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xf8\x88\x80', b'ab\x80cd', b'\xc3', b'\xe2\x82', b'\xf0\x9f\x98', b'\xc3\xc3\xa9', b'\xe2\x28\xa1', b'\xed\xa0', b'\xed\xbf', b'\xed\xa0\x80\xed\xb0\x80'):
    attempt(lambda: data.decode()); attempt(lambda: codecs.utf_8_decode(data)); attempt(lambda: data.decode('utf-8', 'replace')); attempt(lambda: data.decode('utf-8', 'surrogatepass')); attempt(lambda: codecs.utf_8_decode(data, 'surrogatepass', False))
