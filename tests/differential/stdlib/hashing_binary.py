# hashlib, zlib, gzip, binascii, zipfile, tokenize, ast, calendar, typing protocols.
import ast
import binascii
import calendar
import gzip
import hashlib
import hmac
import io
import tokenize
import typing
import zipfile
import zlib

for name in ('md5', 'sha1', 'sha256', 'sha512', 'sha3_256', 'blake2b', 'blake2s'):
    h = hashlib.new(name, b'hello'); h.update(b' world')
    print(name, h.hexdigest(), h.digest_size, h.block_size, h.copy().hexdigest() == h.hexdigest())
print(hmac.new(b'k', b'm', 'sha256').hexdigest(), hashlib.pbkdf2_hmac('sha1', b'p', b's', 10).hex(), hashlib.blake2b(b'x', digest_size=8, key=b'k').hexdigest())
for f in (lambda: hashlib.new('nosuch'), lambda: hashlib.md5('str'), lambda: zlib.decompress(b'bad'), lambda: binascii.unhexlify('abc'), lambda: gzip.decompress(b'nope'), lambda: hashlib.blake2b(digest_size=99)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
data = b'repeat ' * 200
c = zlib.compress(data); print(zlib.decompress(c) == data, len(c) < 50, zlib.crc32(data), zlib.adler32(data), binascii.crc32(b'abc'), binascii.hexlify(b'\x00\xff', '-'), binascii.b2a_base64(b'abc'))
o = zlib.decompressobj(); print(o.decompress(c[:5]) + o.decompress(c[5:]) == data, o.eof, o.unused_data, gzip.decompress(gzip.compress(data, mtime=0)) == data)
b = io.BytesIO()
with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z: z.writestr(zipfile.ZipInfo('a.txt', (2020, 1, 1, 0, 0, 0)), data); z.writestr('b/c.txt', 'text')
with zipfile.ZipFile(b) as z: print(z.namelist(), z.read('a.txt') == data, z.testzip(), z.getinfo('a.txt').file_size)
for t in tokenize.generate_tokens(io.StringIO('def f(x):\n    return x + 0x1f  # c\n').readline): print(tokenize.tok_name[t.type], repr(t.string), t.start, t.end)
tree = ast.parse('def f(a, *b, c=1): return [x async for x in a if x] if b else {**c}\nclass A(B, metaclass=M): x: int = 1')
print(ast.dump(tree), ast.unparse(tree), ast.literal_eval("{'a': [1, -2.5, (None, True)], 'b': {1}}"), [type(n).__name__ for n in ast.walk(tree)][:12])
class Swap(ast.NodeTransformer):
    def visit_Constant(self, n): return ast.copy_location(ast.Constant(n.value * 2), n)
print(ast.unparse(Swap().visit(ast.parse('x = 5 + len("ab")'))), ast.get_docstring(ast.parse('"""d"""')))
for bad in ('x', '1 + x', '[1', 'f()'):
    try: print(ast.literal_eval(bad))
    except Exception as e: print(type(e).__name__, str(e).split(':')[0])
print(calendar.month(2024, 2), calendar.monthrange(2023, 2), calendar.isleap(1900), list(calendar.Calendar().itermonthdays(2024, 2))[:6])
T = typing.TypeVar('T')
class Box(typing.Generic[T]):
    def __init__(self, v: T): self.v = v
@typing.runtime_checkable
class HasLen(typing.Protocol):
    def __len__(self) -> int: ...
class TD(typing.TypedDict, total=False): a: int
class NT(typing.NamedTuple): x: int; y: str = 'd'
print(Box[int], Box[int](5).v, isinstance([], HasLen), isinstance(5, HasLen), TD(a=1), NT(1), typing.get_args(dict[str, int]), typing.get_origin(list[int]), typing.Literal['a', 1], typing.cast(int, 'x'), T)
