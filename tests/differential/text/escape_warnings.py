# DeprecationWarnings of escapes in bytes and text that are decoded at run time: one for each call, for the first of them.
import codecs, warnings
def shown(f):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try: result = ascii(f())
        except Exception as e: result = f'{type(e).__name__}: {e}'
    print(result, [(w.category.__name__, str(w.message)) for w in caught])
for data in (b'\\z', b'\\400', b'\\777\\z', b'\\z\\777', b'\\377', b'a\\8', b'\\\xfa', b'\\x4', b'\\x41\\q\\q', b'tail\\', b'\\\n|', b'\\u0041\\N{DASH}', b'\\N{LATIN SMALL LETTER A}', b'\\N{no such}', b'\\N{', b'\\U00110000', b'\\1234', b'\\'):
    shown(lambda: codecs.escape_decode(data)); shown(lambda: codecs.unicode_escape_decode(data)); shown(lambda: data.decode('unicode_escape', 'replace')); shown(lambda: codecs.raw_unicode_escape_decode(data)); shown(lambda: codecs.escape_decode(data, 'ignore')); shown(lambda: codecs.unicode_escape_decode(data, 'strict', False))
for text in ('\\z', '\\400', 'caf\xe9', '\u20ac'): shown(lambda: codecs.escape_decode(text)); shown(lambda: codecs.unicode_escape_decode(text)); shown(lambda: codecs.raw_unicode_escape_decode(text)); shown(lambda: codecs.utf_8_decode(text))
warnings.simplefilter('error'); shown(lambda: codecs.escape_decode(b'ok'))
with warnings.catch_warnings():
    warnings.simplefilter('error')
    for data in (b'\\z', b'\\400'):
        for decode in (codecs.escape_decode, codecs.unicode_escape_decode):
            try: print(decode(data))
            except DeprecationWarning as e: print('raised', e)
