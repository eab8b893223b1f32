# yield from: delegation of send, throw and close; return values; non-generators.
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('it value')
        return self.n


class Full(It):
    def send(self, v): print('send', v); return next(self)
    def throw(self, *a): print('throw', a[0].__class__.__name__ if isinstance(a[0], BaseException) else a[0].__name__); return 'thrown'
    def close(self): print('close')


def d(x):
    r = yield from x
    print('r =', r)
    return r


print(list(d(It())), list(d('ab')), list(d({1: 2})), list(d(range(2))))
a = d(It()); print(next(a))
try: a.send('no send')
except AttributeError as e: print(e)
a = d(It()); next(a)
try: a.throw(ValueError('x'))
except ValueError as e: print('passed through', e)
a = d(It()); next(a); a.close()
f = d(Full()); print(next(f), f.send('v'), f.throw(KeyError('k'))); f.close()
for bad in (5, None):
    try: list(d(bad))
    except TypeError as e: print(e)


def inner():
    try:
        x = yield 1
        while x != 'stop': x = yield x * 2
        return 'inner done'
    except ValueError as e:
        yield f'handled {e}'
        return 'after error'
    finally: print('inner finally')


def middle(): return (yield from inner())
def outer():
    r = yield from middle()
    yield f'outer got {r}'


o = outer(); print(next(o), o.send(5), o.send('ab'), o.send('stop'), next(o, 'end'))
o = outer(); next(o); print(o.throw(ValueError('v')), next(o), next(o, 'end'))
o = outer(); next(o)
try: o.throw(TypeError('t'))
except TypeError as e: print('out', e, next(o, 'finished'))
def chain(n): 
    if n == 0: yield 'bottom'
    else: yield from chain(n - 1)
print(next(chain(200)), sum(1 for _ in chain(300)))
def gen_close():
    try: yield from inner()
    except GeneratorExit: print('outer exit'); raise
g = gen_close(); next(g); g.close()
def swallow():
    try: yield from iter(int, 1)
    finally: print('swallow fin')
s = swallow(); print(next(s)); s.close()
def ret(): return 5; yield
def use(): x = yield from ret(); y = yield from ret(); yield x + y
print(list(use()))
