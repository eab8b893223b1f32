# slice: attributes, indices, comparison, custom __getitem__.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class Show:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print('set', key, value)
    def __delitem__(self, key): print('del', key)


s = Show()
print(s[1], s[1:2], s[:], s[::], s[1:2:3], s[::-1], s[1:2, 3], s[..., 1:], s[()], s[1,], s['a':'b'], s[None:None], s[(1, 2)], s[[1]:{}], s[*[1, 2], 3], s[*()], s[-1:])
s[1:2] = 5; s[1, 2] = 6
del s[::2]; del s[...]
print(slice(5), slice(1, 2), slice(1, 2, 3), slice(None), slice(1).start, slice(1).stop, slice(1, 2, 3).step, slice(1, 2) == slice(1, 2), slice(1) != slice(2), slice(1, 2) < slice(1, 3), slice(1) == 1)
attempt(lambda: slice()), attempt(lambda: slice(1, 2, 3, 4)), attempt(lambda: hash(slice(1))), attempt(lambda: slice(1) < 5), attempt(lambda: slice('a').indices(3)), attempt(lambda: slice(1).indices(-1)), attempt(lambda: slice(1).indices('x')), attempt(lambda: slice(1, 2, 0).indices(5)), attempt(lambda: setattr(slice(1), 'start', 5)), attempt(lambda: slice(1, 'a') < slice(1, 2))
for sl in (slice(None), slice(2), slice(1, -1), slice(-2, None), slice(None, None, 2), slice(None, None, -1), slice(5, 1, -2), slice(100), slice(-100, 100), slice(10**30), slice(-10**30, None, 10**30), slice(0, 0, -1)):
    print(sl, [sl.indices(n) for n in (0, 1, 4, 10)], list(range(10))[sl], 'abcdefghij'[sl], tuple(range(4))[sl])


class Idx:
    def __index__(self): return 2


print([0, 1, 2, 3][Idx():], slice(Idx(), None, Idx()).indices(6), 'abcdef'[:Idx()], slice.__reduce__(slice(1, 2))[1], isinstance(slice(1), slice))
