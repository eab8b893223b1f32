# Locks at the lowest level: states, timeouts, argument errors, reprs.
import _thread
import time


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


lock = _thread.allocate_lock()
print(type(lock), repr(lock).split(" object")[0], lock.locked())
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False), repr(lock).split(" object")[0])
start = time.monotonic()
print(lock.acquire(timeout=0.05), lock.acquire(True, 0.01), lock.acquire(1, 0))
print(0.05 <= time.monotonic() - start < 2)
for args, keywords in [((1, 2, 3), {}), ((), {"x": 1}), ((), {"blocking": 1, "timeout": 1, "x": 1}), ((0, 1), {}),
                       ((True, -2), {}), ((True, 1e30), {}), ((True, "x"), {}), ((1,), {"blocking": 1}),
                       ((True, float("nan")), {}), ((True, 1 << 70), {})]:
    attempt(lambda: lock.acquire(*args, **keywords))
lock.release()
attempt(lock.release)
attempt(lambda: type(lock)())
with lock as entered:
    print(entered, lock.locked())
lock._at_fork_reinit()
print(lock.locked(), lock.acquire_lock(), lock.locked_lock(), lock.release_lock())

rlock = _thread.RLock()
attempt(rlock.release)
attempt(rlock._release_save)
with rlock:
    with rlock:
        print(rlock._is_owned(), repr(rlock).split(" owner")[0], repr(rlock).split("count=")[1].split()[0])
        state = rlock._release_save()
        print(state[0], state[1] == _thread.get_ident(), rlock._is_owned())
        rlock._acquire_restore(state)
    print(rlock._is_owned())
print(rlock._is_owned(), repr(rlock).split(" object")[0])
attempt(lambda: rlock._acquire_restore(1))
attempt(lambda: rlock._acquire_restore((1,)))
rlock.acquire()
outcome = []
done = _thread.allocate_lock()
done.acquire()


def other():
    outcome.append(rlock.acquire(False))
    outcome.append(rlock.acquire(timeout=0.01))
    outcome.append(rlock._is_owned())
    try:
        rlock.release()
    except RuntimeError as error:
        outcome.append(str(error))
    done.release()


_thread.start_new_thread(other, ())
done.acquire()
print(outcome)
print(_thread.TIMEOUT_MAX, _thread.LockType is type(lock), _thread.error is RuntimeError)


class Reentrant(_thread.RLock):
    pass


print(Reentrant().acquire(), Reentrant.__mro__)
