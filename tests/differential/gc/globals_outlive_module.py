"""A module that dies in a cycle leaves its globals to the functions that still need them."""
import gc
import sys
import types
import weakref

SOURCE = '''
import weakref
NAMES = ["a", "b"]
LIVE = []

class Handler:
    def __init__(self, name):
        self.name = name
        LIVE.append(weakref.ref(self, forget))

def forget(reference):
    names, live = NAMES, LIVE
    live.remove(reference)
    print("forgotten", names, len(live))

def use():
    return NAMES, len(LIVE)

last = Handler("last")
'''


def load(name):
    module = types.ModuleType(name)
    cycle = [module]
    cycle.append(cycle)  # so that the collector finds the module
    exec(SOURCE, module.__dict__)
    return module


gc.collect()
module = load("first")
keep = module.use
watch = weakref.ref(module)
del module
print(gc.collect() >= 0, watch(), keep())
keep.__globals__["last"] = None
print(keep(), "NAMES" in keep.__globals__)
module = load("second")
handler = module.last
del module
gc.collect()
del handler
gc.collect()
print("end")
sys.modules["third"] = load("third")
for name in ("concurrent.futures", "logging"):
    __import__(name)
del keep, load
