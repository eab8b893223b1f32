# frame.f_lineno set in a trace function: where one may go, and the refusals.
import sys

def jump(function, source, target, event='line', *args):
    out = []
    first = function.__code__.co_firstlineno
    done = False

    def tracer(frame, kind, arg):
        nonlocal done
        if frame.f_code is not function.__code__:
            return tracer
        if not done and kind == event and frame.f_lineno - first == source:
            done = True
            try:
                frame.f_lineno = first + target if isinstance(target, int) else target
            except Exception as e:
                out.append(f'{type(e).__name__}: {e}')
        return tracer

    sys.settrace(tracer)
    try:
        r = function(out, *args)
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    finally:
        sys.settrace(None)
    print(function.__name__, source, target, event, out, r)

def plain(out):
    out.append(1)
    out.append(2)
    out.append(3)
    return 'end'

def loop(out):
    out.append('before')
    for i in range(2):
        out.append(i)
    out.append('after')

def tries(out):
    try:
        out.append('try')
    except ValueError:
        out.append('except')
    finally:
        out.append('finally')
    out.append('end')

def withs(out):
    class M:
        def __enter__(self):
            out.append('enter')

        def __exit__(self, *e):
            out.append('exit')
    with M():
        out.append('in')
    out.append('out')

def unbound(out):
    x = 1
    out.append('skipped')
    return x

def yields(out):
    yield 1
    out.append('a')
    yield 2

def drained(out):
    return list(yields(out))

for args in ((plain, 1, 3), (plain, 3, 1), (plain, 2, 2), (plain, 2, -5), (plain, 2, 1000), (plain, 2, 'x'), (plain, 2, 1.5), (plain, 2, 2 ** 70),
             (loop, 1, 4), (loop, 1, 3), (loop, 3, 4), (loop, 3, 1), (loop, 4, 2), (tries, 2, 7), (tries, 2, 4), (tries, 7, 1),
             (withs, 8, 9), (withs, 7, 9), (withs, 7, 8), (withs, 9, 7), (plain, 0, 2, 'call'), (plain, 4, 1, 'return')):
    jump(*args)
frame = sys._getframe()
try:
    frame.f_lineno = 1
except ValueError as e:
    print(e)
try:
    del frame.f_lineno
except AttributeError as e:
    print(e)
