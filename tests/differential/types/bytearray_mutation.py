# bytearray: in-place changes, slices, export locking.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


a = bytearray(b'hello')
a[0] = 72
a[1:3] = b'EEE'
print(a, len(a))
a[::2] = b'....'[:len(a[::2])]
print(a)
a.append(33); a.extend(b'xyz'); a.extend([1, 2]); a.insert(0, 65); a += b'end'
print(a, a.pop(), a.pop(0), a.pop(3), a)
a.remove(33); a.reverse(); print(a)
del a[0]; del a[1:3]; del a[::2]; print(a)
a *= 2; print(a, a.copy() is a, a.copy() == a); a.clear(); print(a, bool(a))


def setitem(target, key, value): target[key] = value
def delitem(target, key): del target[key]


for key, value in ((0, 256), (0, -1), (0, 'a'), (9, 1), ('x', 1), (slice(0, 1), 'str'), (slice(0, 1), 5), (slice(0, 4, 2), b'abc'), (slice(None), [300]), (0, b'a'), (0, 1.5)):
    attempt(lambda: setitem(bytearray(b'abcd'), key, value))
attempt(lambda: delitem(bytearray(b'a'), 5)), attempt(lambda: bytearray().pop()), attempt(lambda: bytearray(b'a').pop(5)), attempt(lambda: bytearray(b'a').remove(98)), attempt(lambda: bytearray(b'a').append(256)), attempt(lambda: bytearray(b'a').append('x'))
attempt(lambda: bytearray(b'a').extend('x')), attempt(lambda: bytearray(b'a').extend([999])), attempt(lambda: bytearray(b'a').extend(5)), attempt(lambda: hash(bytearray())), attempt(lambda: bytearray('x')), attempt(lambda: bytearray(-1)), attempt(lambda: bytearray(b'a').insert(0, 'x'))
locked = bytearray(b'locked')
view = memoryview(locked)
attempt(lambda: locked.append(1)), attempt(lambda: locked.clear()), attempt(lambda: locked.pop()), attempt(lambda: setitem(locked, slice(0, 2), b'')), setitem(locked, 0, 76)
view[1:3] = b'OO'
view.release()
locked.append(33)
print(locked, repr(locked), str(locked), locked == b'LOOked!', locked > b'LA', bytearray.fromhex('00ff'), locked.hex(), b'OO' in locked, 76 in locked)
big = bytearray()
for i in range(1000): big.append(i * 7 % 256)
print(len(big), sum(big), bytes(big[::100]), big.count(0), big.find(bytes([7, 14])), big.__alloc__() >= 1000)
class BA(bytearray):
    tag = 1
b = BA(b'x'); b.note = 5
print(b, b.note, type(b + b'y'), type(b[0:1]), iter(b).__length_hint__())
