# Sizes beyond memory and beyond what fits: MemoryError or OverflowError, never an end of the process.
import array
import collections
import io
import itertools
import struct

HUGE = 1 << 50
TESTS = [
    lambda n: bytes(n), lambda n: bytearray(n), lambda n: [0] * n, lambda n: (0,) * n, lambda n: 'a' * n, lambda n: b'a' * n, lambda n: 'a'.ljust(n), lambda n: 'a'.center(n), lambda n: 'a'.zfill(n),
    lambda n: b'a'.ljust(n), lambda n: b'a'.rjust(n), lambda n: b'a'.center(n), lambda n: b'a'.zfill(n), lambda n: '\t'.expandtabs(n), lambda n: array.array('b', b'a') * n, lambda n: array.array('q', [1]) * n,
    lambda n: '%*d' % (n, 1), lambda n: b'%*d' % (n, 1), lambda n: io.BytesIO(b'ab').read(n), lambda n: io.StringIO('ab').read(n), lambda n: list(range(n)), lambda n: [1].__imul__(n),
    lambda n: struct.pack(f'{n}x'), lambda n: struct.calcsize(f'{n}q'), lambda n: (1).to_bytes(n, 'big'), lambda n: itertools.repeat(1, n).__length_hint__(), lambda n: len(range(n)), lambda n: bytearray(b'ab')[n:n + 1], lambda n: 'ab'[-n:n],
    lambda n: collections.deque(range(3), n).maxlen, lambda n: b'\t'.expandtabs(n), lambda n: 1 >> n, lambda n: 'ab'.replace('a', 'b', n), lambda n: b'abab'.split(b'a', n), lambda n: format(1, f'{n}'),
]
for i, test in enumerate(TESTS):
    for n in (HUGE, 1 << 63, -HUGE, 1 << 64):
        try:
            result = test(n)
            print(i, n, 'done', repr(result)[:40])
        except (MemoryError, OverflowError, ValueError, struct.error, TypeError) as e:
            print(i, n, type(e).__name__)
big = b'x' * (1 << 20)
for test in (lambda: big.replace(b'x', big * 2), lambda: 'x' * (1 << 62) + 'y'):
    try:
        print('done', len(test()))
    except MemoryError as e:
        print('MemoryError', e)
