# base64: every alphabet, padding, whitespace, errors.
import base64, io
data = [b'', b'a', b'ab', b'abc', bytes(range(256)), b'\xff\xfe\xfb', b'\0\0\0\0', b'    ' * 3, b'hello world' * 9]
pairs = [('b64', base64.b64encode, base64.b64decode), ('url', base64.urlsafe_b64encode, base64.urlsafe_b64decode), ('std', base64.standard_b64encode, base64.standard_b64decode),
         ('b32', base64.b32encode, base64.b32decode), ('b32hex', base64.b32hexencode, base64.b32hexdecode), ('b16', base64.b16encode, base64.b16decode),
         ('a85', base64.a85encode, base64.a85decode), ('b85', base64.b85encode, base64.b85decode), ('mime', base64.encodebytes, base64.decodebytes)]
for name, enc, dec in pairs:
    for d in data:
        e = enc(d); print(name, len(e), e[:70], dec(e) == d)
print(base64.a85encode(b'\0' * 8 + b'    x', foldspaces=True), base64.a85encode(b'some text' * 5, wrapcol=20), base64.a85encode(b'abc', adobe=True), base64.a85encode(b'abcde', pad=True))
print(base64.a85decode(b'<~@:E_W~>', adobe=True), base64.a85decode(b'y z', foldspaces=True), base64.b85encode(b'abcde', pad=True))
print(base64.b64encode(b'\xfb\xff', altchars=b'@$'), base64.b64decode('@$8=', altchars='@$'), base64.b32decode('mzxw6===', casefold=True), base64.b32decode('M1XW6===', map01='I'), base64.b16decode('0aFf', casefold=True))
def attempt(f, *a, **k):
    try: print(f.__name__, f(*a, **k))
    except Exception as e: print(f.__name__, a[:1], type(e).__name__, e)
for s in (b'abc', b'ab=c', b'a', b'!!!!', b'ab cd\nef==', 'é', 'YWJj', b'=', b'YQ==YQ==', b'YWI', b'YW\nJj', b'====', b'Y===', b'A=B='):
    attempt(base64.b64decode, s); attempt(base64.b64decode, s, validate=True)
attempt(base64.b64encode, 'str'); attempt(base64.b64encode, b'x', altchars=b'abc'); attempt(base64.b64decode, 5)
for s in (b'MZXW6', b'MZXW6==1', b'mzxw6===', b'A======='): attempt(base64.b32decode, s)
for s in (b'0', b'0G', b'aa'): attempt(base64.b16decode, s)
for s in (b'~~', b'uuuuu', b'abz', b'<~x', b'"onie', b'\x80', b'abcde'): attempt(base64.a85decode, s); attempt(base64.b85decode, s)
attempt(base64.a85decode, b'abc', adobe=True); attempt(base64.encodebytes, 'x'); attempt(base64.b32decode, 'MZXW6===', map01='II')
i, o = io.BytesIO(bytes(range(120))), io.BytesIO(); base64.encode(i, o); print(o.getvalue())
i, o = io.BytesIO(o.getvalue()), io.BytesIO(); base64.decode(i, o); print(o.getvalue() == bytes(range(120)))
print(base64.b64encode(bytearray(b'q')), base64.b64encode(memoryview(b'qr')), base64.b85decode('VPRomVPO'))
