# input() over pipes and odd streams; print() to odd file objects.
import io, os, subprocess, sys
def attempt(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, e)
def run(code, data, **env):
    p = subprocess.run([sys.executable, '-c', code], input=data, capture_output=True, env={'PATH': '/usr/bin', 'LC_ALL': 'C.UTF-8', **env}); print(p.returncode, p.stdout, p.stderr[-200:])
run('print([input() for i in range(3)])', b'one\ntwo\r\nthree'); run('input("ask> "); input()', b'x\n'); run('print(repr(input("\\u20ac")))', b''); run('import sys; print(input(), sys.stdin.read(2), input(), sys.stdin.readline(), list(sys.stdin))', b'a\nbcd\ne\nf\ng\n')
run('print(ascii(input()))', b'\xff\xe2\x82\xac\n'); run('print(ascii(input()))', '\u20ac\xe9\n'.encode(), PYTHONIOENCODING='latin-1:replace'); run('print("\\u20ac", input("\\xe9"))', b'x\n', PYTHONIOENCODING='ascii:xmlcharrefreplace'); run('print("\\u20ac")', b'', PYTHONIOENCODING='ascii'); run('print(input())', b'\r\n', PYTHONIOENCODING=':strict'); run('import sys; print(sys.stdin.encoding, sys.stdin.errors, sys.stdout.encoding, sys.stderr.errors)', b'', PYTHONIOENCODING='utf-16:ignore')
run('import sys\nfor line in sys.stdin: print(repr(line), end=" ")', b'a\r\nb\rc\n\x00d'); run('import os; os.write(1, os.read(0, 5)); print(input())', b'12345rest\n'); run('input(1, 2)', b''); run('input(prompt="x")', b''); run('class P:\n  def __str__(self): return "obj "\nprint(input(P()))', b'v\n'); run('class P:\n  def __str__(self): 1/0\ninput(P())', b'v\n')
class In:
    def __init__(self, *lines): self.lines = list(lines)
    def readline(self): r = self.lines.pop(0); return r
    def fileno(self): raise OSError
class Out(io.StringIO):
    log = []
    def write(self, s): self.log.append(s); return super().write(s)
    def flush(self): self.log.append('flush'); super().flush()
real = sys.stdin, sys.stdout
def with_streams(i, o, *args):
    sys.stdin, sys.stdout = i, o
    try: r = repr(input(*args))
    except BaseException as e: r = f'{type(e).__name__}: {e}'
    sys.stdin, sys.stdout = real
    print(r, Out.log); Out.log.clear()
for lines in (('x\n',), ('x',), ('',), ('\n',), (b'x\n',), (None,), (5,), ('a\nb\n',), ('x\r\n',), ()): with_streams(In(*lines), Out(), 'p')
with_streams(In('y\n'), Out()); with_streams(In('y\n'), None, 'p'); with_streams(None, Out(), 'p'); with_streams(5, Out(), 'p'); with_streams(io.StringIO('s\nt'), Out(), 7); with_streams(io.BytesIO(b's\n'), Out())
class NoFlush:
    def write(self, s): Out.log.append(('w', s))
with_streams(In('y\n'), NoFlush(), 'p')
class File:
    def __init__(self, result=None): self.got = []; self.result = result
    def write(self, s):
        self.got.append(s)
        if isinstance(self.result, Exception): raise self.result
        return self.result
    def flush(self): self.got.append('FLUSH')
for args, kw in ((('a', 1, None), {}), ((), {}), (('a', 'b'), dict(sep='')), (('a', 'b'), dict(sep=None, end=None)), (('a',), dict(end='')), (('a',), dict(flush=True)), (('a', 'b'), dict(sep=3)), (('a',), dict(end=3)), (('a',), dict(flush=[])), (('a',), dict(bogus=1)), ((b'x', 1.5, [1]), dict(sep='\n', end='!'))):
    f = File()
    try: print(*args, file=f, **kw)
    except TypeError as e: print(e, end=' ')
    print(f.got)
for f in (None, 5, object(), File(ValueError('w')), File('odd'), type('N', (), {'write': None})(), type('S', (), {'write': staticmethod(lambda s: real[1].write(s.upper()))}), type('F', (), {'write': lambda self, s: None, 'flush': 3})()):
    try: print('text', file=f, flush=f is not None and not isinstance(f, type)); print('ok')
    except Exception as e: print(type(e).__name__, e)
class Str(str):
    def __str__(self): return 'str!'
f = File(); print(Str('plain'), sep=Str('s'), end=Str('e'), file=f); print(f.got, [type(x).__name__ for x in f.got])
class BadStr:
    def __str__(self): return 5
f = File()
try: print(1, BadStr(), file=f)
except TypeError as e: print(e, f.got)
sys.stdout = f = File(); print('to sys.stdout'); sys.stdout = real[1]; print(f.got)
sys.stdout = None; print('nowhere'); sys.stdout = real[1]
del sys.stdout
try: print('x')
except RuntimeError as e: sys.stdout = real[1]; print(e)
try: print('x', file=io.BytesIO())
except TypeError as e: print(e)
s = io.StringIO(); s.close()
try: print('x', file=s)
except ValueError as e: print(e)
