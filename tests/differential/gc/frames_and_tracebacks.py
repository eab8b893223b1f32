# Exceptions, tracebacks and frames hold what they must, and let go when they are cleared or collected.
import gc
import sys
import traceback
import weakref

gc.disable()


class Thing:
    def __repr__(self): return 'Thing'


def fail(thing):
    local = thing
    raise ValueError('x')


def hold():
    t = Thing()
    try:
        fail(t)
    except ValueError as e:
        return e, weakref.ref(t)


e, r = hold()
print(r() is not None, [f.f_code.co_name for f, _ in traceback.walk_tb(e.__traceback__)])
print(sorted(e.__traceback__.tb_next.tb_frame.f_locals))
traceback.clear_frames(e.__traceback__)
print(r(), e.__traceback__.tb_next.tb_frame.f_locals)

e, r = hold()
e.__traceback__ = None
print(r())
e, r = hold()
e.with_traceback(None)
print(r())

# The name of `except ... as` goes away, but a frame that keeps the exception makes a cycle.
def cycle():
    t = Thing()
    try:
        1 / 0
    except ZeroDivisionError as e:
        kept = e
    return weakref.ref(t)


r = cycle()
print(r() is not None, gc.collect() > 0, r())


def clearRunning():
    f = sys._getframe()
    try:
        f.clear()
    except RuntimeError as e:
        print(e)


clearRunning()


def gen():
    t = Thing()
    refs.append(weakref.ref(t))
    try:
        yield
    finally:
        print('finally')


refs = []
g = gen()
next(g)
f = g.gi_frame
f.clear()
print(refs[0](), g.gi_frame, list(g), f.f_locals)
g = gen()
next(g)
f = g.gi_frame
del g
print(refs[1](), f.f_locals, f.f_code.co_name)


def outer():
    t = Thing()
    def inner():
        return t
    return inner, sys._getframe(), weakref.ref(t)


inner, frame, r = outer()
print(sorted(frame.f_locals), r() is inner())
frame.clear()
print(sorted(frame.f_locals), r() is not None)
del inner, frame
gc.collect()
print(r())


# A frame alive after its function has returned knows its caller no more... only what it needs.
def lastFrame(): return sys._getframe()
f = lastFrame()
print(type(f.f_back), f.f_lineno, f.f_lasti >= 0, f.f_locals)

# sys.last_* style holders and exceptions that hold each other.
a, b = ValueError('a'), ValueError('b')
a.__context__, b.__context__ = b, a
a.t = Thing()
r = weakref.ref(a.t)
del a, b
print(gc.collect() >= 2, r())


class Node(Exception):
    def __del__(self): print('del', self.args)


def raises():
    try:
        raise Node('first')
    except Node:
        raise Node('second')


try:
    raises()
except Node as e:
    print(repr(e.__context__))
print('after')
