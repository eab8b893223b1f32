# What hangs on a thread goes when it ends: values of local objects, trace functions, its context; destructors run then.
import _thread, contextvars, sys, threading, time
class Loud:
    def __init__(self, name): self.name = name
    def __call__(self, *arguments): return None
    def __del__(self): print('del', self.name, sum(i for i in range(3)), sorted(vars(loc)))
loc, var = threading.local(), contextvars.ContextVar('var')
def work():
    var.set(Loud('context'))
    loc.value = Loud('local')
    sys.setprofile(Loud('profile'))
    sys.settrace(Loud('trace'))
def low():
    work(); done.release()
done = _thread.allocate_lock(); done.acquire()
_thread.start_new_thread(low, ())
done.acquire()
while _thread._count(): time.sleep(0.01)
time.sleep(0.1)
for i in range(2):
    t = threading.Thread(target=work); t.start(); t.join()
    print(t.is_alive(), _thread._count(), len(sys._current_frames()))
class Returning:
    def __del__(self):
        if len(seen) < 3: seen.append(1); loc.other = 1
seen = []
def stubborn(): loc.value = Returning()
t = threading.Thread(target=stubborn); t.start(); t.join(); print(seen, vars(loc))
