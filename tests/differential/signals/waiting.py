# Timers, masks, waiting for signals, the wakeup descriptor.
import _signal as signal
import os
import time


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


def handler(number, frame):
    seen.append(number)


seen = []
signal.signal(signal.SIGALRM, handler)
print(signal.setitimer(signal.ITIMER_REAL, 0.03), signal.setitimer(signal.ITIMER_REAL, 0.03, 0.02)[1])
time.sleep(0.2)
print(signal.setitimer(signal.ITIMER_REAL, 0)[1], len(seen) > 3, signal.getitimer(signal.ITIMER_REAL))
print(signal.alarm(100), signal.alarm(0))
for call in [lambda: signal.setitimer(9, 1), lambda: signal.setitimer(0, "x"), lambda: signal.setitimer(0, -1),
             lambda: signal.getitimer(7), lambda: signal.setitimer(0, 1e30), lambda: signal.alarm("x")]:
    attempt(call)
print(signal.ItimerError.__mro__)

print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2]))
print(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])))
signal.raise_signal(signal.SIGUSR1)
print(signal.sigpending(), signal.sigwait({signal.SIGUSR1}), signal.sigpending())
signal.raise_signal(signal.SIGUSR2)
info = signal.sigwaitinfo([signal.SIGUSR2])
print(info.si_signo, info.si_errno, type(info), len(info))
print(signal.sigtimedwait([signal.SIGUSR1], 0.01), signal.sigtimedwait([signal.SIGUSR1], 0))
for call in [lambda: signal.pthread_sigmask(0, [0]), lambda: signal.pthread_sigmask(0, [100]),
             lambda: signal.pthread_sigmask(9, [1]), lambda: signal.pthread_sigmask(0, 3),
             lambda: signal.pthread_sigmask(0, ["x"]), lambda: signal.pthread_sigmask(0, [1 << 80]),
             lambda: signal.sigtimedwait([10], -1), lambda: signal.sigtimedwait([10], "x"), lambda: signal.raise_signal(100)]:
    attempt(call)
signal.signal(signal.SIGUSR1, handler)
del seen[:]
signal.raise_signal(signal.SIGUSR1)
print(seen, sorted(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1, signal.SIGUSR2])), seen)
print(len(signal.valid_signals()), [signal.strsignal(n) for n in (1, 2, 9, 15, 34, 50)])
attempt(lambda: signal.strsignal(65))

reader, writer = os.pipe()
os.set_blocking(writer, False)
print(signal.set_wakeup_fd(writer), signal.set_wakeup_fd(writer) == writer)
signal.raise_signal(signal.SIGUSR1)
signal.raise_signal(signal.SIGALRM)
print(os.read(reader, 10), signal.set_wakeup_fd(-1) == writer, signal.set_wakeup_fd(-1, warn_on_full_buffer=False))
attempt(lambda: signal.set_wakeup_fd(999))
attempt(lambda: signal.set_wakeup_fd("x"))
print(signal.set_wakeup_fd(-1))
attempt(lambda: signal.siginterrupt(0, 1))
print(signal.siginterrupt(signal.SIGUSR1, False), signal.siginterrupt(signal.SIGUSR1, True))

# A child is no heir of its parent's pending signals, and its end tells the signal.
pid = os.fork()
if pid == 0:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.raise_signal(signal.SIGTERM)
    os._exit(1)
status = os.waitpid(pid, 0)[1]
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))
