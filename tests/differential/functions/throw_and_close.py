# What goes wrong while an exception is thrown in or a delegate closed; clear(); origins of coroutines.
import sys, warnings


class E(Exception):
    def __new__(cls, *a): return cls
class F(Exception):
    def __init__(self, *a): raise LookupError('init of F')


def plain(): yield 1
def catching():
    try: yield 1
    except Exception as e: yield type(e).__name__, str(e).replace(repr(E), 'E')
    yield 'after'


for make in (plain, catching):
    for what in (E, F, ValueError('v'), (ValueError, 'a'), (ValueError, ('a', 'b')), (int,), (ValueError('x'), 'y'), (ValueError, 1, 'tb')):
        g = make(); next(g)
        try: print(make.__name__, g.throw(*(what if isinstance(what, tuple) else (what,))), next(g))
        except Exception as e: print(make.__name__, type(e).__name__, str(e).replace(repr(E), 'E'), list(g))


class Broken:
    def __iter__(self): return self
    def __next__(self): return 1
    def __getattr__(self, name): raise ZeroDivisionError(name)


def delegating(): yield from Broken()


sys.unraisablehook = lambda u: print('unraisable', u.exc_type.__name__, u.exc_value, type(u.object).__name__, u.exc_traceback is not None)
g = delegating(); next(g); g.close()
for act in (lambda g: g.send(1), lambda g: g.throw(KeyError)):
    g = delegating(); next(g)
    try: act(g)
    except Exception as e: print(type(e).__name__, e)


def stubborn():
    try: yield 1
    except GeneratorExit: yield 2


g = stubborn(); next(g); del g


def cleared():
    try: yield 1
    finally: print('cleared')


g = cleared(); next(g); frame = g.gi_frame
frame.clear(); print(g.gi_frame, list(g)); frame.clear()


def running():
    try: sys._getframe().clear()
    except RuntimeError as e: print(e)
    yield 1


print(next(running()))


class StopWith:
    def __iter__(self): return self
    def __next__(self): raise StopIteration(*self.args)
    def __init__(self, *args): self.args = args


def receive(x): r = yield from x; return r


for args in ((), ('v',), (1, 2)):
    try: next(StopWith(*args))
    except StopIteration as e: print(repr(e), e.value)
    try: next(receive(StopWith(*args)))
    except StopIteration as e: print(repr(e), e.value)
    print(list(StopWith(*args)), next(StopWith(*args), 'default'))


async def co(): pass


c = co()
c.close()
for act in (lambda: c.send(None), lambda: c.throw(ValueError), lambda: c.throw(ValueError('x'))):
    try: act()
    except RuntimeError as e: print(e, e.__context__)
sys.set_coroutine_origin_tracking_depth(2)
def make(): return co()
c = make()
print([(line > 0, name) for _, line, name in c.cr_origin], co.__name__)
warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as seen:
    del c
print(str(seen[0].message).split('\n')[0], len(str(seen[0].message).split('\n')))
sys.set_coroutine_origin_tracking_depth(0)
c = co(); print(c.cr_origin); c.close()


class Prop:
    __eq__ = property(lambda self: 1 / 0)
    __lt__ = property(lambda self: [].x)
print(Prop() == Prop(), Prop() != 1)
try: Prop() < Prop()
except TypeError as e: print(e)
class A:
    def foo(self, *a): return [type(x).__name__ for x in a]
class B:
    bar = classmethod(A().foo)
    baz = A().foo
print(B.bar(), B().bar(1), B.baz(), B().baz(2), hasattr(A().foo, '__get__'))
for order in ([dict, object], [1], [int, object]):
    class Meta(type):
        def mro(cls): return [cls] + order
    try: print(Meta('X', (), {}).__mro__)
    except TypeError as e: print(e)
try:
    try: raise ExceptionGroup('eg', [TypeError(1), ValueError(2)])
    except* (TypeError, ValueError): raise KeyError(3)
except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__context__))
