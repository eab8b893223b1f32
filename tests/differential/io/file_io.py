# FileIO and the abstract bases: modes, errors, positions, finalisation.
import _io
PATH = "file_io.tmp"
f = _io.FileIO(PATH, 'wb+')
print(f.mode, f.closefd, f.name == PATH, f.write(b'hello\nworld\n'), f.tell(), f.seek(0), f.read(3), f.readline(), f.readlines(), f.readall())
f.seek(0)
print(list(f), f.truncate(3), f.seek(0), f.read())
b = bytearray(10); f.seek(0); print(f.readinto(b), b)
f.close(); print(f, f.closed)
try: f.read()
except ValueError as e: print(e)
for a in [(1.5,), (), ('a',3), (1,2,3,4,5), (-1,), ('/nonexistent',), ('/tmp',), ('a\0b',), (PATH,'rw'), (PATH,'q'), (PATH,'r',False), (1000,)]:
    try: print(_io.FileIO(*a))
    except Exception as e: print(type(e).__name__, e)
class C(_io._RawIOBase):
    def readinto(self, b): b[:2] = b'ab'; return 2
    def close(self): print('closing'); super().close()
c = C(); print(c.read(5), c.__dict__); del c
class D(_io._RawIOBase, _io._BufferedIOBase): pass
print(D().closed, D.__mro__)
class E(KeyError, ValueError): pass
try: _io._IOBase().seek(0)
except _io.UnsupportedOperation as e: print(repr(e), isinstance(e, OSError), isinstance(e, ValueError))
with _io.open_code(PATH) as f: print(f.read())
