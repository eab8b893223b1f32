# What the cycle collector frees closes its own descriptors and nobody else's: 0 is a descriptor like others.
import gc, io, mmap, os, select, socket, sys, tempfile, threading, queue, random, zlib, hashlib, array, collections, itertools, functools, weakref, datetime
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
def inCycle(name, make):
    x = make(); holder = [x]; holder.append(holder)
    try: x.me = x
    except AttributeError: pass
    try: fd = x.fileno()
    except (AttributeError, io.UnsupportedOperation): fd = -1
    try: r = weakref.ref(x)
    except TypeError: r = int
    del x, holder; gc.collect()
    alive = []
    for n in {0, 1, fd}:
        if n < 0: continue
        try: os.fstat(n); alive.append(n == fd)
        except OSError: alive.append(n)
    print(name, not r(), len(alive))
    try: os.fstat(0)
    except OSError: print('0 is closed!'); os.open(os.devnull, os.O_RDONLY)
def sub(cls): return type('Sub' + cls.__name__, (cls,), {})
path = tempfile.mkdtemp() + '/f'; open(path, 'w').write('x' * 100)
import warnings; warnings.simplefilter('ignore')
inCycle('socket', lambda: socket.socket())
inCycle('socket2', lambda: sub(socket.socket)())
import _socket
inCycle('_socket', lambda: sub(_socket.socket)())
inCycle('file', lambda: sub(io.FileIO)(path))
inCycle('file, closefd', lambda: sub(io.FileIO)(1, 'w', closefd=False))
inCycle('FileIO', lambda: io.FileIO(path))
inCycle('reader', lambda: sub(io.BufferedReader)(io.FileIO(path)))
inCycle('text', lambda: open(path))
inCycle('mmap', lambda: sub(mmap.mmap)(os.open(path, os.O_RDWR), 0))
inCycle('mmap', lambda: sub(mmap.mmap)(-1, 100))
for cls in queue.SimpleQueue, random.Random, io.BytesIO, io.StringIO, collections.deque, collections.OrderedDict, collections.defaultdict, array.array, threading.local, datetime.timedelta, int, str, bytes, bytearray, float, list, dict, set, frozenset, Exception, OSError, itertools.count, functools.partial, threading.RLock().__class__:
    args = {array.array: ('i',), functools.partial: (print,)}.get(cls, ())
    inCycle(cls.__name__, lambda: sub(cls)(*args))
