# _tuplegetter, the descriptor of named tuples' fields.
from _collections import _tuplegetter as T
from collections import namedtuple


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except BaseException as error:
        print(type(error).__name__, error)


attempt(T), attempt(T, 1), attempt(T, 'x', 'y'), attempt(T, 1, 2, 3), attempt(T, index=1, doc=2), attempt(T, 2**70, '')
g = T(1, 'doc'); print(g, g.__doc__, g.__reduce__(), T.__mro__, sorted(set(T.__dict__) - {'__module__'}))
class C(tuple): f, h, low = T(1, 'd'), T(5, 'd'), T(-1, 'x')
c = C((1, 2)); attempt(lambda: c.f); attempt(lambda: c.h); attempt(lambda: c.low); attempt(setattr, c, 'f', 3); attempt(delattr, c, 'f'); print(C.f)
class D: f = T(0, 'd')
attempt(lambda: D().f); print(D.f); attempt(g.__get__, None); attempt(g.__get__, None, int); attempt(g.__get__, [1, 2]); attempt(g.__get__, (1, 2), 5)
g.__doc__ = 'new'; print(g.__doc__); del g.__doc__; attempt(lambda: g.__doc__); print(g); attempt(lambda: type('X', (T,), {}))
P = namedtuple('P', 'x y', defaults=[7]); print(P.x, P.y.__doc__, P(1), P(1).y, P(3)._replace(x=4), P.x.__get__(P(5))); P.x.__doc__ = 'other'; print(P.x)
