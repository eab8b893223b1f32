# Streams over pipes that would block (EAGAIN): None, partial writes, BlockingIOError.
import errno, io, os
def attempt(f):
    try: r = f(); print(r if not isinstance(r, (bytes, str)) or len(r) < 40 else (len(r), r[:5], r[-5:]))
    except BlockingIOError as e: print('BlockingIOError', e.errno == errno.EAGAIN, e.characters_written, e.strerror)
    except Exception as e: print(type(e).__name__, e)
def pipe():
    r, w = os.pipe(); os.set_blocking(r, False); os.set_blocking(w, False); return r, w
r, w = pipe(); rf, wf = io.FileIO(r), io.FileIO(w, 'w')
attempt(lambda: rf.read(5)); attempt(rf.read); attempt(rf.readall); attempt(lambda: rf.readinto(bytearray(4)))
wf.write(b'hello'); attempt(lambda: rf.read(3)); attempt(rf.readall); attempt(rf.readall)
total = 0
while (n := wf.write(b'x' * 4096)) is not None: total += n
print(total, wf.write(b'y')); attempt(lambda: len(rf.read(total)) == total)
wf.close(); attempt(rf.read); attempt(lambda: rf.read(1)); rf.close()
r, w = pipe(); b = io.BufferedReader(io.FileIO(r), 16)
for f in (lambda: b.read(5), b.read, lambda: b.read1(5), b.read1, lambda: b.peek(2), lambda: b.readinto(bytearray(4)), lambda: b.readinto1(bytearray(4)), b.readline, b.readlines, lambda: next(b), lambda: list(b)): attempt(f)
os.write(w, b'ab\ncd'); attempt(lambda: b.read(10)); os.write(w, b'ab\ncd'); attempt(b.readline); attempt(b.readline); attempt(b.readline); os.write(w, b'1234567890' * 3)
attempt(lambda: b.read(3)); attempt(b.peek); attempt(lambda: b.read1(100)); attempt(b.read); attempt(b.read); os.close(w); attempt(b.read); attempt(lambda: b.read(3)); attempt(b.readline); b.close()
r, w = pipe(); b = io.BufferedWriter(io.FileIO(w, 'w'), 10000); sent = 0
while True:
    try: sent += b.write(b'z' * 3000)
    except BlockingIOError as e: sent += e.characters_written; print(e.characters_written, e.args[0] == errno.EAGAIN, e.args[1:]); break
print(sent); attempt(b.flush); attempt(lambda: b.write(b'q')); attempt(lambda: b.write(b'q' * 20000)); attempt(lambda: b.seek(0)); attempt(b.tell)
got = len(os.read(r, 1 << 20)); attempt(b.flush); got += len(os.read(r, 1 << 20)); print(got == sent, b.closed)
attempt(lambda: b.write(b'big' * 100000)); attempt(b.close); print(b.closed, b.raw.closed); rest = os.read(r, 1 << 20); print(len(rest)); os.close(r)
r, w = pipe(); t = open(w, 'w', encoding='utf-8', newline='\n'); attempt(lambda: t.write('text\n')); attempt(t.flush); attempt(lambda: t.write('x' * 200000)); attempt(t.flush); attempt(lambda: t.write('more'))
print(len(os.read(r, 1 << 20)) > 60000); attempt(t.flush); os.read(r, 1 << 20); attempt(t.flush); attempt(t.close); os.close(r)
r, w = pipe(); t = open(r, encoding='utf-8'); attempt(t.read); attempt(t.readline); attempt(lambda: t.read(2)); attempt(lambda: next(t)); os.write(w, 'é\nrest'.encode()); attempt(t.readline); attempt(t.readline); os.close(w); attempt(t.read); attempt(t.tell); attempt(lambda: t.seek(0)); t.close()
r, w = os.pipe(); os.close(r)
attempt(lambda: os.write(w, b'x')); f = open(w, 'wb'); attempt(lambda: f.write(b'abc')); attempt(f.flush); attempt(f.close); print(f.closed)
for mode in ('a', 'w', 'ab', 'w+b', 'r+'):
    r, w = os.pipe()
    try: f = open(w, mode, encoding=None if 'b' in mode else 'utf-8'); print(mode, f.seekable()); attempt(f.tell); attempt(f.truncate); f.close()
    except Exception as e:
        print(mode, type(e).__name__, e)
        try: os.close(w)
        except OSError as e: print('closed already')
    os.close(r)
