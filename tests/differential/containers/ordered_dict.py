# OrderedDict: order, views, iterators, error texts, equality, subclasses, copies and pickles.
import collections
import copy
import gc
import pickle
import weakref
from collections import OrderedDict as O


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except BaseException as error:
        print(type(error).__name__, error)


for f, args in ((O, (1, 2)), (O, (1,)), (O, ([1],)), (O, ([(1,)],)), (O, ([()],)), (O, ([(1, 2, 3)],)), (O, (['ab', 'cd'],)),
                (O.update, ()), (O().update, (1, 2)), (O().update, (5,)), (O().popitem, ()), (O().popitem, (1, 2)), (O().pop, ()),
                (O().pop, (1,)), (O().pop, (1, 'd')), (O().move_to_end, (1,)), (O(a=1).move_to_end, ([],)), (O().move_to_end, ([],)),
                (O().setdefault, ()), (O.fromkeys, ()), (O.fromkeys, (1,)), (O.fromkeys, ('ab', 1)), (O().clear, (1,)),
                (O(a=1).__delitem__, (3,)), (O().__getitem__, (1,)), (hash, (O(),)), (O().__lt__, (O(),)), (O().__or__, (5,)),
                (type(O().keys()), ()), (type(iter(O())), ()), (O.__iter__, ({},)), (O().move_to_end, ())):
    attempt(f, *args)
o = O({1: 2}, a=3)
o['x'] = o
print(o, len(o), list(o), list(reversed(o)), o.keys(), reversed(o.keys()).__class__, o.setdefault(9), o.setdefault('q', default=7))
del o['x']
print(o.values(), o.items(), list(reversed(o.items())), o.keys() & {1, 9, 2}, o.items() == dict(o).items(), o.keys().isdisjoint('a'))
o.move_to_end(1); print(list(o)); o.move_to_end('q', last=False); print(list(o), o.popitem(), o.popitem(False), o)
print(O(a=1) | {'b': 2}, {'b': 1} | O(a=1), O(a=1) == {'a': 1}, O(a=1, b=2) == O(b=2, a=1), O(a=1, b=2) != O(b=2, a=1), O(a=1) == 5)
o |= [(1, 2)]; print(o); attempt(lambda: 5 | O())
o.attribute = [1]; print(o.__dict__, o.copy().__dict__, copy.copy(o).attribute is o.attribute, copy.deepcopy(o).attribute, o.__reduce__()[:4])
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(o, protocol)); print(again, again.attribute, type(again).__name__, end=' ')
print()


class S(O):
    def __setitem__(self, key, value): print('set', key); super().__setitem__(key, value)
    def __getitem__(self, key): print('get', key); return super().__getitem__(key)
    def __delitem__(self, key): print('del', key); super().__delitem__(key)
    def __missing__(self, key): return f'missing {key}'


s = S([(1, 'a')], b=2); s.update({3: 4}, c=5); s.setdefault('b'); s.setdefault('new', 8); print(s.copy(), s['nope'], s.pop(3), s.popitem())
print(S.fromkeys('xy'), s | {7: 7}, type({1: 1} | s).__name__, s == O(s)); del s['b']


class Source:
    def keys(self): return iter('ab')
    def __getitem__(self, key): return key * 2


class Items:
    def items(self): return [('i', 1), ('j', 2)]


print(O(Source()), O(Items(), k=3), O(zip('ab', 'cd')))
r = weakref.ref(s); del s; print(r())
cycle = O(); cycle['me'] = cycle; w = weakref.ref(cycle); del cycle; gc.collect(); print(w())
class Slotted(O): __slots__ = ('z',)
z = Slotted(a=1); z.z = 3; z.free = 4; print(z.__reduce__()[2], copy.copy(z).z, z.free)
big = O.fromkeys(range(1000))
for i in range(0, 1000, 3): del big[i]
for i in range(1, 1000, 7): i in big and big.move_to_end(i, i % 2)
big.update(dict.fromkeys(range(2000, 2100)))
print(len(big), list(big)[:40], list(big)[-110:][:12], sum(big), list(reversed(list(big))) == list(reversed(big)))
print(O.__name__, O.__module__, O.__mro__, O.__hash__, isinstance(o.keys(), collections.abc.KeysView), type(o.keys()).__mro__)
