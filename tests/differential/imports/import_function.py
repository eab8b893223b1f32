# __import__: missing globals are not None; native modules that are made again.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
t(__import__); t(__import__, 1,2,3,4,5,6); t(__import__, 'sys', nam=1); t(__import__, 'sys', name=1); t(__import__, name='sys'); t(__import__, globals={}); t(__import__, 'sys', level='x'); t(__import__, 5)
print(__import__.__text_signature__.split())
t(__import__, 'sys', level=1); t(__import__, 'sys', None, level=1); t(__import__, 'sys', {}, level=1); t(__import__, 'sys', 5, level=1)
t(__import__, 'sys', globals=None, level=1);t(__import__, 'sys', {'__name__': 'a'}, level=1);t(__import__, 'sys', {'__name__': 5}, level=1)
t(__import__, 'sys', None); t(__import__, 'sys', level=-1)
import sys, importlib
import time
time.foo = 1
print(time.__loader__, time.__package__)
del sys.modules['time']
import time as t2
print(t2 is time, t2.__spec__, t2.__loader__)
m = importlib.import_module('_imp').create_builtin(time.__spec__)
print(m.__loader__, m.__spec__, m.__package__, m.__name__)
