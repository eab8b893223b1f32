# binascii's uuencode and quoted-printable: line limits, soft breaks, headers, broken input.
import binascii


def attempt(f, *args, **kw):
    try:
        print(f.__name__, args, kw, f(*args, **kw))
    except Exception as e:
        print(f.__name__, args, kw, type(e).__name__, e)


for data in (b'', b'a', b'ab', b'abc', b'\0\0\0', bytes(range(45)), bytes(range(211, 256)), b'x' * 46):
    attempt(binascii.b2a_uu, data)
    attempt(binascii.b2a_uu, data, backtick=True)
    if len(data) <= 45:
        print(binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.a2b_uu(binascii.b2a_uu(data, backtick=True)) == data)
for line in (b'', b' ', b'#86)C', '#86)C\n', b'#86)C  \n', b'#86)Cx', b'$86)C', b'#\x01\x02', b'#86)C!', b'`\n', 'é', 5, b'M\r\n'):
    attempt(binascii.a2b_uu, line)
attempt(binascii.b2a_uu, 'a')
attempt(binascii.b2a_uu, b'a', 1)
for data in (b'', b'plain', b'=', b'==', b'=3D', b'=3d=4', b'a=\nb', b'a=\r\nb', b'a=\rb\nc', b'=zz', b'=4', b'a_b', b'tail=', '=41', b'a==b'):
    attempt(binascii.a2b_qp, data)
    attempt(binascii.a2b_qp, data, header=True)
attempt(binascii.a2b_qp, 'é')
TEXTS = (b'', b'a=b', b'\xe9t\xe9', b'end ', b'end\t', b'line \nnext\t\n', b'a\r\nb \r\nc', b'.', b'.\n.x\n.', b'x' * 80, b'x' * 75 + b'\n', b'x' * 76 + b'\n',
         b'=' * 40, b'a b_c\td', b'\x00\x01\r', b'x' * 74 + b' \n', bytes(range(256)))
for text in TEXTS:
    for kw in ({}, {'quotetabs': True}, {'istext': False}, {'header': True}):
        coded = binascii.b2a_qp(text, **kw)
        print(kw, coded, binascii.a2b_qp(coded, header=kw.get('header', False)) == text)
attempt(binascii.b2a_qp, 'a')
attempt(binascii.b2a_qp, b'a', 1, 0, 1)
attempt(binascii.a2b_qp, data=b'=41', header=0)
