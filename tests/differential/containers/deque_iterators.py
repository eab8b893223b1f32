# Iterators over deques: made by hand, copied, pickled; reprs of deque, defaultdict and their subclasses.
import copy
import pickle
from collections import defaultdict, deque

forward, backward = type(iter(deque())), type(reversed(deque()))
d = deque(range(6))
for cls in (forward, backward):
    for arguments in ((d,), (d, 2), (d, -3), (d, 99), (1,), (d, 'x'), ([],)):
        try:
            print(cls.__name__, list(cls(*arguments)))
        except Exception as e:
            print(cls.__name__, type(e).__name__, e)
    it = cls(d, 1)
    next(it)
    print(it.__reduce__()[1], list(copy.copy(it)), list(pickle.loads(pickle.dumps(it))), it.__length_hint__(), list(it), it.__length_hint__())
it = iter(d)
d.append(1)
try:
    next(it)
except RuntimeError as e:
    print(e)


class Deque(deque): pass
class Default(defaultdict): pass


x = Deque([1], 3)
x.append(x)
print(x, repr(deque([1], 2)), repr(deque()), Default(int, a=1), defaultdict(None), repr(defaultdict(list, {1: 2})))
y = defaultdict(list)
y['self'] = y
print(y)
import struct
for text in ('\0', 'i\0', b'\0', '2\0i', 'é', 'y'):
    try:
        print(struct.calcsize(text))
    except Exception as e:
        print(type(e).__name__, e)
for args in ((), (1, 2), (1, 2, 3, 4), ('A', (), {}, 1), (1, (), {}), ('A', [], {}), ('A', (), [])):
    try:
        print(type(*args))
    except Exception as e:
        print(type(e).__name__, e)
class M(type): pass
try:
    M(5)
except TypeError as e:
    print(e)
class L(list):
    def sort_badly(self):
        def touch(x):
            self.append(1)
            change(self)
            return x
        self.sort(key=touch)
for change in (lambda l: l.pop(), lambda l: l.clear(), lambda l: l.__delitem__(slice(None)), lambda l: None, lambda l: l.extend([2, 3])):
    l = L([3, 1, 2])
    try:
        l.sort_badly()
    except ValueError as e:
        print(e, l)
import sys
print([sys.getsizeof(list(x)) for x in (range(10), [0] * 9, 'abc', (), {1: 2}, (i for i in range(9)))])
