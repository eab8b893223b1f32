# StringIO: newline modes, widths, positions, state.
from _io import StringIO
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
for newline in (None, '', '\n', '\r', '\r\n'):
    s = StringIO('a\nb\r\nc\rd\n\re', newline)
    print(ascii(newline), ascii(s.getvalue()), ascii(list(s)), ascii(s.newlines))
    s.write('x\ny\r\nz\r'); print(ascii(s.getvalue()), ascii(s.newlines)); s.seek(0)
    print(ascii([s.readline(3) for i in range(4)]), s.tell(), ascii(s.read(2)), ascii(s.read()))
s = StringIO()
print(s.write('ascii'), s.write('é'), s.write('€'), s.write('\U0001F600'), ascii(s.getvalue()))
s.seek(6); s.write('E'); s.seek(7); s.write('F'); print(ascii(s.getvalue()), s.tell())
s.seek(12); s.write('gap'); print(ascii(s.getvalue()), s.truncate(3), ascii(s.getvalue()), s.tell(), ascii(s.read()))
s.seek(0); s.write('€€€'); s.seek(0); s.write('abc'); print(s.getvalue(), s.getvalue() == 'abc', hash(s.getvalue()) == hash('abc'))
for line in ('s.seek(-1)', 's.seek(1, 1)', 's.seek(-1, 2)', 's.seek(0, 7)', 's.seek(2.5)', 's.truncate(-2)', 's.truncate(2.5)', 's.write(3)', 's.write(b"x")', 's.read("a")',
             's.read(None)', 's.seek(0, 2)', 's.seek(0, 1)', 'StringIO(3)', 'StringIO("", 3)', 'StringIO("", "z")', 'StringIO("", "", 1)', 'StringIO(foo=1)', 'StringIO(None).getvalue()',
             's.__setstate__((1, 2, 3))', 's.__setstate__(("", "", -1, None))', 's.__setstate__(("", "", "a", None))', 's.__setstate__(("", "", 1, 3))', 's.__setstate__((1, "", 1, None))',
             's.fileno()', 's.isatty()', 's.detach()', 's.encoding', 's.errors', 's.line_buffering', 's.newlines', 's.readable(), s.writable(), s.seekable()', 's.buffer'):
    attempt(lambda: eval(line))
t = StringIO('one\r\ntwo', newline=None); t.seek(2); t.extra = 'E'; state = t.__getstate__(); print(state)
u = StringIO(); u.__setstate__(state); print(ascii(u.getvalue()), u.tell(), u.extra, ascii(u.newlines))
class S(StringIO):
    def readline(self): return next(self.lines)
x = S('ignored'); x.lines = iter(['p', 'q', '']); print(list(x))
x.lines = iter([3])
attempt(lambda: list(x))
raw = StringIO.__new__(StringIO)
for name in ('read', 'getvalue', 'tell', 'readable', '__next__'): attempt(getattr(raw, name))
attempt(lambda: raw.closed)
s.close(); print(s.closed)
for name in ('read', 'readline', 'readlines', 'getvalue', 'tell', 'flush', 'isatty', 'readable', '__enter__', '__iter__', '__next__', 'truncate'):
    attempt(getattr(s, name))
attempt(lambda: s.write('x')); attempt(lambda: s.newlines)
w = StringIO(newline='\r\n'); w.writelines(['a\n', 'b', '\n']); print(ascii(w.getvalue()))
n = StringIO('a\r', newline=''); print(ascii(list(n)), ascii(n.newlines)); n.write('\n'); n.seek(0); print(ascii(list(n)), ascii(n.newlines))
