# Threads: join, locks, events, conditions, queues, locals, daemon flags, exceptions.
import queue
import threading
import time

total, lock = 0, threading.Lock()


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


threads = [threading.Thread(target=add, args=(2000,), name=f't{i}') for i in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(total, [t.name for t in threads], [t.is_alive() for t in threads], threading.main_thread().name, threading.active_count())
q, out = queue.Queue(maxsize=2), []
def worker():
    while (item := q.get()) is not None: out.append(item * 2); q.task_done()
w = threading.Thread(target=worker); w.start()
for i in range(6): q.put(i)
q.join(); q.put(None); w.join(); print(out)
event, local = threading.Event(), threading.local()
def waiter(): event.wait(); local.x = threading.current_thread().name; results.append(local.x)
results = []; ws = [threading.Thread(target=waiter, name=n) for n in 'ab']
for t in ws: t.start()
event.set()
for t in ws: t.join()
print(sorted(results), hasattr(local, 'x'), event.is_set())
cond, items = threading.Condition(), []
def consumer():
    with cond:
        while len(items) < 3: cond.wait()
        results.append(sum(items))
c = threading.Thread(target=consumer); c.start()
for i in range(3):
    with cond: items.append(i); cond.notify()
c.join(); print(results[-1])
b = threading.Barrier(3); order = []
def at_barrier(): b.wait(); order.append(1)
ts = [threading.Thread(target=at_barrier) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(len(order))
for f in (lambda: lock.release(), lambda: threads[0].start(), lambda: threading.Thread().join(), lambda: threading.current_thread().join(), lambda: threading.RLock().release(), lambda: threading.Semaphore(-1), lambda: threading.BoundedSemaphore(1).release(), lambda: threading.Thread(5)):
    try: f()
    except BaseException as e: print(type(e).__name__, e)
r = threading.RLock(); print(r.acquire(), r.acquire(), r.release(), r.release(), lock.acquire(timeout=0.01), lock.acquire(False), lock.locked(), lock.acquire(timeout=0.01))
t = threading.Timer(0.01, lambda: results.append('timer')); t.start(); t.join(); print(results[-1])
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as ex: print(list(ex.map(lambda v: v * v, range(5))), ex.submit(int, 'x').exception())
