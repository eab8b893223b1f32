# Buffered random access where writes are larger than the buffer: positions stay right.
import io, os, tempfile, random
path = os.path.join(tempfile.mkdtemp(), 'f')
model = bytearray(); r = random.Random(5)
with open(path, 'w+b', buffering=64) as f:
    for step in range(400):
        op = r.choice('wwrstpl'); at = f.tell()
        if op == 'w':
            data = bytes([r.randrange(256)]) * r.choice((1, 5, 63, 64, 65, 128, 200))
            assert f.write(data) == len(data); model[at:at + len(data)] = data
        elif op == 'r': n = r.choice((1, 10, 64, 100)); assert f.read(n) == bytes(model[at:at + n]), step
        elif op == 's': f.seek(r.randrange(len(model) + 1))
        elif op == 'p': assert f.peek(1)[:1] == bytes(model[at:at + 1]) or at >= len(model)
        elif op == 'l': f.seek(-min(at, r.randrange(80)), 1)
        else: f.flush()
    f.seek(0); print(f.read() == model, len(model) > 1000)
with open(path, 'w+b') as f: print(f.write(b'abc' * 5000), f.tell(), f.seek(1), f.tell(), f.write(b'zz'), f.seek(0), f.write(b'q'), f.seek(15000), f.tell(), f.seek(0), f.read(5))
with open(path, 'wb') as f: print(f.write(b'x' * 8192), f.seek(10), f.write(b'y'), f.seek(0, 2), f.write(b'z' * 9000), f.seek(5), f.write(b'w'))
print(os.path.getsize(path), open(path, 'rb').read()[:12])
