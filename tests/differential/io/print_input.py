# print and input over files of all kinds.
import sys, _io
def attempt(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class Log:
    def __init__(self): self.calls = []
    def write(self, s): self.calls.append(s); return len(s)
    def flush(self): self.calls.append('FLUSH')
log = Log(); print('a', 1, None, sep='-', end='!', file=log, flush=True); print(file=log); print('x', 'y', file=log, sep=''); print(log.calls)
attempt(lambda: print('x', sep=3)); attempt(lambda: print('x', end=b'')); attempt(lambda: print('x', file=3)); attempt(lambda: print('x', bogus=1)); attempt(lambda: print('x', sep=None, end=None))
class Bad:
    def __str__(self): raise ValueError('no str')
attempt(lambda: print('before', Bad(), 'after')); print()
class NoStr:
    def __str__(self): return 5
attempt(lambda: print(NoStr())); print()
class Sub(str):
    def __str__(self): return 'replaced'
print(Sub('original'), [Sub('inside')])
class Fails:
    def write(self, s): raise OSError(5, 'broken')
attempt(lambda: print('x', file=Fails()))
class NoFlush:
    def write(self, s): pass
attempt(lambda: print('x', file=NoFlush(), flush=True))
out = sys.stdout
sys.stdout = None; print('nowhere'); sys.stdout = log; log.calls.clear(); print('caught'); sys.stdout = out; print(log.calls)
del sys.stdout
try: print('x')
except RuntimeError as e: message = str(e)
sys.stdout = out; print(message)
s = _io.StringIO(); print('é', 2, file=s); print(ascii(s.getvalue()))
t = _io.TextIOWrapper(_io.BytesIO(), 'ascii'); attempt(lambda: print('é', file=t)); print('ok', file=t); t.flush(); print(t.buffer.getvalue())
t.write = log.write; log.calls.clear(); print('patched', file=t); print(log.calls)
class In:
    def __init__(self, *lines): self.lines = list(lines)
    def readline(self): return self.lines.pop(0)
old = sys.stdin
sys.stdin = In('typed\n', 'no end', '', 5, b'bytes\n', b'')
for prompt in ('prompt> ', '', 7): attempt(lambda: input(prompt))
for i in range(3): attempt(input)
attempt(lambda: input(1, 2)); attempt(lambda: input(x=1))
sys.stdin = None; attempt(input); sys.stdin = old
err = sys.stderr; sys.stderr = None; attempt(input); sys.stderr = err
attempt(input)
print(sys.stdin.name, sys.stdin.mode, sys.stdout.name, sys.stdout.mode, sys.stderr.name, sys.stdout.encoding, sys.stdout.errors, sys.stderr.errors, sys.stdout.line_buffering, sys.stderr.line_buffering)
print(sys.stdout, sys.stdout.buffer, sys.stdout.buffer.raw, sys.__stdout__ is sys.stdout, sys.stdin.fileno(), sys.stdout.fileno(), sys.stdout.isatty())
sys.stderr.write('to stderr \udc80\n'); sys.stdout.write('caf\udcff\n'); sys.stdout.buffer.write(b'raw after text?\n'); sys.stdout.flush()
