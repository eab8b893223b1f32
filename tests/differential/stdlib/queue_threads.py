# queue, threading: order, limits, conditions, barriers, locals, timers, errors.
import queue, threading, time, sys, _thread
q = queue.Queue(2); q.put(1); q.put(2)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: q.put(3, block=False), lambda: q.put_nowait(3), lambda: q.put(3, timeout=0.01), lambda: q.put(3, timeout=-1), lambda: (q.get(), q.get_nowait()), lambda: q.get(False), lambda: q.get(timeout=0.01), lambda: q.get(timeout=-1), lambda: [q.task_done(), q.task_done()], lambda: q.task_done(), lambda: (q.qsize(), q.empty(), q.full(), q.maxsize), lambda: queue.SimpleQueue().get_nowait(), lambda: queue.SimpleQueue().get(timeout=0.01), lambda: queue.Empty.__mro__[1]): attempt(f)
p = queue.PriorityQueue(); [p.put(x) for x in (3, 1, 2)]; l = queue.LifoQueue(); [l.put(x) for x in 'abc']; print([p.get() for _ in range(3)], [l.get() for _ in range(3)])
work, done = queue.Queue(), []
def worker():
    while (item := work.get()) is not None: done.append(item * item); work.task_done()
    work.task_done()
ts = [threading.Thread(target=worker, name=f'w{i}', daemon=True) for i in range(3)]; [t.start() for t in ts]; [work.put(i) for i in range(50)]; [work.put(None) for _ in ts]; work.join(); [t.join() for t in ts]; print(sorted(done) == [i * i for i in range(50)], [t.is_alive() for t in ts], ts[0].name, ts[0].daemon, ts[0].ident is not None)
counter, lock = 0, threading.Lock()
def inc():
    global counter
    for _ in range(500):
        with lock: counter += 1
ts = [threading.Thread(target=inc) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(counter, lock.locked(), lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release()); r = threading.RLock(); print(r.acquire(), r.acquire(), r.release(), r.release()); attempt(lambda: r.release()); attempt(lambda: lock.release()); attempt(lambda: lock.acquire(False, 5)); attempt(lambda: lock.acquire(timeout=-5))
c = threading.Condition(); box = []
def consumer():
    with c: print(c.wait_for(lambda: box, timeout=5), box.pop())
t = threading.Thread(target=consumer); t.start()
with c: box.append('item'); c.notify_all()
t.join(); attempt(lambda: c.notify()); attempt(lambda: c.wait())
with c: print(c.wait(0.01))
e = threading.Event(); print(e.is_set(), e.wait(0.01), e.set(), e.wait(), e.clear(), e.is_set()); s = threading.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(False), s.release(2)); b = threading.BoundedSemaphore(1); attempt(lambda: b.release()); attempt(lambda: threading.Semaphore(-1))
bar = threading.Barrier(3, action=lambda: order.append('action')); order = []
def party(): bar.wait(5); order.append('past')
ts = [threading.Thread(target=party) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(order, bar.parties, bar.n_waiting, bar.broken, bar.abort(), bar.broken); attempt(lambda: bar.wait()); bar.reset(); print(bar.broken)
loc = threading.local(); loc.x = 'main'; seen = []
def other():
    seen.append(hasattr(loc, 'x')); loc.x = 'other'; seen.append(loc.x)
t = threading.Thread(target=other); t.start(); t.join(); print(seen, loc.x, loc.__dict__)
class L(threading.local):
    def __init__(self, v): self.v = [v]
l = L(5); t = threading.Thread(target=lambda: seen.append((l.v, l.v is not None))); t.start(); t.join(); print(seen[-1]); attempt(lambda: threading.local(1))
tm = threading.Timer(0.01, seen.append, ['timer']); tm.start(); tm.join(); tc = threading.Timer(5, print); tc.start(); tc.cancel(); tc.join(); print(seen[-1], threading.current_thread() is threading.main_thread(), threading.current_thread().name, threading.active_count(), [t.name for t in threading.enumerate()], repr(threading.main_thread()).startswith('<_MainThread(MainThread, started'))
for f in (lambda: t.start(), lambda: threading.Thread().join(), lambda: threading.current_thread().join(), lambda: threading.Thread(group=1), lambda: setattr(threading.current_thread(), 'daemon', True), lambda: threading.stack_size(5), lambda: _thread.start_new_thread(5, ()), lambda: _thread.start_new_thread(print, 5), lambda: threading.Thread(target=5, args=3).run()): attempt(f)
hooked = []; threading.excepthook = lambda a: hooked.append((a.exc_type.__name__, str(a.exc_value), a.thread.name)); t = threading.Thread(target=lambda: 1 / 0, name='bad'); t.start(); t.join(); print(hooked); threading.excepthook = threading.__excepthook__
t = threading.Thread(target=lambda: sys.exit(3)); t.start(); t.join(); prof = []; threading.setprofile(lambda f, ev, a: prof.append(ev)); t = threading.Thread(target=lambda: None); t.start(); t.join(); threading.setprofile(None); print('call' in prof); print(repr(threading.Thread(name='n')), repr(e).split(' at ')[0], repr(bar).split(' at ')[0], threading.get_native_id() > 0, threading.TIMEOUT_MAX > 1e6)
