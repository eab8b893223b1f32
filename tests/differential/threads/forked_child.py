# A forked child has one thread, free locks, a whole import system; the hooks of os.register_at_fork run in order.
import _imp, _thread, os, sys, threading
def fork(work):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try: work(); sys.stdout.flush()
        finally: os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
end = threading.Event()
ts = [threading.Thread(target=end.wait, daemon=True) for i in range(3)]
for t in ts: t.start()
held = threading.Lock(); held.acquire()
def child():
    print(_thread._count(), threading.active_count(), [t.is_alive() for t in ts], len(sys._current_frames()), held.locked())
    for t in ts: t.join()
    t = threading.Thread(target=lambda: print('thread', _thread._count())); t.start(); t.join()
    print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
fork(child)
def inner(): fork(child)
t = threading.Thread(target=inner, name='inner'); t.start(); t.join()
# Many threads import while one forks: the child finds the import lock free, or held by itself.
stop = False
def importing():
    while not stop: _imp.acquire_lock(); _imp.release_lock()
busy = [threading.Thread(target=importing) for i in range(3)]
for t in busy: t.start()
def check():
    if _imp.lock_held(): print('held')
    _imp.acquire_lock(); _imp.release_lock()
for i in range(15):
    pid = os.fork()
    if pid == 0:
        check(); sys.stdout.flush(); os._exit(0)
    if os.waitpid(pid, 0)[1]: print('bad')
stop = True
for t in busy: t.join()
_imp.acquire_lock(); _imp.acquire_lock()
def nested():
    print(_imp.lock_held()); _imp.release_lock(); print(_imp.lock_held()); _imp.release_lock(); print(_imp.lock_held())
    try: _imp.release_lock()
    except RuntimeError as e: print(e)
fork(nested); print(_imp.lock_held()); _imp.release_lock(); _imp.release_lock(); print(_imp.lock_held())
try: _imp.release_lock()
except RuntimeError as e: print(e)
for i in range(2):
    os.register_at_fork(before=lambda i=i: print('before', i, _imp.lock_held()),
                        after_in_parent=lambda i=i: (print('parent', i, _imp.lock_held())),
                        after_in_child=lambda i=i: print('child', i, _imp.lock_held()))
r, w = os.pipe()
pid = os.fork()
if pid == 0: os.read(r, 1); sys.stdout.flush(); os._exit(0)
sys.stdout.flush(); os.write(w, b'x'); os.waitpid(pid, 0); end.set()
