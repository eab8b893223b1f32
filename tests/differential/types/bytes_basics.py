# bytes: construction, indexing, operators, repr and errors.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: bytes()), attempt(lambda: bytes(3)), attempt(lambda: bytes([1, 2, 255])), attempt(lambda: bytes('é', 'utf-8')), attempt(lambda: bytes('é', 'ascii', 'replace')), attempt(lambda: bytes(b'x')), attempt(lambda: bytes(bytearray(b'y')))
attempt(lambda: bytes('a')), attempt(lambda: bytes([256])), attempt(lambda: bytes([-1])), attempt(lambda: bytes(-1)), attempt(lambda: bytes(['a'])), attempt(lambda: bytes(1.5)), attempt(lambda: bytes(None)), attempt(lambda: bytes(1, 'x')), attempt(lambda: bytes(10**30)), attempt(lambda: bytes(errors='x')), attempt(lambda: bytes(x=1))
attempt(lambda: bytes(range(5))), attempt(lambda: bytes(memoryview(b'mv'))), attempt(lambda: bytes(i for i in (65, 66))), attempt(lambda: bytes({1: 2}))
b = b'hello'
print(b[0], b[-1], b[1:3], b[::-1], b[::2], b + b'!', b * 2, 2 * b, len(b), 101 in b, b'ell' in b, b'' in b, list(b), b == 'hello', b < b'world', hash(b) == hash(bytes(b)))
attempt(lambda: b[5]), attempt(lambda: b['a']), attempt(lambda: b + 'x'), attempt(lambda: 'x' + b), attempt(lambda: b * b), attempt(lambda: 'x' in b), attempt(lambda: 256 in b), attempt(lambda: b < 'a'), attempt(lambda: b[::0]), attempt(lambda: b + 1), attempt(lambda: b + bytearray(b'z')), attempt(lambda: b * 1.5)
for x in (b'', b"'", b'"', b"'\"", b'\\', b'\n\t\r', b'\0\x7f\x80\xff', bytes(range(32, 127))):
    print(repr(x), str(x), eval(repr(x)) == x)
print(b.hex(), b.hex(':'), b.hex('-', 2), b.hex(' ', -2), bytes.fromhex('68 65 6C6c6f'), bytes.fromhex(''))
attempt(lambda: bytes.fromhex('6')), attempt(lambda: bytes.fromhex('zz')), attempt(lambda: bytes.fromhex('6 8')), attempt(lambda: bytes.fromhex(b'68')), attempt(lambda: b.hex('::')), attempt(lambda: b.hex('é')), attempt(lambda: b.hex(1))


class HasBytes:
    def __bytes__(self): return b'from dunder'


class BadBytes:
    def __bytes__(self): return 'str'


attempt(lambda: bytes(HasBytes())), attempt(lambda: bytes(BadBytes())), attempt(lambda: bytes(5).x)
class B(bytes):
    def __new__(cls, *a): return super().__new__(cls, *a)
print(B(b'abc'), type(B(b'abc')[1:]), B(b'x') + b'y', B(3), sorted([b'b', b'a', b'']), b'abc'.__getitem__(1), type(b''.__iter__()).__name__)
