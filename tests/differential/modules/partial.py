# functools.partial: flattening, keywords, repr, pickling, state, subclasses, errors.
import copy
import functools
from functools import partial, partialmethod, reduce, cmp_to_key


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except BaseException as e:
        print(type(e).__name__, e)


def f(*args, **kw):
    return args, kw


p = partial(f, 1, 2, a=3)
print(p(4, b=5), p(a=9), p.func is f, p.args, p.keywords)
q = partial(p, 10, c=11)
print(q.func is f, q.args, q.keywords, q())
p.attribute = 1
r = partial(p, 12)
print(r.func is p, r.args, p.__dict__)
attempt(partial)
attempt(partial, 5)
attempt(partial, func=f)
for name in ('func', 'args', 'keywords'):
    try:
        setattr(p, name, 1)
    except AttributeError as e:
        print(e)
print(repr(partial(int, '10', base=3)), repr(partial(print)), partial(int, base=2)('101'))


class Sub(partial):
    pass


s = Sub(max, 1, key=abs)
print(repr(s), s(-5, 3), type(partial(s)).__name__)
loop = partial(f)
loop.__setstate__((f, (loop,), {'x': loop}, None))
print(repr(loop).replace(repr(f), 'F'))
loop.__setstate__((f, (), {}, None))
for state in (None, (), (f, (), {}), (f, [], {}, None), (1, (), {}, None), (f, (), [], None), (f, (1,), None, {'z': 1})):
    try:
        loop.__setstate__(state)
        print(loop(), loop.__dict__)
    except TypeError as e:
        print(e)
c = copy.copy(p)
print(c(), c.__dict__, p.__reduce__()[1:2] == ((f,),), p.__reduce__()[2][1:])
print(partial[int], partial(f).__doc__ == partial.__doc__, callable(p))
attempt(p.__setstate__)
try:
    p.__dict__ = 5
except TypeError as e:
    print(e)
try:
    del p.__dict__
except TypeError as e:
    print(e)


class Cell:
    alive = False

    def set(self, state):
        self.alive = state
    on = partialmethod(set, True)


cell = Cell()
cell.on()
print(cell.alive)
print(reduce(lambda a, b: a + b, [[1], [2]], []), sorted('bca', key=cmp_to_key(lambda a, b: (a < b) - (a > b))))
attempt(reduce, f, [])
attempt(reduce, f, 5)
attempt(cmp_to_key(f), 1, 2)
many = partial(f, *range(20))
print(many(*range(3))[0])
print(functools.partial(str.join, ',')(['a', 'b']))
