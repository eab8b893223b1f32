# async def, await protocol driven by hand, async for/with, errors.
import types


def attempt(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)


class Await:
    def __init__(self, v): self.v = v
    def __await__(self): got = yield ('yielded', self.v); return (self.v, got)


async def co(n):
    a = await Await(n)
    b = await sub(n + 1)
    return a, b


async def sub(n): return await Await(n)


def drive(c, *sends):
    out = []
    try:
        out.append(c.send(None))
        for s in sends: out.append(c.send(s))
    except StopIteration as e: return out, 'returned', e.value
    return out, 'pending'


print(drive(co(1), 'x', 'y'), drive(sub(5)), type(co).__name__)
c = co(1); print(type(c).__name__, c.cr_frame is not None, c.cr_running, c.cr_await, c.cr_code.co_name); c.send(None); print(type(c.cr_await).__name__); attempt(lambda: c.throw(ValueError('in'))); attempt(lambda: c.send(None)); c.close()
async def bad(): await 5
async def bad2():
    class A:
        def __await__(self): return 5
    await A()
attempt(lambda: bad().send(None)), attempt(lambda: bad2().send(None))
c = co(1); attempt(lambda: iter(c)), attempt(lambda: next(c)), attempt(lambda: [*c]); c.close(); attempt(lambda: c.send(None))
class CM:
    async def __aenter__(self): print('aenter', await Await('enter')); return 'cm'
    async def __aexit__(self, t, v, tb): print('aexit', t, await Await('exit')); return True
class AI:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1; await Await('next'); return self.n
async def body():
    async with CM() as x:
        async for i in AI(2): print('item', i)
        else: print('for else')
        r = [j async for j in AI(2) if j] + [await sub(k) for k in 'q']
        print(r); raise ValueError('suppressed')
    return x
print(drive(body(), *'abcdefgh'))
async def nocm():
    async with 5: pass
async def noiter():
    async for x in [1]: pass
async def nosync():
    with CM(): pass
class BadAI:
    def __aiter__(self): return 5
async def badai():
    async for x in BadAI(): pass
for f in (nocm, noiter, nosync, badai): attempt(lambda: f().send(None))
@types.coroutine
def old(): v = yield 'from old'; return v
async def useold(): return await old()
print(drive(useold(), 'val'))
for code in ('await x', 'def f(): await x', 'async def f(): yield from x', 'async for x in y: pass', 'def f():\n async with x: pass', 'async def f(): return [await x for x in y]', 'async def f():\n yield 1\n return 2', '[x async for x in y]', 'async x = 1', 'lambda: await x'):
    try: compile(code, 'f', 'exec'); print('ok', code)
    except SyntaxError as e: print(code, e.msg)
async def si(): raise StopIteration('x')
attempt(lambda: si().send(None))
