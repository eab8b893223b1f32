# Functions registered by way of a module object that is no longer in sys.modules still run.
import sys
import atexit as first
del sys.modules['atexit']
import atexit as second
del sys.modules['atexit']
print(first is second, first._ncallbacks(), second._ncallbacks())
first.register(print, 'first'); second.register(print, 'second')
