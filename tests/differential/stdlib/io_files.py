# Files: text and binary, modes, seek, newline handling, buffering, errors, os and pathlib around them.
import io
import os
import pathlib
import tempfile


def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)


with open('t.txt', 'w', encoding='utf-8') as f:
    print(f.write('line é\nsecond\n'), f.writelines(['a\n', 'b']), f.tell(), f.name, f.mode, f.encoding, f.writable(), f.readable())
with open('t.txt', encoding='utf-8') as f:
    print(f.readline(), f.read(3), f.readlines(), f.read(), f.seek(0), [l for l in f], f.newlines)
with open('t.txt', 'rb') as f: print(f.read(6), f.seek(-3, 2), f.read(), f.peek() if hasattr(f, 'peek') else '')
with open('t.txt', 'a+') as f: f.write('\nappended'); f.seek(0); print(len(f.read()))
with open('n.txt', 'w', newline='\r\n') as f: f.write('a\nb\n')
print(open('n.txt', 'rb').read(), open('n.txt').read(), open('n.txt', newline='').read())
attempt(lambda: open('missing')), attempt(lambda: open('t.txt', 'q')), attempt(lambda: open('t.txt', 'rw')), attempt(lambda: open('t.txt', 'x')), attempt(lambda: open('t.txt', 'rb', encoding='utf-8')), attempt(lambda: open('.')), attempt(lambda: open('t.txt').write('x')), attempt(lambda: open('t.txt', 'w', encoding='nosuch')), attempt(lambda: open(5.5)), attempt(lambda: open('a\0b')), attempt(lambda: open('t.txt', buffering=0)), attempt(lambda: open(-1))
f = open('c.txt', 'w'); f.close(); f.close(); attempt(lambda: f.write('x')), attempt(lambda: f.read()), print(f.closed)
with open('bad.txt', 'wb') as f: f.write(b'ok\xff\xfe')
attempt(lambda: open('bad.txt', encoding='utf-8').read()), attempt(lambda: open('bad.txt', encoding='utf-8', errors='replace').read())
s = io.StringIO('a\nb\n'); print(s.readline(), s.read(), s.getvalue(), s.seek(0), s.truncate(1), s.getvalue()); b = io.BytesIO(b'xyz'); b.seek(1); b.write(b'!'); print(b.getvalue(), b.getbuffer()[0], b.read1(5))
w = io.TextIOWrapper(io.BytesIO(), 'utf-16'); w.write('é'); w.flush(); print(w.buffer.getvalue()); attempt(lambda: io.StringIO(b'x')), attempt(lambda: io.BytesIO('x')), attempt(lambda: s.seek(1, 1))
p = pathlib.Path('dir/sub'); p.mkdir(parents=True); (p / 'f.txt').write_text('hi'); print(list(p.iterdir()), (p / 'f.txt').read_text(), p.parent, p.name, (p / 'f.txt').suffix, p.exists(), sorted(str(x) for x in pathlib.Path('.').rglob('*.txt')), pathlib.PurePath('/a/../b').parts)
print(sorted(os.listdir('.')), os.path.join('a', '/b'), os.path.splitext('x.tar.gz'), os.path.normpath('a//b/../c'), os.stat('t.txt').st_size > 0, os.path.isfile('t.txt'), [sorted(x[2]) for x in os.walk('dir')])
attempt(lambda: os.mkdir('dir')), attempt(lambda: os.rmdir('dir')), attempt(lambda: os.remove('nope')), attempt(lambda: os.listdir('nope')), attempt(lambda: os.rename('nope', 'x')), attempt(lambda: os.environ['NOPE_X']), attempt(lambda: os.stat('nope')), attempt(lambda: os.open('nope', os.O_RDONLY)), attempt(lambda: os.read(9999, 1)), attempt(lambda: os.getenv('NOPE_X', 'dflt'))
r, wr = os.pipe(); os.write(wr, b'piped'); os.close(wr); print(os.read(r, 10), os.read(r, 10)); os.close(r)
with tempfile.TemporaryDirectory() as t: print(os.path.isdir(t))
print(os.path.isdir(t), os.fspath(p), os.strerror(2), os.sep, os.linesep == '\n', os.name)
