# open(): every mode with every kind of buffering; arguments that do not fit; what is left open.
import io, itertools, os, tempfile
d = tempfile.mkdtemp(); os.chdir(d)
def shown(e): return f'{type(e).__name__}: {e}'
for mode in ('r', 'w', 'a', 'x', 'r+', 'w+', 'a+', 'x+', 'rb', 'wb', 'ab', 'xb', 'r+b', 'rb+', 'br+', 'w+b', 'xb+', 'rt', 'tr', 'wt+', 'rU', 'U', '', 'b', 't', '+', 'rw', 'rr', 'r++', 'rbt', 'z', 'ra', 'wx', 'r b', 'rb\0', 'R'):
    for buffering in (-1, 0, 1, 2, 512):
        name = 'f'
        if 'x' in mode: name = 'new'
        else: open('f', 'w').close()
        try:
            with open(name, mode, buffering, encoding=None if 'b' in mode else 'utf-8') as f:
                inner = getattr(f, 'buffer', f); print(repr(mode), buffering, type(f).__name__, type(inner).__name__, f.mode, getattr(inner, 'raw', inner).mode, f.readable(), f.writable(), f.seekable(), f.tell(), getattr(f, 'line_buffering', None), f.name)
        except Exception as e: print(repr(mode), buffering, shown(e))
        if os.path.exists('new'): os.remove('new')
cases = [dict(file='f', encoding=3), dict(file='f', errors=3), dict(file='f', newline=3), dict(file='f', newline='x'), dict(file='f', mode=3), dict(file='f', mode=None), dict(file='f', mode='rb', encoding='utf-8'), dict(file='f', mode='rb', errors='strict'), dict(file='f', mode='rb', newline=''),
         dict(file='f', closefd=False), dict(file='f', buffering='x'), dict(file='f', buffering=None), dict(file='f', buffering=1.5), dict(file='f', buffering=2 ** 40), dict(file='f', opener=5), dict(file='f', opener=lambda p, f: -5), dict(file='f', opener=lambda p, f: 'x'), dict(file='f', opener=lambda p, f: 99999),
         dict(file='missing'), dict(file='missing', mode='r+'), dict(file='f', mode='x'), dict(file='.'), dict(file='.', mode='w'), dict(file=b'missing'), dict(file='a\0b'), dict(file=b'a\0b'), dict(file=''), dict(file='no/such/dir', mode='w'), dict(file='f/under'), dict(file=-1), dict(file=-5), dict(file=99999), dict(file=2 ** 31), dict(file=2 ** 70), dict(file=1.5), dict(file=None), dict(file=[]), dict(file='f', bogus=1), {}, dict(file='x' * 300), dict(file='\ud800'), dict(file='f', mode='r', encoding='bogus'), dict(file='f', encoding='a\0b'), dict(file='f', encoding='utf-8', errors='bogus'), dict(file='f', encoding='hex'), dict(file='f', encoding='rot13')]
class P:
    def __init__(self, r): self.r = r
    def __fspath__(self): return self.r
class I:
    def __index__(self): return os.open('f', os.O_RDONLY)
cases += [dict(file=P('f')), dict(file=P(b'f')), dict(file=P(3)), dict(file=P(P('f'))), dict(file=I())]
before = len(os.listdir('/proc/self/fd'))
for case in cases:
    try:
        f = open(**case)
        print(case if not isinstance(case.get('file'), (P, I)) else type(case['file']).__name__, 'opened', type(f).__name__, ascii(f.name) if not isinstance(f.name, (P, I)) else '-'); f.close()
    except Exception as e: print({k: v for k, v in case.items() if k != 'opener' and not isinstance(v, P)}, '->', ascii(shown(e))[:160])
import gc; gc.collect(); print(len(os.listdir('/proc/self/fd')) - before)
def opener(path, flags): print(path, flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_EXCL | os.O_CLOEXEC)); return os.open('f', flags)
for mode in ('r', 'w', 'a', 'r+', 'wb', 'x'):
    try:
        with open('odd', mode, opener=opener) as f: print(f.name, os.get_inheritable(f.fileno()))
    except OSError as e: print(e)
fd = os.open('f', os.O_RDWR)
with open(fd, 'w', closefd=False) as f: f.write('kept'); print(f.name == fd, f.buffer.raw.closefd)
with open(fd, 'rb', closefd=True) as f: print(f.read(), f.seek(0), f.read(), f.raw.closefd)
try: os.fstat(fd)
except OSError as e: print(e.errno)
