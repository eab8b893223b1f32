# Cycles through every kind of container are found.
import collections
import contextvars
import functools
import gc
import itertools
import operator
import threading
import types
import weakref

gc.disable()


class Probe:
    pass


def byAttribute(probe, make):
    probe.held = make(probe)


def generator(x):
    yield x


async def coroutine(x):
    await x


async def asyncGenerator(x):
    yield x


def started(it):
    next(it)
    return it


def cell(x):
    return lambda: x


def frame(x):
    try:
        raise ValueError
    except ValueError as e:
        return e.__traceback__.tb_frame


class Slots:
    __slots__ = ('x',)
    def __init__(self, x): self.x = x


class Descending(list): pass
class DictChild(dict): pass
class TupleChild(tuple): pass
class SetChild(set): pass
class Callable:
    def __init__(self, x): self.x = x
    def __call__(self): return 1
    def method(self): pass


def classHolding(x):
    return type('Made', (), {'x': x})


def exception(x):
    e = ValueError(x)
    e.__cause__ = KeyError(x)
    e.__notes__ = [x]
    return e


def weakCallback(x):
    return weakref.ref(Probe, lambda r, y=x: y)


def contextOf(x):
    var = contextvars.ContextVar('v')
    context = contextvars.copy_context()
    context.run(var.set, x)
    return context


def localOf(x):
    local = threading.local()
    local.x = x
    return local


MAKERS = dict(
    list=lambda x: [x], tuple=lambda x: (x,), dictValue=lambda x: {1: x}, dictKey=lambda x: {x: 1}, set=lambda x: {x}, frozenset=lambda x: frozenset([x]), listChild=lambda x: Descending([x]),
    dictChild=lambda x: DictChild(a=x), tupleChild=lambda x: TupleChild([x]), setChild=lambda x: SetChild([x]), slots=Slots, instance=Callable, method=lambda x: Callable(x).method, cls=classHolding, function=cell,
    defaults=lambda x: (lambda a=x: a), kwDefaults=lambda x: (lambda *, a=x: a), generator=lambda x: generator(x), startedGenerator=lambda x: started(generator(x)), asyncGenerator=asyncGenerator,
    listIterator=lambda x: iter([x]), tupleIterator=lambda x: iter((x,)), dictIterator=lambda x: iter({x: 1}), setIterator=lambda x: iter({x}), reversed=lambda x: reversed([x]), enumerate=lambda x: enumerate([x]),
    zip=lambda x: zip([x]), map=lambda x: map(lambda y: x, []), filter=lambda x: filter(None, [x]), keys=lambda x: {x: 1}.keys(), values=lambda x: {1: x}.values(), items=lambda x: {x: x}.items(),
    partial=lambda x: functools.partial(print, x, a=x), lruCache=lambda x: functools.lru_cache(lambda: x), cached=lambda x: (lambda f: (f(x), f)[1])(functools.lru_cache(lambda y: y)), cmpKey=lambda x: functools.cmp_to_key(print)(x),
    deque=lambda x: collections.deque([x]), orderedDict=lambda x: collections.OrderedDict(a=x), defaultDict=lambda x: collections.defaultdict(lambda: x), chainMap=lambda x: collections.ChainMap({1: x}),
    chain=lambda x: itertools.chain([x]), cycle=lambda x: started(itertools.cycle([x])), product=lambda x: itertools.product([x]), permutations=lambda x: itertools.permutations([x]), combinations=lambda x: itertools.combinations([x], 1),
    tee=lambda x: started(itertools.tee([x, x])[0]), groupby=lambda x: itertools.groupby([x], lambda y: x), accumulate=lambda x: started(itertools.accumulate([x])), starmap=lambda x: itertools.starmap(print, [x]),
    islice=lambda x: itertools.islice([x], 3), takewhile=lambda x: itertools.takewhile(None, [x]), zipLongest=lambda x: itertools.zip_longest([], fillvalue=x), repeat=itertools.repeat, pairwise=lambda x: itertools.pairwise([x]),
    compress=lambda x: itertools.compress([x], [x]), count=lambda x: [itertools.count(1), x], property=lambda x: property(lambda s: x), classmethod=lambda x: classmethod(lambda s: x), staticmethod=lambda x: staticmethod(lambda s: x),
    super=lambda x: super(Probe, x), slice=lambda x: slice(x, x), mappingProxy=lambda x: types.MappingProxyType({1: x}), namespace=lambda x: types.SimpleNamespace(x=x), cell=types.CellType, module=lambda x: (lambda m: (setattr(m, 'x', x), m)[1])(types.ModuleType('m')),
    exception=exception, group=lambda x: ExceptionGroup('g', [ValueError(x)]), frame=frame, alias=lambda x: list[x], union=lambda x: int | list[x], methodCaller=lambda x: operator.methodcaller('a', x), itemGetter=lambda x: operator.itemgetter(x),
    weakCallback=weakCallback, context=contextOf, local=localOf, callIterator=lambda x: iter(lambda: x, 1), builtinMethod=lambda x: [x].append, wrapper=lambda x: [x].__len__, boundNative=lambda x: {1: x}.get, memo=lambda x: memoryview(b'a') and [x],
)
for name, make in MAKERS.items():
    probe = Probe()
    byAttribute(probe, make)
    ref = weakref.ref(probe)
    del probe
    alive = ref() is not None
    gc.collect()
    print(name, alive, ref() is None)
