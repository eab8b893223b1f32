# types.SimpleNamespace.
import copy
import pickle
import types

N = types.SimpleNamespace


def attempt(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


a = N(x=1, y='two')
print(a, a.x, vars(a), a == N(x=1, y='two'), a == N(x=1), a != N(x=1), a == {'x': 1, 'y': 'two'}, len(vars(N())))
a.z = [a]
print(a)
del a.z
attempt(lambda: N(1)), attempt(lambda: N(**{'a b': 1, '': 2, 'c': 3})), attempt(lambda: hash(a)), attempt(lambda: a.w), attempt(lambda: a < a), attempt(lambda: a == 5)


class Sub(N):
    pass


s = Sub(q=1)
s.__init__(q=2, r=3)
print(s, s == N(q=2, r=3), N(q=2, r=3) == s, copy.copy(s), copy.deepcopy(a) == a, a.__reduce__())
print(pickle.loads(pickle.dumps(N(k=[1, 2]))), N.__name__, N.__module__, N.__mro__, N.__hash__)
a.__dict__['new'] = 5
print(a.new, sorted(vars(a)))
attempt(lambda: setattr(a, '__dict__', {}))


class Loud:
    def __repr__(self):
        raise ValueError('repr')


attempt(lambda: N(x=Loud()))
import sys
print(type(sys.implementation), sorted(vars(sys.implementation)), sys.implementation.cache_tag, sys.implementation.version[:3])
