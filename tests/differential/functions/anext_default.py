import asyncio
async def g():
    yield 1
async def main():
    a = g(); print(await anext(a), await anext(a, 'def')); 
    try: await anext(a)
    except StopAsyncIteration as e: print('end', repr(e))
    class It:
        def __aiter__(self): return self
        async def __anext__(self): await asyncio.sleep(0); raise StopAsyncIteration
    print(await anext(It(), 5)); x = anext(It(), 1); print(type(x).__name__, x.close())
    for bad in (5, [], It):
        try: anext(bad)
        except TypeError as e: print(e)
asyncio.run(main())
