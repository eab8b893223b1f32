# sys.settrace: which events, in which order, with which lines and arguments.
import sys

def record(function, *args, opcodes=False, lines=True):
    events = []
    first = function.__code__.co_firstlineno

    def tracer(frame, event, arg):
        if frame.f_code.co_filename != __file__:
            return None
        shown = arg
        if event == 'exception':
            shown = (arg[0].__name__, str(arg[1]), arg[2].tb_lineno - first if arg[2] else None)
        elif event in ('line', 'call', 'opcode'):
            shown = '' if arg is None else 'ARG'
        events.append((frame.f_code.co_name, event, frame.f_lineno - first, frame.f_lasti if event == 'opcode' else '', shown))
        frame.f_trace_opcodes = opcodes
        frame.f_trace_lines = lines
        return tracer

    sys.settrace(tracer)
    try:
        try:
            r = function(*args)
        except Exception as e:
            r = repr(e)
    finally:
        sys.settrace(None)
    print(function.__name__, r)
    for e in events[:-1] if events and events[-1][0] == 'record' else events:
        if e[0] != 'record':
            print('   ', *e)

def straight():
    a = 1
    b = 2; c = 3
    return (a +
            b)

def loops(n):
    total = 0
    for i in range(n):
        total += i
    while n > 0:
        n -= 1
    else:
        total += 1
    return [x for x in (1, 2)], total

def catches():
    try:
        raise ValueError('a')
    except ValueError as e:
        x = 1
    finally:
        y = 2
    return y

def raises():
    inner()

def inner():
    1 / 0

def gen():
    x = yield 1
    try:
        yield x
    except KeyError:
        yield 'caught'
    return 'done'

def uses_gen():
    g = gen()
    out = [next(g), g.send(5), g.throw(KeyError('k'))]
    for v in g:
        out.append(v)
    return out

def delegates():
    yield from gen()

def uses_delegation():
    return list(delegates())

class C:
    def __init__(self):
        self.x = 1

    @property
    def p(self):
        return self.x

def objects():
    c = C()
    return c.p

def with_():
    class M:
        def __enter__(self):
            return 1

        def __exit__(self, *exc):
            return True
    with M() as m:
        raise KeyError(m)
    return 'after'

for f in (straight, catches, raises, uses_gen, uses_delegation, objects, with_):
    record(f)
record(loops, 2)
record(straight, lines=False)
record(straight, opcodes=True)

def stops_tracing():
    sys.settrace(None)
    return sys.gettrace()

print(stops_tracing())

def failing(frame, event, arg):
    if event == 'line':
        raise RuntimeError('from the tracer')
    return failing

sys.settrace(failing)
try:
    straight()
except RuntimeError as e:
    print(e, sys.gettrace())

def changes(frame, event, arg):
    if event == 'line' and frame.f_code.co_name == 'target':
        frame.f_locals['x'] = 'changed'
    return changes

def target():
    x = 'original'
    y = x
    return y

sys.settrace(changes)
r = target()
sys.settrace(None)
print(r)

def profiled():
    len('a')
    [].append(1)
    try:
        int('x')
    except ValueError:
        pass
    return inner2()

def inner2():
    return max(1, 2)

events = []

def profiler(frame, event, arg):
    events.append((frame.f_code.co_name, event, getattr(arg, '__name__', arg)))

sys.setprofile(profiler)
profiled()
sys.setprofile(None)
for e in events:
    print(e)
