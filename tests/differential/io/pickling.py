# What pickle, copy and the state methods do with streams.
import copy, io, os, pickle, tempfile
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e)
path = os.path.join(tempfile.mkdtemp(), 'f'); open(path, 'w').close()
streams = [open(path), open(path, 'rb'), open(path, 'wb'), open(path, 'r+b'), open(path, 'rb', buffering=0), io.BufferedRWPair(open(path, 'rb', 0), open(path, 'wb', 0)), io.IncrementalNewlineDecoder(None, True)]
for s in streams:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1): attempt(lambda: len(pickle.dumps(s, protocol)) > 0)
    attempt(lambda: copy.copy(s)); attempt(lambda: copy.deepcopy(s)); attempt(lambda: s.__reduce__()); attempt(lambda: s.__getstate__() and 1)
class Text(io.StringIO): pass
class Octets(io.BytesIO): pass
for cls, value in ((io.StringIO, 'one\r\ntwo'), (io.BytesIO, b'one\r\ntwo'), (Text, 'a\n\u20ac'), (Octets, b'xyz')):
    s = cls(value); s.read(3)
    if cls in (Text, Octets): s.extra = [1]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        try: t = pickle.loads(pickle.dumps(s, protocol)); print(cls.__name__, protocol, t.tell(), ascii(t.getvalue()), ascii(t.read()), getattr(t, '__dict__', None))
        except Exception as e: print(cls.__name__, protocol, type(e).__name__, e)
    t = copy.copy(s); t.write(cls(value).read(1)); print(ascii(t.getvalue()), ascii(s.getvalue()), s.__getstate__())
    for state in ((), (value, 0, None), (value, '', 0, None), (value, '\n', 5, {'k': 1}), (value, 2, {'k': 1}), (3, 0, None), (value, -1, None), (value, '\n', -1, None), (value, '\n', 'x', None), (value, '\n', 0, 5), (value, 0, 5), (value, 10 ** 30, None), 7, None, [value, 0, None], (value, 'zz', 0, None), (value, 0.0, None)):
        t = cls(); attempt(lambda: (t.__setstate__(state), t.getvalue(), t.tell(), t.__dict__))
    t.close(); attempt(t.__getstate__); attempt(lambda: t.__setstate__((value, '\n', 0, None))); attempt(lambda: t.__init__()); print(t.closed); attempt(lambda: t.__init__(value)); print(t.closed)
class Raw(io.RawIOBase): pass
r = Raw(); r.name = 'n'
for protocol in range(2, 5): attempt(lambda: type(pickle.loads(pickle.dumps(r, protocol))).__name__)
attempt(lambda: pickle.dumps(r, 0) and 1); attempt(lambda: pickle.dumps(r, 1) and 1)
