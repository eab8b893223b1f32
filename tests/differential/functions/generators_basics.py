# Generators: protocol, send, throw, close, return values, states.
def attempt(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, getattr(e, 'value', ''))


def g(n):
    for i in range(n):
        got = yield i
        if got: print('got', got)
    return 'result'


x = g(3)
print(next(x), x.send('hello'), x.gi_running, x.gi_frame.f_lineno, x.gi_code.co_name, x.gi_yieldfrom, type(x).__name__, x.__name__, x.__qualname__)
attempt(lambda: next(x)), attempt(lambda: next(x)), attempt(lambda: next(x)), print(x.gi_frame)
y = g(2); attempt(lambda: y.send(1)), attempt(lambda: y.throw(ValueError('thrown'))), attempt(lambda: next(y))


def catcher():
    while True:
        try: v = yield 'waiting'
        except ValueError as e: print('caught', e); yield 'recovered'
        except GeneratorExit: print('closing'); raise
        finally: print('fin')


c = catcher(); print(next(c), c.throw(ValueError('v')), next(c)); attempt(lambda: c.throw(KeyError, 'k')); attempt(lambda: c.close())
c = catcher(); next(c); c.close(); c.close()
def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
s = stubborn(); next(s); attempt(s.close)
def stop():
    yield 1
    raise StopIteration('inside')
attempt(lambda: list(stop()))
def reenter():
    yield 1
    yield next(me)
me = reenter(); next(me); attempt(lambda: next(me))
def delegate():
    r = yield from g(2); print('sub returned', r)
    r = yield from [7, 8]; print('list', r)
    return 'end'
dl = delegate(); print(next(dl), dl.send('x'), dl.gi_yieldfrom.__class__.__name__, list(dl))
def lazy():
    print('started'); yield
z = lazy(); z.close(); attempt(lambda: next(z)); z = lazy(); attempt(lambda: z.throw(ValueError('before start'))); attempt(lambda: z.throw(5)); attempt(lambda: z.throw(ValueError, KeyError()) if 0 else z.throw()), attempt(lambda: z.throw(int))
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
f = fib(); print([next(f) for _ in range(15)], sum(v for v, _ in zip(fib(), range(20))))
def tree(t):
    if t: l, v, r = t; yield from tree(l); yield v; yield from tree(r)
print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))), list(g(0)), [*g(2)], (lambda: [(yield)])().send(None))
def finals():
    try: yield 1
    finally: print('collected')
q = finals(); next(q); del q; print('after del')
attempt(lambda: g()), attempt(lambda: g(1)()), attempt(lambda: len(g(1))), attempt(lambda: g(1)[0]), attempt(lambda: g(1).x), attempt(lambda: g('a').__next__())
