# Methods shared by bytes and bytearray.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for T in (bytes, bytearray):
    b = T(b'The quick, brown fox; the lazy dog\n')
    print(b.find(b'o'), b.rfind(b'o'), b.find(111, 15), b.count(b'o'), b.count(104), b.index(b'quick'), b.rindex(b'the'), b.startswith(b'The'), b.endswith((b'x', b'\n')), b.startswith(b'q', 4))
    print(b.replace(b'o', b'0'), b.replace(b'o', b'', 1), b.split(), b.split(b','), b.rsplit(None, 2), b.partition(b', '), b.rpartition(b'zz'), b.splitlines(), b.splitlines(True))
    print(b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), b.strip(), b.strip(b'T\n'), b.lstrip(b'The '), b.rstrip(b'\ngo'))
    print(T(b'ab').center(6, b'*'), T(b'ab').ljust(5), T(b'ab').rjust(5, b'-'), T(b'-7').zfill(5), T(b'a\tb').expandtabs(4), T(b'abc').translate(bytes(range(255, -1, -1))), T(b'hello').translate(None, b'l'))
    print(T(b'abc').isalpha(), T(b'12').isdigit(), T(b'a1').isalnum(), T(b' \t').isspace(), T(b'Ab').istitle(), T(b'AB').isupper(), T(b'ab').islower(), T(b'\x80').isascii(), T(b'').isalpha())
    print(T(b', ').join([b'a', bytearray(b'b'), memoryview(b'c')]), T(b'').join([]), T(b'abc').removeprefix(b'a'), T(b'abc').removesuffix(b'c'), T.maketrans(b'ab', b'xy')[97:99], T(b'\xc3\xa9').decode())
    attempt(lambda: b.find('x')), attempt(lambda: b.index(b'zz')), attempt(lambda: b.count(256)), attempt(lambda: b.split(b'')), attempt(lambda: b.split('x')), attempt(lambda: b.join(['a'])), attempt(lambda: b.join([1])), attempt(lambda: b.replace('a', 'b')), attempt(lambda: b.startswith('a')), attempt(lambda: b.startswith([b'a']))
    attempt(lambda: b.center(50, b'ab')), attempt(lambda: b.center(50, 'a')), attempt(lambda: b.translate(b'short')), attempt(lambda: T.maketrans(b'a', b'bc')), attempt(lambda: b.strip('x')), attempt(lambda: b.strip(5)), attempt(lambda: b.partition(b'')), attempt(lambda: b.find()), attempt(lambda: b.endswith(5)), attempt(lambda: b.format())
    print(T(b'%d %s %b %x %c %c %r %5.1f %a|%-4d|%04d') % (1, b'x', b'y', 255, 65, b'B', 'r', 2.5, 'é', 3, 4))
    for fmt, arg in ((b'%s', 'str'), (b'%d', b'x'), (b'%c', 256), (b'%c', b'ab'), (b'%b', 5), (b'%s %s', (b'a',)), (b'%(k)s', {b'k': b'v'}), (b'%(k)s', {'k': b'v'}), (b'%z', 1)):
        attempt(lambda: T(fmt) % arg)
print(b'a,b,,c'.split(b',', 2), b'a\r\nb\nc\r'.splitlines(), b' a  b '.split(), b'aXbX'.rsplit(b'X', 1), b'AbC'.swapcase(), b"they're".title(), b'\xe9'.upper())
