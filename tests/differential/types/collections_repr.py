# repr of the containers of collections says the plain name of the type, subclasses their own.
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque


class D(deque):
    pass


class DD(defaultdict):
    pass


print(deque([1], 3), D('a'), deque(), defaultdict(int, a=1), DD(None), Counter('aab'), OrderedDict(a=1), ChainMap({}))
loop = deque()
loop.append(loop)
nested = defaultdict(list)
nested['x'] = nested
print(loop, nested, [deque, defaultdict])
