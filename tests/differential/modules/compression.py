# zlib, _bz2 and _lzma: round trips, streams, limits, left-over input, error texts.
import zlib
import _bz2
import _lzma


def attempt(f, *args, **kw):
    try:
        print(getattr(f, '__name__', f), args, kw, f(*args, **kw))
    except BaseException as e:
        print(getattr(f, '__name__', f), args, kw, type(e).__name__, e)


def whole(maker, data):
    c = maker()
    return c.compress(data) + c.flush()


TEXT = b'the quick brown fox ' * 500
for level in range(-1, 10):
    print(level, zlib.crc32(zlib.compress(TEXT, level)), zlib.decompress(zlib.compress(TEXT, level)) == TEXT)
for wbits in (15, 9, -15, -9, 31, 25):
    packed = zlib.compress(TEXT, wbits=wbits)
    print(wbits, len(packed), zlib.decompress(packed, wbits=wbits) == TEXT)
attempt(zlib.compress, b'a', 10)
attempt(zlib.compress, b'a', wbits=3)
attempt(zlib.compress, 'a')
attempt(zlib.compress)
attempt(zlib.decompress, b'a')
attempt(zlib.decompress, b'abc', bufsize=0)
attempt(zlib.decompress, zlib.compress(b'abc')[:-1])
attempt(zlib.decompress, b'', wbits=99)
for args in ((99,), (6, 8, 99), (6, 8, 15, 99), (6, 8, 15, 8, 99)):
    attempt(zlib.compressobj, *args)
attempt(zlib.decompressobj, 99)
attempt(zlib.decompressobj, zdict=5)
attempt(zlib.compressobj, zdict='a')
c = zlib.compressobj()
parts = [c.compress(TEXT[:100]), c.flush(zlib.Z_SYNC_FLUSH)]
other = c.copy()
parts += [c.compress(b'end'), c.flush()]
d = zlib.decompressobj()
print(d.decompress(b''.join(parts)) == TEXT[:100] + b'end', other.flush() != b'')
attempt(c.compress, b'a')
attempt(c.flush)
attempt(c.copy)
attempt(c.flush, 99)
d = zlib.decompressobj()
packed = zlib.compress(TEXT) + b'rest'
out = d.decompress(packed, 10)
print(out, len(d.unconsumed_tail), d.eof)
while not d.eof:
    out += d.decompress(d.unconsumed_tail, 1000)
print(out == TEXT, d.unused_data, d.unconsumed_tail)
attempt(d.decompress, b'more')
print(d.unused_data)
attempt(d.flush)
attempt(d.decompress, b'x', -1)
attempt(d.flush, 0)
attempt(d.decompress, b'x', max_length='a')
d = zlib.decompressobj()
print(d.decompress(packed[:30], 5), d.flush(3)[:20], d.eof)
d = zlib.decompressobj()
attempt(d.decompress, b'zzzz')
c = zlib.compressobj(zdict=b'hello world')
x = c.compress(b'hello world') + c.flush()
attempt(zlib.decompress, x)
for zdict in (b'hello', b'hello world', bytearray(b'hello world')):
    d = zlib.decompressobj(zdict=zdict)
    attempt(d.decompress, x)
for value in (-1, 0, 1, 2 ** 32 - 1, 2 ** 40, 2 ** 70):
    print(zlib.adler32(b'abc', value), zlib.crc32(b'abc', value))
attempt(zlib.crc32, 'a')
attempt(zlib.crc32, b'a', 1.0)
attempt(type(c))

for level in (1, 9):
    packed = whole(lambda: _bz2.BZ2Compressor(level), TEXT)
    print(len(packed), zlib.crc32(packed), _bz2.BZ2Decompressor().decompress(packed) == TEXT)
attempt(_bz2.BZ2Compressor, 0)
attempt(_bz2.BZ2Compressor, compresslevel=1)
attempt(_bz2.BZ2Compressor, 'a')
attempt(_bz2.BZ2Decompressor, 1)
c = _bz2.BZ2Compressor()
c.flush()
attempt(c.flush)
attempt(c.compress, b'a')
d = _bz2.BZ2Decompressor()
attempt(d.decompress, b'abcdefgh')
attempt(d.decompress, b'a')
d = _bz2.BZ2Decompressor()
print(d.decompress(packed[:20]), d.needs_input, d.eof)
print(d.decompress(packed[20:] + b'tail', max_length=7), d.needs_input, d.eof, d.unused_data)
print(d.decompress(b'', max_length=0), len(d.decompress(b'')), d.eof, d.needs_input, d.unused_data)
attempt(d.decompress, b'')

L, D = _lzma.LZMACompressor, _lzma.LZMADecompressor
RAW = [{'id': _lzma.FILTER_DELTA, 'dist': 4}, {'id': _lzma.FILTER_LZMA2, 'preset': 3, 'dict_size': 65536}]
for kw in ({}, {'format': _lzma.FORMAT_ALONE}, {'check': _lzma.CHECK_SHA256}, {'preset': 1}, {'filters': RAW}):
    packed = whole(lambda: L(**kw), TEXT)
    d = D()
    print(kw, len(packed), zlib.crc32(packed), d.decompress(packed) == TEXT, d.check, d.eof)
packed = whole(lambda: L(_lzma.FORMAT_RAW, filters=RAW), TEXT)
print(len(packed), D(_lzma.FORMAT_RAW, filters=RAW).decompress(packed) == TEXT)
for kw in ({'format': 99}, {'check': 99}, {'preset': 99}, {'preset': -1}, {'preset': 'a'}, {'preset': 1, 'filters': []},
           {'filters': []}, {'filters': 5}, {'filters': [5]}, {'filters': [{}]}, {'filters': [{'id': 99}]},
           {'filters': [{'id': 33, 'bogus': 1}]}, {'filters': [{'id': 33, 'lc': 'a'}]}, {'filters': [{'id': 3, 'dist': 1}] * 5},
           {'filters': [{'id': 3, 'bad': 1}]}, {'filters': [{'id': 4, 'bad': 1}]}, {'format': 2, 'filters': [{'id': 33}]},
           {'format': 2, 'check': 1}, {'format': 3}, {'format': 'a'}, {'filters': [{'id': 'a'}]}, {'filters': [{'id': -1}]},
           {'filters': [{'id': 2 ** 70}]}, {'filters': [{'id': 33, 'lc': 99}]}, {'filters': [{'id': 33, 'preset': 99}]},
           {'nothing': 1}):
    attempt(L, **kw)
for kw in ({'format': 99}, {'format': 3}, {'format': 3, 'memlimit': 5}, {'filters': []}, {'memlimit': 'a'}, {'memlimit': -1}):
    attempt(D, **kw)
d = D()
print(d.check, d.eof, d.needs_input)
attempt(d.decompress, b'abcdefghijklmnop')
packed = whole(L, TEXT)
attempt(D(memlimit=10).decompress, packed)
d = D()
print(d.decompress(packed + b'yy', 5), d.needs_input, d.unused_data)
print(len(d.decompress(b'zz')), d.check, d.unused_data, d.eof, d.needs_input)
attempt(d.decompress, b'')
c = L()
c.flush()
attempt(c.flush)
attempt(c.compress, b'')
for f in ({'id': 33}, {'id': _lzma.FILTER_LZMA1}, {'id': 3, 'dist': 5}, {'id': 4}, {'id': 4, 'start_offset': 16}, {'id': 99}, 5):
    attempt(_lzma._encode_filter_properties, f)
for args in ((0x21, b'\x10'), (_lzma.FILTER_LZMA1, b']\0\0\1\0'), (3, b'\4')):
    attempt(_lzma._decode_filter_properties, *args)
for check in (0, 1, 2, 4, 10, 15):
    print(_lzma.is_check_supported(check), end=' ')
print()
