# Frame objects: locals, back links, line numbers, f_lasti; sys._getframe; generators' frames.
import inspect
import sys


def who(depth=0):
    f = sys._getframe(depth + 1)
    return f.f_code.co_name, f.f_lineno, sorted(f.f_locals), f.f_back is not None


def caller(a, b=2):
    c = a + b
    info = who()
    del c
    return info, who()


print(caller(1), sys._getframe().f_code.co_name, sys._getframe().f_back)


def snapshot():
    x = 1
    frame = sys._getframe()
    first = frame.f_locals
    x = 2
    second = frame.f_locals
    return first is second, second['x'], frame.f_globals is globals(), frame.f_builtins['len'] is len, frame.f_code is snapshot.__code__


print(snapshot())
def closure():
    captured = 'cap'
    def inner():
        return captured, sorted(sys._getframe().f_locals), sorted(sys._getframe(1).f_locals)
    return inner()
print(closure())
try:
    sys._getframe(1000)
except ValueError as e:
    print(e)
def g():
    x = yield sys._getframe().f_lineno
    yield sys._getframe().f_back.f_code.co_name
gen = g(); print(next(gen), gen.gi_frame.f_locals, gen.gi_frame.f_back, gen.send(5), gen.gi_frame.f_locals)
frame = gen.gi_frame; gen.close(); print(frame.f_locals, gen.gi_frame)
def keep():
    big = [1, 2]
    return sys._getframe()
f = keep(); print(f.f_locals, f.f_lineno - keep.__code__.co_firstlineno, f.f_lasti > 0); f.clear(); print(f.f_locals)
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)
class C:
    here = sys._getframe().f_locals.keys() >= {'__module__', '__qualname__'}
    names = sorted(sys._getframe().f_locals)
print(C.here, C.names, inspect.currentframe().f_code.co_name, [i.function for i in inspect.stack()])
print((lambda: sys._getframe().f_code.co_name)(), [sys._getframe().f_code.co_name for _ in 'a'], eval('sys._getframe().f_code.co_name'))
