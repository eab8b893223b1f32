# _thread._local: one namespace for each thread.
import _thread
import time
import weakref


def in_thread(function):
    lock = _thread.allocate_lock()
    lock.acquire()
    result = []

    def run():
        try:
            result.append(function())
        except Exception as error:
            result.append(f"{type(error).__name__}: {error}")
        lock.release()

    _thread.start_new_thread(run, ())
    lock.acquire()
    return result[0]


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


local = _thread._local()
local.x = 1
print(local.__dict__, local.x, in_thread(lambda: dict(local.__dict__)), in_thread(lambda: local.x))
in_thread(lambda: setattr(local, "x", 2))
print(local.x, vars(local), "x" in dir(local))
attempt(lambda: setattr(local, "__dict__", {}))
attempt(lambda: delattr(local, "__dict__"))
attempt(lambda: delattr(local, "missing"))
attempt(lambda: local.missing)
attempt(lambda: _thread._local(1))
attempt(lambda: _thread._local(a=1))
del local.x
print(local.__dict__)


class Counter(_thread._local):
    calls = 0
    slot = property(lambda self: self.n * 2)

    def __init__(self, n, *, step=1):
        Counter.calls += 1
        self.n = n
        self.step = step


counter = Counter(5, step=3)
counter.n += 1
print(counter.n, counter.slot, counter.calls, in_thread(lambda: (counter.n, counter.slot, counter.step)), Counter.calls)
print(in_thread(lambda: counter.__dict__), Counter.calls)


class Failing(_thread._local):
    def __init__(self):
        if _thread.get_ident() != main:
            raise ValueError("not here")


main = _thread.get_ident()
failing = Failing()
print(in_thread(lambda: failing.x), in_thread(lambda: failing.__dict__), failing.__dict__)


class Noisy:
    def __del__(self):
        print("gone")


in_thread(lambda: setattr(local, "noisy", Noisy()))
time.sleep(0.05)
print("after thread")
local.noisy = Noisy()
del local
print("after local")
reference = weakref.ref(counter)
del counter
print(reference())


class Slotted(_thread._local):
    __slots__ = ("a",)


slotted = Slotted()
slotted.a = 1
print(slotted.a, in_thread(lambda: slotted.a))
