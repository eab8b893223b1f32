"""Steps far beyond the length of what is sliced."""
import array
import mmap

STEPS = (2**63 - 1, -2**63, 2**70, -2**70, 2**62, -2**62, 5, -5)


def attempt(use):
    try:
        return use()
    except (ValueError, TypeError, BufferError) as e:
        return f'{type(e).__name__}: {e}'


with mmap.mmap(-1, 4) as m:
    m[:] = b'abcd'
    for s in ('abcd', 'ab\u0107d', b'abcd', bytearray(b'abcd'), [1, 2, 3, 4], (1, 2, 3, 4), memoryview(b'abcd'), array.array('q', [1, 2, 3, 4]), range(4), m):
        print(type(s).__name__)
        for step in STEPS:
            print(step, list(s[::step]), list(s[1::step]), list(s[9::step]), list(s[:1:step]), list(s[-1::step]))
    for make in (lambda: bytearray(b'abcd'), lambda: [1, 2, 3, 4], lambda: array.array('b', b'abcd'), lambda: m):
        for step in STEPS:
            for start in (None, 1, 9):
                for value in (b'', b'x', b'xy'):
                    s = make()
                    items = array.array('b', value) if isinstance(s, array.array) else value
                    print(start, step, value, attempt(lambda: s.__setitem__(slice(start, None, step), items)), s[:])
                s = make()
                print(start, step, attempt(lambda: s.__delitem__(slice(start, None, step))), s[:])
