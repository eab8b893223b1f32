"""Raw streams that change the buffered stream which calls them: a new __init__, close, detach, views of its memory kept."""
import io
class R(io.RawIOBase):
    mode = None
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def seek(self, p, w=0): return 0
    def readinto(self, b):
        print(self.mode, b.obj is None)
        m, self.mode = self.mode, None
        try:
            if m == 'init': buf.__init__(R(), 4)
            if m == 'init2': buf.__init__(self, 4)
            if m == 'detach': buf.detach()
            if m == 'close': buf.close()
            if m == 'obj': o = b.obj; b.release(); o.clear(); o.extend(b'x'*100000); o.clear()
            if m == 'keep': kept.append(b)
        except BaseException as e: print('inner', repr(e).split(' at ')[0])
        try: n = min(5, len(b)); b[:n] = b'abc\nd'[:n]; return n
        except BaseException as e: print('inner', repr(e).split(' at ')[0]); return 3
    def write(self, b):
        m, self.mode = self.mode, None
        try:
            if m == 'init': buf.__init__(R(), 4)
            if m == 'detach': buf.detach()
            if m == 'close': buf.close()
            if m == 'obj': o = b.obj; b.release(); o.clear(); o.extend(b'x'*100000); o.clear()
        except BaseException as e: print('inner', repr(e).split(' at ')[0])
        return 2
kept = []
for mode in 'init', 'init2', 'detach', 'close', 'obj', 'keep':
    for cls in io.BufferedReader, io.BufferedRandom:
        for op in ('read', 3), ('read', 100), ('readline',), ('read1', 5), ('peek',), ('readinto', bytearray(20)), ('readinto1', bytearray(3)):
            if op[0] == 'read' and op[1] == 100: op = ('read', 20)
            raw = R(); buf = cls(raw, 16); raw.mode = mode
            try: print(cls.__name__, mode, op[0], getattr(buf, op[0])(*op[1:]))
            except BaseException as e: print(cls.__name__, mode, op[0], repr(e).split(' at ')[0])
            try: buf.read(4)
            except BaseException as e: print('after', repr(e).split(' at ')[0])
    for cls in io.BufferedWriter, io.BufferedRandom:
        raw = R(); buf = cls(raw, 16); raw.mode = mode
        try: print(buf.write(b'z' * 10), buf.write(b'y' * 50)); buf.flush()
        except BaseException as e: print(cls.__name__, mode, 'write', repr(e).split(' at ')[0])
for k in kept:
    try: k[:2] = b'ab'; print(len(k))
    except BaseException as e: print(repr(e))
