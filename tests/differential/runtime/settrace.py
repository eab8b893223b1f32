# sys.settrace and sys.setprofile: events, lines, returns, exceptions, opcodes.
import contextlib
import sys
events = []


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, repr(arg)[:40] if event == 'return' else arg[0].__name__ if event == 'exception' else None))
    return tracer


def traced(f, *args):
    events.clear()
    sys.settrace(tracer)
    try:
        f(*args)
    except Exception as e:
        pass
    finally:
        sys.settrace(None)
    print(f.__name__)
    for e in events:
        print('  ', e)


def simple(x):
    y = x + 1
    return y


def loop(n):
    for i in range(n):
        if i % 2:
            continue
    else:
        n = 0
    while n < 2: n += 1
    return [i for i in range(2)]


def fail():
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    finally:
        x = 1
    raise ValueError


def gen():
    def g():
        yield 1
        yield 2
    return list(g())


def manager():

    with contextlib.nullcontext() as c:
        z = (1,
             2)
    return (lambda:
            z)()


traced(simple, 1), traced(loop, 3), traced(fail), traced(gen), traced(manager)
profile = []
sys.setprofile(lambda f, e, a: profile.append((e, f.f_code.co_name, getattr(a, '__name__', None) if e.startswith('c_') else None)))
len([1]); sorted([2, 1], key=lambda v: v); simple(3)
try:
    int('x')
except ValueError:
    pass
sys.setprofile(None)
print(*profile, sep='\n')
def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True; frame.f_trace_lines = False
    if event == 'opcode': events.append(frame.f_lasti)
    return opcodes
events.clear(); sys.settrace(opcodes); simple(1); sys.settrace(None); print(events, sys.gettrace(), sys.getprofile())
