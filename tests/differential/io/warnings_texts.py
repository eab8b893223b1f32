# options: -X dev -X warn_default_encoding
# ResourceWarning and EncodingWarning: when they come and what they say.
import io, os, sys, tempfile, warnings
path = os.path.join(tempfile.mkdtemp(), 'f')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print(category.__name__, lineno, str(message).replace(path, 'PATH'), os.path.basename(filename))
open(path, 'w', encoding='utf-8').close()
open(path, encoding='utf-8')
f = open(path, 'rb'); f = None
f = open(path, 'r+b', buffering=0); del f
f = io.FileIO(path); del f
f = io.BufferedReader(io.FileIO(path)); del f
f = io.TextIOWrapper(io.BufferedReader(io.FileIO(path)), encoding='utf-8'); del f
fd = os.open(path, os.O_RDONLY); f = open(fd, closefd=False, encoding='latin-1'); del f; os.close(fd)
print('encoding')
open(path).close(); open(path, 'w').close(); io.open(path, 'r+').close(); open(path, 'rb').close(); open(path, encoding='locale').close(); open(path, encoding=None).close()
io.TextIOWrapper(io.BytesIO()); io.TextIOWrapper(io.BytesIO(), encoding=None); io.TextIOWrapper(io.BytesIO(), None, 'strict'); io.TextIOWrapper(io.BytesIO(), 'locale')
print(io.text_encoding(None), io.text_encoding('x'), io.text_encoding(None, 1))
def opener(encoding=None):
    return io.text_encoding(encoding)
print(opener(), opener('utf-8'))
for bad in (lambda: io.text_encoding(), lambda: io.text_encoding(1, 2, 3), lambda: io.text_encoding(None, 'x')):
    try: print(bad())
    except TypeError as e: print(e)
warnings.simplefilter('error')
try: open(path)
except EncodingWarning as e: print('raised', e)
with warnings.catch_warnings():
    warnings.simplefilter('error', ResourceWarning); warnings.simplefilter('ignore', EncodingWarning)
    sys.unraisablehook = lambda args: print('unraisable', type(args.exc_value).__name__, str(args.exc_value).replace(path, 'PATH'), type(args.object).__name__)
    f = open(path, 'rb'); del f
    f = open(path); del f
t = io.TextIOWrapper(io.BytesIO(b'x'), 'utf-8')
for errors in ('bogus', 'surrogateescape', 'namereplace'):
    try: t.reconfigure(errors=errors); print(t.errors); b'\xff'.decode('ascii', errors)
    except (LookupError, UnicodeError, TypeError) as e: print(type(e).__name__, e)
for call in (lambda: open(path, encoding='nope'), lambda: open(path, encoding='utf-8', errors='nope'), lambda: 'x'.encode('utf-8', 'nope'), lambda: b'x'.decode('ascii', 'nope'), lambda: str(b'x', 'nope'), lambda: bytes('x', 'ascii', 'nope'), lambda: bytearray('x', 'latin-1', 'nope')):
    try: print(call())
    except (LookupError, ResourceWarning) as e: print(type(e).__name__, e)
