"""Views that are released while one of their own methods runs, and strides beyond any size."""


def view(kind='B', data=8):
    return memoryview(bytearray(data)).cast(kind)


class Release:
    """Releases `target` when it is asked for a number, a truth value or a hash."""
    def __index__(self):
        target.release()
        return 1
    __float__ = __bool__ = lambda self: bool(self.__index__())


def attempt(name, use):
    global target
    try:
        print(name, use())
    except Exception as e:
        print(name, type(e).__name__, e)
    try:
        print('   ', target.tobytes())
    except ValueError as e:
        print('   ', e)


target = view()
attempt('hex', lambda: target.hex('-', Release()))
attempt('hex again', lambda: target.hex('-', 'x'))
attempt('hex again', lambda: target.hex())
for kind in 'Bqfd?':
    target = view(kind)
    attempt('item ' + kind, lambda: target.__setitem__(0, Release()))
    size = memoryview(bytearray(8)).cast(kind).itemsize
    target = memoryview(bytearray(size)).cast(kind, ())
    print(target.ndim, target.shape)
    attempt('scalar ' + kind, lambda: target.__setitem__((), Release()))
    target = view(kind)
    attempt('index', lambda: target[Release()])
target = view()
attempt('slice', lambda: target[Release():].tolist())
target = view()
attempt('slice assigned', lambda: target.__setitem__(slice(Release(), 3), b'ab'))


class Owner(bytes):
    def __hash__(self):
        target.release()
        return 7


target = memoryview(Owner(b'abc'))
for _ in range(2):
    try:
        print(hash(target))
    except (ValueError, BufferError) as e:
        print(type(e).__name__, e)
for stride in (2**62, -2**63, 2**63 - 1):
    for kind in 'BQ':
        m = view(kind)[::stride]
        print(stride, kind, m.strides, m.tolist(), m[:1].strides, m[1:].tolist(), m[::-1].strides)
