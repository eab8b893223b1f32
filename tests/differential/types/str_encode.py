# Encoding and decoding with the common codecs and error handlers.
def attempt(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)


texts = ['', 'abc', 'é', '€', '🐍', 'a\ud800b', 'mixed é€🐍']
for t in texts:
    for enc in ('utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-7', 'utf-8-sig', 'cp1252', 'unicode_escape', 'raw_unicode_escape', 'idna', 'punycode'):
        attempt(lambda: (enc, t.encode(enc)))
    for handler in ('ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace', 'surrogateescape', 'surrogatepass', 'nosuch'):
        attempt(lambda: (handler, t.encode('ascii', handler)))
blobs = [b'', b'abc', b'\xc3\xa9', b'\xff', b'\xc3', b'\xe2\x82', b'\xf0\x9f\x90\x8d', b'\xed\xa0\x80', b'\xc0\x80', b'\xf5\x80\x80\x80', b'a\x80b', b'\xef\xbb\xbfbom', b'\xe2\x28\xa1', b'\xf0\x90\x28\xbc']
for b in blobs:
    for handler in ('strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape', 'surrogatepass'):
        attempt(lambda: (handler, b.decode('utf-8', handler)))
    for enc in ('ascii', 'latin-1', 'utf-16', 'utf-16-be', 'utf-32', 'cp1252', 'utf-8-sig', 'unicode_escape'):
        attempt(lambda: (enc, b.decode(enc)))
attempt(lambda: 'a'.encode('nosuch')), attempt(lambda: b'a'.decode('nosuch')), attempt(lambda: 'a'.encode(5)), attempt(lambda: 'a'.encode('utf-8', 5)), attempt(lambda: 'a'.encode('a\0b')), attempt(lambda: 'a'.encode('hex')), attempt(lambda: b'a'.decode('rot13'))
attempt(lambda: 'a'.encode(encoding='UTF8', errors='strict')), attempt(lambda: b'\xe9'.decode('l1')), attempt(lambda: 'é'.encode('ISO_8859-15')), attempt(lambda: 'abc'.encode('UTF-8 '))
try:
    'aé€b'.encode('ascii')
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
try:
    b'a\xff\xfeb'.decode('utf-8')
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
