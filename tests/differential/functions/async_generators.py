# Asynchronous generators: asend, athrow, aclose, comprehension, asyncio driving.
import asyncio


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got: print('got', got)
            await asyncio.sleep(0)
    except ValueError as e:
        print('caught', e)
        yield 'recovered'
    finally:
        print('closing agen')


async def main():
    print([x async for x in agen(3)], {x async for x in agen(2)}, {x: x * 2 async for x in agen(2)})
    a = agen(5)
    print(await a.__anext__(), await a.asend('hello'), await anext(a), type(a).__name__, a.ag_running, a.ag_frame is not None, a.__name__)
    print(await a.athrow(ValueError('v')))
    try: await a.__anext__()
    except StopAsyncIteration: print('exhausted')
    b = agen(3); await b.__anext__(); await b.aclose()
    print(await anext(b, 'default'))
    c = agen(3)
    try: await c.asend('early')
    except TypeError as e: print(e)
    d = agen(1)
    try: await d.athrow(KeyError('k'))
    except KeyError as e: print('key', e)
    async for i in (x * 2 async for x in agen(3) if x): print('genexp', i)
    async for i in agen(10):
        if i == 1: break
    async def nested():
        async for x in agen(2):
            async for y in agen(1): yield x, y
    print([p async for p in nested()])
    try: print(anext(5))
    except TypeError as e: print(e)
    try: aiter([])
    except TypeError as e: print(e)
    async def stop():
        yield 1
        raise StopAsyncIteration('inner')
    try: print([x async for x in stop()])
    except RuntimeError as e: print(e)
    async def refuse():
        try: yield 1
        except GeneratorExit: yield 2
    r = refuse(); await anext(r)
    try: await r.aclose()
    except RuntimeError as e: print(e)
    it = agen(2)
    aw = it.__anext__(); print(await aw)
    try: await aw
    except RuntimeError as e: print(e)
    await it.aclose()


asyncio.run(main())
print(type(agen(1).__anext__).__name__, hasattr(agen(1), '__aiter__'), hasattr(agen(1), '__iter__'))
