"""Threads that use one stream at once: nothing is lost or torn, and closing or detaching under them is an error at most."""
import io
import os
import random
import sys
import tempfile
import threading

sys.setswitchinterval(1e-6)
path = os.path.join(tempfile.mkdtemp(), 'f')
LINES = [b'%d-%04d\n' % (k, i) for k in range(6) for i in range(200)]


def run(work, count=5):
    failures = []
    def guarded(k):
        try:
            work(k)
        except BaseException as error:
            failures.append(error)
    threads = [threading.Thread(target=guarded, args=(k,)) for k in range(count)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return failures


class Raw(io.RawIOBase):
    """A raw stream in Python: other threads run in the middle of it."""
    def __init__(self, data): self.source = io.BytesIO(data)
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, b):
        for i in range(20): pass
        return self.source.readinto(b)
    def write(self, b): return self.source.write(b)
    def seek(self, *a): return self.source.seek(*a)
    def tell(self): return self.source.tell()


# Every octet is read once, whatever the way of reading.
with open(path, 'wb') as file: file.write(b''.join(LINES))
def readline(file): return file.readline()
def read(file): return file.read(5)
def read1(file): return file.read1(5)
def readinto(file):
    b = bytearray(11)
    return bytes(b[:file.readinto(b)])
def readinto1(file):
    b = bytearray(3)
    return bytes(b[:file.readinto1(b)])
for size in 16, 48, 100:
    for opened in (lambda: open(path, 'rb', buffering=size)), (lambda: io.BufferedReader(Raw(b''.join(LINES)), size)):
        for ways in [readline], [read], [read1], [readinto], [readinto1], [readline, read, read1, readinto, readinto1]:
            pieces = []
            with opened() as file:
                def work(k):
                    while piece := ways[k % len(ways)](file): pieces.append(piece)
                failures = run(work)
            assert not failures, failures
            if ways == [readline]: assert sorted(pieces) == LINES, (size, len(pieces))
            assert sorted(b''.join(pieces)) == sorted(b''.join(LINES)), (size, ways)

# Streams that are closed, detached or made anew while others use them.
def attempts(file, rng):
    for i in range(60):
        try:
            rng.choice([lambda: file.read(7), file.readline, lambda: file.write(b'xyz' * 5), lambda: file.seek(3), file.tell,
                        file.flush, lambda: file.peek(2), lambda: file.readinto(bytearray(9)), lambda: file.truncate(50),
                        lambda: file.read1(4), lambda: next(file), lambda: file.read() and None])()
        except (ValueError, OSError, StopIteration, AttributeError, RuntimeError): pass
def close(file): file.close()
def detach(file): file.detach()
def again(file): file.__init__(io.FileIO(path, 'r+') if type(file.raw) is io.FileIO else Raw(b'abc\n' * 50), 5)
for i in range(120):
    rng = random.Random(i)
    kind = rng.choice([io.BufferedRandom, io.BufferedReader, io.BufferedWriter])
    file = kind(rng.choice([lambda: io.FileIO(path, 'r+'), lambda: Raw(b'abc\ndefgh' * 30)])(), rng.choice([4, 16, 1000]))
    end = rng.choice([close, detach, again])
    def work(k):
        if k == 0:
            for j in range(rng.randrange(30)): file.tell() if not file.closed else None
            end(file)
        else: attempts(file, random.Random(i * 10 + k))
    for failure in run(work, 4): assert isinstance(failure, (ValueError, OSError, RuntimeError)), failure
    try: file.close()
    except (ValueError, OSError): pass

# Text on top of it.
for i in range(30):
    rng = random.Random(i)
    file = open(path, 'w+', encoding='utf-8', buffering=rng.choice([1, 20, -1]))
    def work(k):
        mine = random.Random(i * 10 + k)
        for j in range(60):
            try:
                mine.choice([lambda: file.write('é\nab' * 3), lambda: print('x' * 50, file=file), file.flush, lambda: file.seek(0),
                             lambda: file.read(3), file.readline, file.tell, lambda: file.truncate(0),
                             lambda: file.reconfigure(line_buffering=True)])()
            except (ValueError, OSError, AttributeError, RuntimeError): pass
        if k == 0: file.close() if i % 2 else file.detach()
    for failure in run(work, 4): assert isinstance(failure, (ValueError, OSError, RuntimeError, AttributeError)), failure
print('done')
