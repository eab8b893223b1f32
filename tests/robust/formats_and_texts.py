"""Texts with a grammar of their own: struct formats, JSON, format specifications, numbers, escapes, codecs, CSV, dates."""
import array
import binascii
import codecs
import csv
import datetime
import io
import json
import struct
import warnings
import _mutate
from _mutate import rng, attempt, mutateBytes

warnings.simplefilter('ignore')
JSON = ['{"a": [1, -2.5e10, true, false, null, "x\\u00e9\\ud83d\\ude00\\n"], "b": {"c": {}}}', '[[[[[[]]]]]]', '"' + 'a\\t' * 50 + '"', '123456789' * 40]
SPECS = ['*^+#020,.3f', '>10', '=+08d', '_b', '#x', '.0e', '%', '<5s', 'n', 'c', '🎉>8']
NUMBERS = ['0x1f_ff', '1_000', '-1.5e-300', '0b101', 'infinity', 'nan', '1' * 400, '0o777', '٣٤', ' 1 ', '1e400', '0x1.8p3']
TEXTS = [b'\\x41\\u1234\\U0001f600\\N{EM DASH}\\101\\', b'+AGEAYg-+//8-', b'xn--bcher-kva.example', b'\xff\xfeA\0\xd8\0\xdc', b'\xef\xbb\xbfabc\xe4\xb8', b'=41=\n=C3=A9',
         b'aGVsbG8=\n', b'begin 666 x\n#0V%T\n \nend\n']


def structFormat():
    text = rng.choice(('', '<', '>', '!', '@', '='))
    for _ in range(rng.randint(1, 6)):
        text += rng.choice(('', '', '0', '1', '3', '999', '99999999999999999999', '2147483647')) + rng.choice('xcbB?hHiIlLqQnNefdspP z%')
    return text


def useStruct(text):
    size = struct.calcsize(text)
    if size < 1 << 16:
        values = struct.unpack(text, bytes(rng.randrange(256) for _ in range(size)))
        struct.pack(text, *values)
        struct.pack_into(text, bytearray(size), rng.choice((0, 1, -1, -size, 2**70)), *values)
        list(struct.iter_unpack(text, bytes(size * 3)))
        struct.unpack_from(text, bytes(size + 3), rng.choice((0, 3, 4, -1, -size)))


def mutated(text):
    return mutateBytes(text.encode(), 3).decode('utf-8', rng.choice(('replace', 'surrogateescape', 'ignore')))


def useDate(data):
    for made in (datetime.datetime, datetime.date, datetime.time):
        try:
            repr(made(data[:rng.choice((4, 6, 10))]))
        except (TypeError, ValueError):
            pass
    datetime.datetime.fromisoformat(data.decode('latin-1'))


def useCsv(text):
    options = dict(delimiter=rng.choice(',;\t"'), quoting=rng.randrange(4), strict=rng.random() < 0.5, skipinitialspace=True,
                   escapechar=rng.choice((None, '\\', '"')), doublequote=rng.random() < 0.5)
    rows = list(csv.reader(io.StringIO(text), **options))
    csv.writer(io.StringIO(), **options).writerows(rows)


def useCodec(data):
    codec = rng.choice(('utf-7', 'utf-8', 'utf-16', 'utf-32', 'utf-16-be', 'unicode_escape', 'raw_unicode_escape', 'punycode', 'idna', 'ascii', 'latin-1', 'cp1252',
                        'utf-8-sig', 'charmap', 'quopri', 'base64', 'uu', 'hex'))
    errors = rng.choice(('strict', 'replace', 'ignore', 'surrogateescape', 'backslashreplace', 'surrogatepass', 'namereplace', 'nothing'))
    text = codecs.decode(data, codec, errors)
    codecs.encode(text, codec, errors)
    decoder = codecs.getincrementaldecoder(codec)(errors)
    for i in range(len(data)):
        decoder.decode(data[i:i + 1])
    decoder.setstate(rng.choice(((b'', 0), (b'\xff', 7), (b'', 2**70))))
    decoder.decode(b'', True)


for _ in range(2000):
    attempt(useStruct, structFormat())
    attempt(json.loads, mutated(rng.choice(JSON)))
    attempt(format, rng.choice((12345, -0.1, 'text', 2**90, 1 + 2j, True, datetime.date(2020, 1, 1))), mutated(rng.choice(SPECS)))
    attempt(rng.choice((int, float, complex, lambda s: int(s, 0), float.fromhex, lambda s: int(s, 36), datetime.date.fromisoformat)), mutated(rng.choice(NUMBERS)))
    attempt(useCodec, mutateBytes(rng.choice(TEXTS)))
    attempt(useCsv, mutated('a,"b ""c""",d\n1,"2\n3",\\4\r\n"x'))
    attempt(useDate, mutateBytes(rng.choice((b'\x07\xe4\x01\x02\x03\x04\x05\0\0\0', b'2020-01-02T03:04:05.678901+01:30'))))
    attempt(rng.choice((binascii.a2b_base64, binascii.a2b_hex, binascii.a2b_uu, binascii.a2b_qp, bytes.fromhex)), mutated('aGVsbG8gd29ybGQ=').encode('ascii', 'replace'))
    attempt(lambda text: text % ((1, 'a', 2.5), {'a': 1}, 'x')[rng.randrange(3)], mutated('%(a)s %-5.3d %*.*f %c %r %%'))
    attempt(lambda text: text.format(1, 'a', x=[1], y={'k': 2}), mutated('{} {0!r:>{1}} {x[0]} {y[k]:{x}} {{}}'))
    attempt(array.array(rng.choice('bBhHiIlLqQfdu')).frombytes, mutateBytes(bytes(16)))
_mutate.summary()
