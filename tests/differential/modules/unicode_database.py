# unicodedata: properties, names and normalization over all of Unicode, now and in version 3.2, and the error texts.
import unicodedata as u


def attempt(f, *args):
    try:
        print(f.__name__, args, f(*args))
    except Exception as e:
        print(f.__name__, args, type(e).__name__, e)


def digest(values):
    """A checksum that depends on order and is the same everywhere."""
    total = 1
    for v in values:
        for c in str(v):
            total = (total * 31 + ord(c)) % 2305843009213693951
    return total


STEP = range(0, 0x110000, 7)
print(u.unidata_version, u.ucd_3_2_0.unidata_version)
for ucd in (u, u.ucd_3_2_0):
    for name in ('category', 'bidirectional', 'combining', 'mirrored', 'east_asian_width', 'decomposition'):
        f = getattr(ucd, name)
        print(name, digest(f(chr(c)) for c in STEP), [f(c) for c in 'aé٣(\u0301①\u4e00가\U0001F600\u0221'])
    for name in ('decimal', 'digit', 'numeric', 'name'):
        f = getattr(ucd, name)
        print(name, digest(f(chr(c), None) for c in STEP), [f(c, 'none') for c in 'a5²½٣\u4e00\x00'])
    for form in ('NFC', 'NFD', 'NFKC', 'NFKD'):
        print(form, digest(ucd.normalize(form, chr(c)) for c in range(0, 0x30000, 3) if not 0xD800 <= c < 0xE000),
              ascii([ucd.normalize(form, s) for s in ('é', 'e\u0301', 'ﬁ', '가각', '\u1100\u1161\u11a8', 'Å', 'q\u0307\u0323',
                                                      'q\u0323\u0307', '\u0344', '\u2126', 'a\u0315\u0300\u05ae\u0062',
                                                      '\u0d4a', '\u2f9f4', '\ufb1d')]),
              [ucd.is_normalized(form, s) for s in ('', 'a', 'é', 'e\u0301', 'ﬁ', '\u212b', 'q\u0307\u0323')])
names = [u.name(chr(c), None) for c in range(0, 0x20000, 11)]
print(all(u.lookup(n) == chr(c) for c, n in zip(range(0, 0x20000, 11), names) if n), names[5:12])
for name in ('LATIN SMALL LETTER A', 'latin small letter a', 'HANGUL SYLLABLE GAG', 'CJK UNIFIED IDEOGRAPH-4E00', 'NULL', 'nosuch',
             'x' * 300, 5, 'é', b'SPACE'):
    attempt(u.lookup, name)
for f in (u.name, u.category, u.decimal, u.digit, u.numeric, u.decomposition):
    for arg in ('ab', 5, '', '\0'):
        attempt(f, arg)
attempt(u.normalize, 'X', 'a')
attempt(u.normalize, 'NFC', 5)
attempt(u.normalize, 5, '')
attempt(u.is_normalized, 'X', '')
attempt(u.ucd_3_2_0.name, '\u0221')
attempt(u.ucd_3_2_0.lookup, 'LATIN SMALL LETTER D WITH CURL')
attempt(u.UCD)
