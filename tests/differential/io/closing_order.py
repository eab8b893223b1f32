# close(), __del__ and errors on the way: what is called in which order, which exception wins, what is reported.
import io, sys, gc
sys.unraisablehook = lambda a: print('unraisable', type(a.exc_value).__name__, a.exc_value, a.err_msg)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, 'context', repr(e.__context__), 'cause', repr(e.__cause__))
class Raw(io.RawIOBase):
    def __init__(self, *fail): self.fail = fail
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return False
    def note(self, what):
        print('raw', what, end=' ')
        if what in self.fail: raise OSError(what)
    def write(self, b): self.note('write'); return len(b)
    def flush(self): self.note('flush')
    def close(self): self.note('close'); super().close()
    def __del__(self): self.note('del'); super().__del__()
for fail in ((), ('write',), ('flush',), ('close',), ('write', 'close'), ('flush', 'close')):
    print('---', fail); r = Raw(*fail); b = io.BufferedWriter(r); b.write(b'x'); attempt(b.close); print(b.closed, r.closed); r.fail = (); attempt(b.close); del b, r; print()
    r = Raw(*fail); t = io.TextIOWrapper(io.BufferedWriter(r), 'utf-8'); t.write('x'); attempt(t.close); print(t.closed, r.closed); r.fail = (); del t, r; print()
    r = Raw(*fail); b = io.BufferedWriter(r); b.write(b'x'); del r; print('dropped:', end=' '); del b; print()
    r = Raw(*fail); t = io.TextIOWrapper(io.BufferedWriter(r), 'utf-8'); t.write('x'); del r; print('dropped:', end=' '); del t; print()
    r = Raw(*fail); p = io.BufferedRWPair(r, Raw(*fail)); attempt(p.close); r.fail = (); p = r = None; gc.collect(); print()
class Loud(io.StringIO):
    def close(self): print('close', end=' '); super().close()
    def __del__(self): print('del', end=' '); super().__del__(); print('deleted', end=' ')
l = Loud('x'); del l; print(); l = Loud(); l.close(); del l; print(); l = Loud(); l.me = l; del l; gc.collect(); print()
class Wrong(io.BytesIO):
    def close(self): raise ValueError('no close')
w = Wrong(); del w; print('quiet')
class NoClosed(io.IOBase):
    closed = property(lambda self: 1 / 0)
n = NoClosed(); attempt(n.close); attempt(n.flush); del n; print('quiet')
class Resurrect(io.BytesIO):
    def close(self): kept.append(self); super().close()
kept = []; r = Resurrect(b'abc'); del r; print(kept[0].closed, len(kept)); kept.clear(); print('gone')
class Text(io.TextIOWrapper):
    def close(self): print('text close', end=' '); super().close()
    def flush(self): print('text flush', end=' '); super().flush()
t = Text(Raw(), 'utf-8'); t.write('data'); del t; print()
t = Text(Raw(), 'utf-8'); t.write('data'); t.close(); t.close(); print(t.closed); del t; print()
with io.BytesIO() as b: pass
attempt(b.__enter__); attempt(lambda: b.__exit__(None, None, None)); attempt(lambda: b.__exit__())
def failing(*fail):
    with io.BufferedWriter(Raw(*fail)) as b: b.write(b'x'); raise KeyError('body')
attempt(lambda: failing()); attempt(lambda: failing('close')); attempt(lambda: failing('write')); gc.collect(); print()
class Base(io.IOBase): pass
i = Base(); print(i.closed, i.close(), i.closed); attempt(i.flush); attempt(i.isatty); attempt(i.seekable); attempt(i.fileno); attempt(i.tell); attempt(lambda: i.seek(0)); attempt(i.readline); attempt(lambda: list(i)); attempt(lambda: i.writelines([]))
i = Base(); attempt(i.fileno); attempt(i.tell); attempt(i.truncate); attempt(i.readline); attempt(lambda: list(i)); attempt(lambda: i.writelines(['a'])); attempt(lambda: i._checkReadable()); attempt(lambda: i._checkWritable()); attempt(lambda: i._checkSeekable()); attempt(lambda: i._checkClosed())
