# FOR_ITER: containers changing underneath, generators in odd states, other iterators at the same site.
import sys

def collect(it):
    out = []
    for x in it:
        out.append(x)
    return out

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

def gen(n):
    for i in range(n):
        got = yield i
        if got:
            yield ('got', got)

for source in ([1, 2], (1, 2), range(2), gen(2), {1: 2}, {3}, 'ab', iter([5]), zip([1], [2]), map(str, [1]), enumerate('x'), b'a', [], (), range(0), gen(0), range(5, 0, -2), range(2 ** 70, 2 ** 70 + 2)):
    print(collect(source))

def shrink(l):
    out = []
    for x in l:
        out.append(x)
        if l:
            l.pop()
    return out

def grow(l):
    for x in l:
        if len(l) < 8:
            l.append(x * 2)
    return l

print(shrink([1, 2, 3, 4]), grow([1]))
d = {1: 1, 2: 2}

def add_keys(d):
    for k in d:
        d[k + 10] = 0

print(attempt(add_keys, d))

def self_iterating():
    for x in me:
        yield x

me = self_iterating()
print(attempt(collect, me))
g = gen(3)
next(g)
print(collect(g), collect(g), attempt(next, g))

def raising():
    yield 1
    raise KeyError('inside')

print(attempt(collect, raising()))

def stops():
    yield 1
    raise StopIteration('bad')

print(attempt(collect, stops()))

def returns():
    yield 1
    return 'value'

def delegating():
    r = yield from returns()
    yield r
    r = yield from [7, 8]
    yield r

print(collect(returns()), collect(delegating()))
d = delegating()
next(d)
print(attempt(d.throw, KeyError('thrown')), collect(d))

def catches():
    while True:
        try:
            x = yield 'ready'
            print('sent', x)
        except ValueError as e:
            print('caught', e, sys.exc_info()[1] is e)
        except GeneratorExit:
            print('closing')
            raise

def outer():
    yield from catches()

o = outer()
print(next(o), o.send(1), o.throw(ValueError('v')), o.send(2))
o.close()
print(collect(o))

def breaks(it):
    for x in it:
        try:
            break
        finally:
            print('left with', x)
    else:
        print('never')

breaks(gen(3)), breaks([1]), breaks([])

def handled():
    try:
        raise ValueError('outer')
    except ValueError:
        for x in gen(2):
            yield sys.exc_info()[0].__name__, x
    yield sys.exc_info()

print(collect(handled()))

def deep(n):
    if n:
        yield from deep(n - 1)
    yield n

print(len(collect(deep(200))), attempt(lambda: collect(deep(10 ** 4))))

def local_in_range():
    class Dies:
        def __del__(self):
            print('old value gone')
    i = Dies()
    for i in range(2):
        print(i)
    return i

print(local_in_range())

def inner_frames():
    yield sys._getframe().f_back.f_code.co_name

print(collect(inner_frames()))

async def co(n):
    if n:
        return await co(n - 1) + 1
    return 0

c = co(50)
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
print(attempt(c.send, None))
