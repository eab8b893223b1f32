"""faulthandler's watchdog does not live on in a forked child, which can end, or start one of its own (CPython hangs)."""
import faulthandler, os, sys, time
out = open(os.devnull, 'w')
faulthandler.dump_traceback_later(1000, file=out)
for i in range(3):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        if i == 1: faulthandler.cancel_dump_traceback_later()
        if i == 2: faulthandler.dump_traceback_later(1000, file=out)
        sys.exit(i)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == i
faulthandler.cancel_dump_traceback_later()
print('done')
