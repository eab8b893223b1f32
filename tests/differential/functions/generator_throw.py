# throw() and close(): contexts, delegates, frames seen from inside, values of a Python __next__'s StopIteration.
import sys


def names():
    frame, out = sys._getframe(1), []
    while frame and frame.f_code.co_name != '<module>':
        out.append(frame.f_code.co_name)
        frame = frame.f_back
    return out


def inner():
    try:
        yield 1
    except RuntimeError:
        print('inside', names())
        yield 2
    print('after', names())


def middle():
    yield from inner()


def outer():
    yield from middle()
    print('outer', names())
    yield 3


g = outer()
print(next(g), g.throw(RuntimeError), next(g), g.gi_frame.f_back)


def handling():
    try:
        raise KeyError('a')
    except KeyError:
        try:
            yield
        except Exception as e:
            print('context', repr(e.__context__))
            raise


for arguments in ((ValueError,), (ValueError('x'),), (ValueError, 'x'), (ValueError, (1, 2)), (ValueError, None), (5,), (ValueError('x'), 1)):
    g = handling()
    next(g)
    try:
        g.throw(*arguments)
    except Exception as e:
        print(repr(e), repr(e.__context__))


class Unmade(Exception):
    def __new__(cls, *args):
        return cls


class Failing(Exception):
    def __init__(self):
        raise OSError('in __init__')


def catching():
    try:
        yield
    except BaseException as e:
        print('thrown in:', repr(e))
    yield 'caught'


for bad in (Unmade, Failing):
    g = catching()
    next(g)
    print(g.throw(bad))


class Python:
    def __init__(self, end):
        self.end = end

    def __iter__(self):
        return self

    def __next__(self):
        raise self.end


def delegating(end):
    print('result', (yield from Python(end)))
    yield


for end in (StopIteration(), StopIteration(42), StopIteration(1, 2), KeyError('k')):
    try:
        next(delegating(end))
    except Exception as e:
        print(repr(e))


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        print('asked for', name)
        return {}[name]

    def __repr__(self):
        return '<broken>'


def broken():
    yield from Broken()


for act in (lambda g: g.throw(ValueError), lambda g: g.send(1), lambda g: g.close()):
    g = broken()
    next(g)
    try:
        print(act(g))
    except Exception as e:
        print(repr(e))


class Quiet:
    def __repr__(self):
        return 'stubborn'


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
sys.unraisablehook = lambda u: print(u.exc_type, u.exc_value, u.exc_traceback.tb_frame.f_code.co_name, u.err_msg)
del g
