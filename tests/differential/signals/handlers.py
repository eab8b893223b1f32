# Handlers: setting, errors, running between bytecodes and in blocking calls.
import _signal as signal
import _thread
import os
import time


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


def handler(number, frame):
    seen.append((number, frame.f_code.co_name))


def failing(number, frame):
    raise ValueError("from handler")


seen = []
print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
signal.raise_signal(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
signal.pthread_kill(_thread.get_ident(), signal.SIGUSR1)
print(seen)
for arguments in [(0, 0), (65, 0), (9, 0), (10, 5), (10, "x"), ("x", 0)]:
    attempt(lambda: signal.signal(*arguments))
for number in (0, 1, 2, 9, 10, 13, 25, 65):
    attempt(lambda: signal.getsignal(number) if number != 10 else None)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
attempt(lambda: signal.default_int_handler(2, None))
attempt(lambda: signal.default_int_handler(2))
attempt(lambda: signal.raise_signal(signal.SIGINT))

signal.signal(signal.SIGUSR1, failing)
attempt(lambda: signal.raise_signal(signal.SIGUSR1))
attempt(lambda: os.kill(os.getpid(), signal.SIGUSR1))


def later(number):
    def send():
        time.sleep(0.05)
        os.kill(os.getpid(), number)

    _thread.start_new_thread(send, ())


lock = _thread.allocate_lock()
lock.acquire()
for wait in (lambda: lock.acquire(), lambda: lock.acquire(timeout=20), lambda: time.sleep(20), lambda: os.read(reader, 1),
             lambda: signal.pause()):
    reader, writer = os.pipe()
    later(signal.SIGUSR1)
    attempt(wait)
    os.close(reader)
    os.close(writer)


def loop():
    while True:
        pass


later(signal.SIGINT)
attempt(loop)

# A handler that does not raise: the call goes on.
signal.signal(signal.SIGUSR1, handler)
del seen[:]
later(signal.SIGUSR1)
start = time.monotonic()
time.sleep(0.2)
print(time.monotonic() - start >= 0.2, seen)
later(signal.SIGUSR1)
print(lock.acquire(timeout=0.2), len(seen))

print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
signal.raise_signal(signal.SIGUSR1)
print(signal.signal(signal.SIGUSR1, signal.SIG_DFL), len(seen))


def elsewhere():
    attempt(lambda: signal.signal(signal.SIGUSR1, handler))
    attempt(lambda: signal.set_wakeup_fd(-1))
    lock.release()


_thread.start_new_thread(elsewhere, ())
lock.acquire()

signal.signal(signal.SIGUSR1, handler)
_thread.interrupt_main(signal.SIGUSR1)
for _ in range(3):
    pass
print(len(seen))
attempt(lambda: _thread.interrupt_main(-1))
attempt(lambda: _thread.interrupt_main(100))
attempt(lambda: _thread.interrupt_main())
