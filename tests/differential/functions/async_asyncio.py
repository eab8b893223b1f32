# asyncio: gather, tasks, cancellation, timeouts, queues, locks, task groups, exceptions.
import asyncio


async def work(n, log):
    log.append(f'start {n}')
    await asyncio.sleep(0.001 * n)
    log.append(f'end {n}')
    return n * n


async def fail(n):
    await asyncio.sleep(0)
    raise ValueError(f'failed {n}')


async def forever(log):
    try:
        while True:
            await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append('cancelled')
        raise
    finally:
        log.append('cleanup')


async def producer(queue):
    for i in range(4):
        await queue.put(i)
    await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    log = []
    print(await asyncio.gather(*(work(n, log) for n in (30, 10, 20))), log)
    print(await asyncio.gather(fail(1), work(1, []), return_exceptions=True))
    task = asyncio.create_task(forever(log), name='eternal')
    await asyncio.sleep(0)
    task.cancel('reason')
    try: await task
    except asyncio.CancelledError as e: print('task', task.cancelled(), task.done(), task.get_name(), e.args, log[-2:])
    try: await asyncio.wait_for(forever(log), 0.01)
    except asyncio.TimeoutError as e: print('timeout', type(e).__name__)
    queue = asyncio.Queue(2)
    print((await asyncio.gather(producer(queue), consumer(queue)))[1])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(2)); group.create_task(forever(log)); group.create_task(fail(3))
    except* ValueError as eg: print(repr(eg))
    lock, order = asyncio.Lock(), []
    async def locked(n):
        async with lock: order.append(n); await asyncio.sleep(0); order.append(n)
    await asyncio.gather(*(locked(n) for n in range(3))); print(order)
    event = asyncio.Event()
    async def waiter(): await event.wait(); return 'woken'
    t = asyncio.create_task(waiter()); await asyncio.sleep(0); event.set(); print(await t)
    done, pending = await asyncio.wait([asyncio.create_task(work(1, [])), asyncio.create_task(forever([]))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending)); [p.cancel() for p in pending]
    async with asyncio.timeout(1): print(await asyncio.to_thread(sum, [1, 2]))
    loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_soon(f.set_result, 'future'); print(await f)
    p = await asyncio.create_subprocess_exec('echo', 'sub', stdout=asyncio.subprocess.PIPE); print((await p.communicate())[0], p.returncode)


asyncio.run(main())
for f in (lambda: asyncio.run(5), lambda: asyncio.get_running_loop(), lambda: asyncio.run(fail(9))):
    try: f()
    except Exception as e: print(type(e).__name__, e)
