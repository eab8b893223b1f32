# bytes, bytearray and memoryview.
for kind in (bytes, bytearray):
    b = kind(b"  hello World\tfoo\n")
    print(b, repr(b), len(b), b.split(), b.split(b"o"), b.rsplit(None, 1), b.strip(), b.title(), b.swapcase())
    print(b.partition(b"o"), b.rpartition(b"zz"), b.find(b"o"), b.rfind(111), b.count(b""), b.replace(b"o", b"00", 1))
    print(b.hex(), b.hex(":", 4), b.center(25, b"*"), b.zfill(22), b.expandtabs(4), b.upper().isupper())
    print(b[2:5], b[::-2], b[3], 104 in b, b"World" in b, b + b"x", b * 2, b == b"x", b < b"z")
    print(b"%s-%d-%r" % (b"a", 5, "x"), kind.fromhex("de ad"), kind.join(kind(b","), [b"a", b"b"]))
    for operation in (lambda: kind([256]), lambda: kind("x"), lambda: kind(-1), lambda: b[100], lambda: b["a"],
                      lambda: b.index(b"zz"), lambda: "a" in b, lambda: b.split(b""), lambda: kind.fromhex("zz"),
                      lambda: kind(1.5), lambda: b + "a", lambda: b.startswith("a"), lambda: b.find("a")):
        try:
            print(operation())
        except Exception as error:
            print(type(error).__name__, error)

a = bytearray(b"abc")
a.append(100)
a.extend(b"ef")
a[1:3] = b"XYZ"
del a[::2]
a.insert(0, 33)
a += b"!"
print(a, a.pop(), a)
m = memoryview(bytearray(range(16)))
print(m.nbytes, m[3], m[2:5].tobytes(), m.cast("I").tolist(), m.cast("B", (4, 4)).shape, m[::2].tolist()[:3])
m[0] = 9
m[1:3] = b"zz"
print(bytes(m[:4]), m.readonly, m.format, m == bytes(m))
