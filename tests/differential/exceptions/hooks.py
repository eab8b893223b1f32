# exits 1: sys.excepthook, unraisablehook, displayhook, threading.excepthook and atexit errors.
# stderr
import atexit
import sys
import threading


def hook(t, v, tb): print('hook', t.__name__, v, tb.tb_lineno, flush=True)


class Noisy:
    def __del__(self): raise ValueError('in del')


def unraisable(u): print('unraisable', u.exc_type.__name__, u.exc_value, u.err_msg, u.object is not None)


sys.unraisablehook = unraisable
n = Noisy(); del n
sys.unraisablehook = sys.__unraisablehook__
threading.excepthook = lambda a: print('thread', a.exc_type.__name__, a.exc_value)
t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()
sys.displayhook = lambda v: print('display', v)
exec(compile('5 + 5', 's', 'single'))
sys.displayhook = sys.__displayhook__
exec(compile('None', 's', 'single')); exec(compile('"shown"', 's', 'single'))
sys.excepthook = hook
atexit.register(print, 'exit handler')
print(sys.__excepthook__ is not hook)
raise ValueError('final')
