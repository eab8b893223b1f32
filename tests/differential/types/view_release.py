# memoryview: slices outlive the view they came from; tuples of slices; weak references; bytearray's growth and texts.
import sys, weakref, pickle
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e)
b = bytearray(b'0123456789'); m = memoryview(b); s = m[2:5]; t = s[1:]; m.release(); print(bytes(s), bytes(t), s.obj is b); attempt(lambda: m[0]); attempt(lambda: b.append(1)); s.release(); attempt(lambda: b.append(1)); print(t[0]); t.release(); b.append(1); print(len(b))
class Releasing:
    def __index__(self): m.release(); return 4
m = memoryview(bytearray(b'\xff' * 8)); print(list(m[:Releasing()])); attempt(lambda: m[0])
m = memoryview(bytearray(8)); attempt(lambda: m[Releasing()])
m = memoryview(bytearray(8)); attempt(lambda: m.__setitem__(Releasing(), 1))
m = memoryview(bytearray(b'abcdefgh'))
for key in ((slice(1), slice(2)), (1, slice(2)), 'a', 1.5, (), (1,), (1, 2), slice(None), None, slice(1.5), 100, -100):
    attempt(lambda: m[key] if not isinstance(key, slice) else bytes(m[key])); attempt(lambda: m.__setitem__(key, b'a')); attempt(lambda: m.__delitem__(key))
m = memoryview(bytes(range(12))).cast('B', [3, 4])
for key in ((0, 1), (2, 3), (3, 0), (0,), 0, (slice(1), slice(1)), (slice(1),), (-1, -1)): attempt(lambda: m[key])
died = []; v = memoryview(b'x'); r = weakref.ref(v, died.append); print(r() is v); del v; print(r(), len(died)); print(memoryview.__itemsize__, sys.getsizeof(memoryview(b'')) > 100)
for p in range(2, 6): attempt(lambda: pickle.dumps(memoryview(b'a'), p))
b = bytearray(); sizes = []
for i in range(40): b.append(i); sizes.append(b.__alloc__())
print(sizes, bytearray().__alloc__(), bytearray(b'abc').__alloc__(), bytearray(100).__alloc__()); del b[5:]; print(b.__alloc__()); b.clear(); print(b.__alloc__())
b = bytearray(b'0123456789'); v = memoryview(b)
def attempt_on(statement):
    try: exec(statement); print(statement, b)
    except Exception as e: print(statement, type(e).__name__, e)
for statement in ('b[1:-1:2] = b""', 'del b[1:-1:2]', 'b[1:3] = b"wxyz"', 'b[1:3] = b"wx"', 'b[1:3:1] = b""', 'b[0] = 65', 'b.append(1)', 'b.pop()', 'b.extend(b"")', 'b.clear()', 'b += b""', 'b += b"x"', 'b *= 1', 'b *= 2', 'b.insert(0, 1)', 'b.remove(65)', 'b.reverse()', 'b.__init__(b"new")'): attempt_on(statement)
v.release()
for statement in ('b[1:-1:2] = b""', 'del b[::3]', 'b[::2] = b"abc"', 'b[::2] = b"ab"', 'b.extend("ab")', 'b.extend([1, "a"])', 'b.extend(5)', 'b.extend(None)', 'b.__init__(x for x in [1, 256])', 'b.__init__([1, len(b), len(b)])', 'b.__init__(b.__alloc__() > len(b) for i in range(3))'): attempt_on(statement)
class Slotted(bytearray): __slots__ = ('x', '__dict__')
a = Slotted(b'ab'); a.x = 10; a.y = 20; c = pickle.loads(pickle.dumps(a)); print(c, c.x, c.y, a.__reduce__()[1:], a.__reduce_ex__(3)[1:]); print(bytearray(b'it\'s "x"'), bytearray(b"it's"), b"it's", repr(Slotted(b"'")), b'abc'.__bytes__(), type(b'').__bytes__(type('B', (bytes,), {})(b'q')))
for args in ((1, 2, 3, 4), (), (b'a', 1, 2, 3), ('a',), (5,), (None,), (b'a', None, None)):
    for o in ('abc', b'abc', bytearray(b'abc')):
        for name in ('find', 'index', 'count', 'startswith', 'rindex'): print(type(o).__name__, name, args, end=' '); attempt(lambda: getattr(o, name)(*args))
print([getattr(str, n).__text_signature__ for n in ('find', 'count', 'startswith', 'split', 'join')], [getattr(bytes, n).__text_signature__ for n in ('find', 'index')])
done = []
class D(str):
    def __del__(self): done.append(next(it, 'end'))
for make in (iter, reversed): it = make(D('')); print(next(it, 'none'), done)
