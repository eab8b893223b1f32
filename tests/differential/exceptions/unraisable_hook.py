# sys.unraisablehook: what it is told, its replacement, and its own failure.
import sys


class A:
    def __del__(self):
        raise RuntimeError("del")


def show(args):
    print(args.exc_type.__name__, args.exc_value, args.err_msg, getattr(args.object, "__name__", args.object))
    print(args.exc_traceback.tb_lineno, len(args), type(args).__name__, type(args).__module__)


sys.unraisablehook = show
a = A()
del a


def gen():
    try:
        yield
    finally:
        raise KeyError(3)


g = gen()
next(g)
sys.unraisablehook = lambda args: print(type(args.object).__name__, repr(args.exc_value), args.err_msg)
del g


def broken(args):
    raise ValueError("in hook")


class Stream:
    text = ""

    def write(self, text):
        Stream.text += text

    def flush(self):
        pass


sys.unraisablehook = broken
real, sys.stderr = sys.stderr, Stream()
a = A()
del a
sys.unraisablehook = sys.__unraisablehook__
a = A()
del a
sys.stderr = real
for line in Stream.text.splitlines():
    print("|", line.partition(" at 0x")[0].replace(__file__, "FILE"))
print(sys.unraisablehook is sys.__unraisablehook__)
