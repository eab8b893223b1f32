# list: construction, indexing, slicing, operators.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


a = list(range(10))
print(a[0], a[-1], a[2:5], a[:-3], a[::-1], a[::3], a[8:2:-2], a[-100:100], a[5:5], a[::-4], len(a), 5 in a, 11 not in a)
print([1] + [2], [1, 2] * 3, 2 * [0], [1] * -1, [[]] * 2, [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], [1] == [1.0], [1, [2]] == [1, [2]], [3] > [2, 5], [1] != [1])
attempt(lambda: a[10]), attempt(lambda: a['x']), attempt(lambda: a[1.0]), attempt(lambda: a[None]), attempt(lambda: [1] + (2,)), attempt(lambda: [1] + 'a'), attempt(lambda: [1] * [2]), attempt(lambda: [1] < (1,)), attempt(lambda: [1] < [None]), attempt(lambda: a[::0]), attempt(lambda: list(5)), attempt(lambda: list(1, 2)), attempt(lambda: hash([])), attempt(lambda: [] - []), attempt(lambda: [1] * 2**62), attempt(lambda: a[1, 2]), attempt(lambda: list(x=1)), attempt(lambda: [].foo)
print(list(), list('abc'), list((1, 2)), list({1: 2}), list(range(3)), list(x * 2 for x in 'ab'), [*range(3), *'ab'], [x for x in range(5) if x % 2])
b = [1, 2, 3, 4, 5, 6]
b[0] = 'a'; b[1:3] = ['b', 'c', 'd']; b[-1] = 'z'; b[::2] = [0, 0, 0, 0][:len(b[::2])]
print(b); b[2:2] = [7, 7]; b[len(b):] = [8]; b[:0] = [9]; b[3:5] = []; print(b)
del b[0]; del b[-1]; del b[1:3]; del b[::2]; print(b)


def put(key, value):
    x = [1, 2, 3, 4]
    x[key] = value
    return x


def drop(key):
    x = [1, 2, 3, 4]
    del x[key]
    return x


attempt(lambda: put(9, 1)), attempt(lambda: put('a', 1)), attempt(lambda: put(slice(0, 4, 2), [1])), attempt(lambda: put(slice(0, 2), 5)), attempt(lambda: put(slice(None), 'ab')), attempt(lambda: put(slice(3, 0, -1), 'xyz')), attempt(lambda: drop(9)), attempt(lambda: drop(slice(None, None, 2))), attempt(lambda: drop('x')), attempt(lambda: drop(slice(3, 1, -1)))
n = []; n.append(n); n.append([n]); print(n, repr(n), n[0] is n)
x = y = [1]; x += [2]; x *= 2; x += 'ab'; x += (c for c in 'c'); print(x, y is x)
i = iter(a); next(i); print(i.__length_hint__(), list(i), list(i), list(reversed(a))[:3], type(i).__name__, i.__reduce__()[1:])
