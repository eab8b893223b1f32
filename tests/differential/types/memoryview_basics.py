# memoryview over bytes, bytearray and array: slicing, casting, comparing.
import array


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


m = memoryview(b'abcdef')
print(m[0], m[-1], bytes(m[1:4]), m[::-1].tolist(), m[::2].tobytes(), len(m), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.c_contiguous, m.f_contiguous, m.suboffsets, m.obj)
print(m == b'abcdef', m[1:3] == b'bc', m != b'x', hash(m) == hash(b'abcdef'), m.hex(), m.hex(':'), 97 in m, list(m[:3]), m.tolist()[-2:], m.toreadonly().readonly)
b = bytearray(range(8))
w = memoryview(b)
w[0] = 99; w[1:3] = b'xy'; w[::4] = b'\xfe\xff'
print(b, w[2:5].tolist())


def put(target, key, value): target[key] = value


attempt(lambda: put(m, 0, 1)), attempt(lambda: put(w, 0, 256)), attempt(lambda: put(w, 0, 'a')), attempt(lambda: put(w, slice(0, 2), b'abc')), attempt(lambda: put(w, 100, 1)), attempt(lambda: w['a']), attempt(lambda: w[1.5]), attempt(lambda: memoryview('str')), attempt(lambda: memoryview()), attempt(lambda: memoryview(5)), attempt(lambda: hash(w))
c = w.cast('H')
print(c.tolist(), c.itemsize, c.shape, c.format, w.cast('I').tolist(), w.cast('B', (2, 4)).tolist(), w.cast('B', [2, 2, 2]).shape, w.cast('b')[0], w.cast('c')[1], w.cast('q')[0], w.cast('?')[3])
attempt(lambda: w[:7].cast('H')), attempt(lambda: w.cast('X')), attempt(lambda: c.cast('I')), attempt(lambda: w.cast('B', (3, 3))), attempt(lambda: w[::2].cast('B')), attempt(lambda: w.cast('B', (2, 4))[1, 2]), attempt(lambda: w.cast('B', (2, 4))[0])
a = array.array('i', [1, 2, 3, -4])
v = memoryview(a)
v[1] = 200
print(a, v.tolist(), v.format, v.itemsize, v.nbytes, v.tobytes()[:8], v == a, memoryview(array.array('d', [1.5]))[0], v[1:3].tolist())
attempt(lambda: put(v, 0, 2**40)), attempt(lambda: put(v, 0, 1.5)), attempt(lambda: a.append(5))
with memoryview(b'ctx') as x:
    print(x[0], type(x))
attempt(lambda: x[0]), attempt(lambda: len(x)), attempt(lambda: x.tolist()), print(str(x).split(' at ')[0])
v.release(); a.append(9); print(a, memoryview(b'abc') < memoryview(b'abd') if False else 'no order')
attempt(lambda: memoryview(b'a') < memoryview(b'b'))
