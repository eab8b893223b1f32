# Several threads on one stream: no piece is lost or torn.
import io, os, tempfile, threading
path = os.path.join(tempfile.mkdtemp(), 'f')
def run(work, n=6):
    errors = []
    def guarded(k):
        try: work(k)
        except BaseException as e: errors.append(repr(e))
    ts = [threading.Thread(target=guarded, args=(k,)) for k in range(n)]
    for t in ts: t.start()
    for t in ts: t.join()
    return errors
with open(path, 'wb', buffering=64) as f: print(run(lambda k: [f.write(b'%d-%04d\n' % (k, i)) for i in range(300)]))
lines = open(path, 'rb').read().split(b'\n'); print(len(lines), {len(l) for l in lines}, len(set(lines)))
got = []
with open(path, 'rb', buffering=48) as f:
    def reader(k):
        while line := f.readline(): got.append(line)
    print(run(reader), len(got) > 0)  # CPython loses lines here: robust/shared_streams.py says what we promise
got = []
with open(path, 'rb', buffering=100) as f:
    def reader(k):
        while piece := f.read(7): got.append(piece)
    print(run(reader), len(got), {len(p) for p in got}, sorted(got) == sorted(l + b'\n' for l in lines if l))
b = io.BytesIO(); print(run(lambda k: [b.write(b'%d' % k) for i in range(500)]), len(b.getvalue()), [b.getvalue().count(b'%d' % k) for k in range(6)])
s = io.StringIO(); print(run(lambda k: [s.write(chr(0x4e00 + k)) for i in range(500)]), len(s.getvalue()))
with open(path, 'w', encoding='utf-8') as f: print(run(lambda k: [f.write(f'{k}é{i:03}\n') for i in range(200)]))
text = open(path, encoding='utf-8').read().splitlines(); print(len(text), {len(t) for t in text}, len(set(text)))
with open(path, 'w', encoding='utf-8', buffering=1) as f: print(run(lambda k: [print(k, i, file=f) for i in range(100)]))
print(len(open(path).read().split()))
r, w = os.pipe(); rf, wf = open(r, 'rb'), open(w, 'wb', buffering=0); seen = []
t = threading.Thread(target=lambda: seen.extend(rf)); t.start()
for i in range(50): wf.write(b'%d\n' % i)
wf.close(); t.join(); print(len(seen), seen[-1]); rf.close()
class Slow(io.RawIOBase):
    def __init__(self): self.inside = 0; self.worst = 0; self.data = bytearray()
    def writable(self): return True
    def write(self, b):
        self.inside += 1; self.worst = max(self.worst, self.inside)
        threading.Event().wait(0.0005); self.data += b; self.inside -= 1; return len(b)
slow = Slow(); b = io.BufferedWriter(slow, 32); print(run(lambda k: [b.write(b'%d' % k * 5) for i in range(40)], 4)); b.flush(); print(slow.worst, len(slow.data), sorted({slow.data.count(b'%d' % k * 5) for k in range(4)}))
class Reentrant(io.RawIOBase):
    def readable(self): return True
    def readinto(self, b): return buffered.readinto(bytearray(3))
buffered = io.BufferedReader(Reentrant())
try: buffered.read(1)
except RuntimeError as e: print(str(e).split(' at ')[0])
