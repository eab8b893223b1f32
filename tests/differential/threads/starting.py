# start_new_thread, counts, sentinels, exceptions in threads, stack sizes.
import _thread
import sys
import time


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


def wait_until(condition):
    for _ in range(500):
        if condition():
            return True
        time.sleep(0.01)
    return False


attempt(lambda: _thread.start_new_thread(1, 2))
attempt(lambda: _thread.start_new_thread(print, 2))
attempt(lambda: _thread.start_new_thread(print, (), 3))
attempt(lambda: _thread.start_new_thread(print))
attempt(lambda: _thread.start_new_thread(function=print, args=()))
for size in (-1, 100, 1 << 70, 262144, 0):
    attempt(lambda: _thread.stack_size(size))

gate = _thread.allocate_lock()
gate.acquire()
seen = {}


def worker(number, *, factor=1):
    seen[number] = (number * factor, _thread.get_ident() != main)
    if len(seen) == 5:
        gate.release()


main = _thread.get_ident()
for i in range(5):
    _thread.start_new_thread(worker, (i,), {"factor": 10} if i % 2 else {})
gate.acquire()
print(sorted(seen.items()), wait_until(lambda: _thread._count() == 0))


def sentinel_owner():
    global sentinel
    sentinel = _thread._set_sentinel()
    sentinel.acquire()
    gate.release()
    time.sleep(0.03)


_thread.start_new_thread(sentinel_owner, ())
gate.acquire()
print(sentinel.locked(), sentinel.acquire(timeout=5))


def quiet():
    _thread.exit()


def quiet_too():
    raise SystemExit(5)


hooked = []
sys.unraisablehook = lambda args: hooked.append((args.exc_type.__name__, str(args.exc_value), args.err_msg, args.object.__name__))


def failing():
    raise ValueError("in thread")


for function in (quiet, quiet_too, failing):
    before = _thread._count()
    _thread.start_new_thread(function, ())
    time.sleep(0.02)
    wait_until(lambda: _thread._count() == 0)
print(hooked)
attempt(_thread.exit)


# A thread that computes does not keep others from running.
def spin():
    while not stop:
        pass


stop = False
_thread.start_new_thread(spin, ())
start = time.monotonic()
time.sleep(0.02)
print(time.monotonic() - start < 2, sys.getswitchinterval())
stop = True
wait_until(lambda: _thread._count() == 0)
attempt(lambda: sys.setswitchinterval(0))
attempt(lambda: sys.setswitchinterval("x"))
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())


# Each thread has recursion limits of its own.
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def endless():
    return endless()


def recursion():
    results.append(deep(800))
    try:
        endless()
    except RecursionError as error:
        results.append(str(error))
    gate.release()


results = []
_thread.start_new_thread(recursion, ())
gate.acquire()
print(results)
