# Variables of frames that a traceback or a frame object held die with it; an exception is in no cycle with its frame.
import sys,gc
class D:
    def __del__(self): print("D dies")
def f():
    y=D()
    raise ValueError
try: f()
except ValueError: pass
print(1)
try: f()
except ValueError as e: pass
print(2)
def f2():
    y=D()
    sys._getframe()
f2(); print(3)
def f3():
    y=D()
    return sys._getframe()
x=f3(); del x;print(4)
class E(Exception):
    def __del__(self): print("E dies")
def f():
    y=D()
    raise E
try: f()
except E: pass
print(5)
def f(): raise E("x")
try: f()
except E: pass
print(6)
