# marshal: numbers as text in the old versions, and data that ends within a container.
import marshal

for v in (0.0, -0.0, 1.5, 0.1, 1e22, 1e-300, 123456789.125, float('inf'), -float('inf'), float('nan'), 5e-324, 1j, -0.5 + 1e100j, 2j):
    for version in (0, 1, 2, 3):
        d = marshal.dumps(v, version)
        print(version, d, repr(marshal.loads(d)) == repr(v))
for bad in (b'(\2\0\0\0N', b'(\5\0\0\0', b'[\5\0\0\0N', b'<\5\0\0\0N', b'>\5\0\0\0NT', b')\5N', b')', b'(\1', b'{N', b'[\2\0\0\0i\1', b'(\2\0\0\0s\1\0\0\0', b'(\xff\xff\xff\xff', b'<\xff\xff\xff\xff',
            b'f\5ab', b'f\0031.5', b'f\3abc', b'x\0011', b'\xdb\1\0\0\0r\0\0\0\0', b'\xdb\3\0\0\0r\0\0\0\0N'):
    try: print(bad, repr(marshal.loads(bad)))
    except Exception as e: print(bad, type(e).__name__, e)
