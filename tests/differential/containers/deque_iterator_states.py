# What iterators of a deque say when it changed, when they are exhausted, and what they are reduced to.
from collections import deque


def t(f, *a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__, e)
q=deque('abc'); it=iter(q); next(it); print(it.__reduce__()); q.append(1); t(it.__length_hint__); t(it.__reduce__); t(next,it); t(it.__reduce__); t(it.__length_hint__); t(next,it)
it=iter(deque('a')); next(it); t(next,it); t(next,it); t(it.__reduce__)
q=deque('ab'); it=iter(q); list(it); q.append(3); t(next,it)
it=reversed(deque('abc')); print(next(it), it.__reduce__(), list(it))
from _collections import _deque_iterator as Forward, _deque_reverse_iterator as Backward
for kind in (Forward, Backward):
    t(kind), t(kind, 1), t(kind, q, 1, 2), t(kind, q, 'x'), t(lambda: list(kind(q, 1))), t(lambda: list(kind(q, 10))), t(lambda: list(kind(q, -3)))
q = deque('abcd'); it = iter(q); next(it); q.pop(); q.pop(); q.pop(); print(it.__reduce__())
