# Hooks of sys.addaudithook(): who is told what, by native modules too; hooks that object, raise, or want to be traced.
import sys

def report(event, args):
    if event.split('.')[0] in ('mine', 'syslog', 'gc', 'marshal', 'mmap', 'socket', 'sqlite3') and getattr(report, 'on', True):
        print(event, len(args), [a for a in args if isinstance(a, (int, str, bytes, tuple, type(None)))])

class Objecting:
    def __call__(self, event, args):
        if event == 'sys.addaudithook':
            raise RuntimeError('no more')

import gc
import marshal
import mmap
import socket
import sqlite3
import syslog
sys.addaudithook(report)
sys.audit('mine'); sys.audit('mine.b', 1, 'x', None)
for bad in 5, b'x', None:
    try:
        sys.audit(bad)
    except TypeError as e:
        print(e)
syslog.openlog('p'); syslog.syslog('t'); syslog.syslog(3, 't'); syslog.setlogmask(255); syslog.closelog(); syslog.closelog(); syslog.syslog('x')
syslog.openlog(logoption=8, facility=128); syslog.closelog()
c = sqlite3.connect(':memory:'); d = sqlite3.Connection(':memory:'); c.enable_load_extension(0)
try:
    c.load_extension('t')
except sqlite3.OperationalError:
    print('not loaded')
gc.get_objects(generation=1); gc.get_objects(); gc.get_referrers("x", 1); gc.get_referents([])
marshal.dumps(1); marshal.loads(b'N'); mmap.mmap(-1, 8)
socket.gethostname()
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.bind(('127.0.0.1', 0))
s.close()
traced = []
def tracer(frame, event, arg):
    traced.append(frame.f_code.co_name)
class Tracing:
    def __call__(self, event, args): pass
hook = Tracing()
sys.addaudithook(hook)
for value in None, True, False:
    if value is not None:
        hook.__cantrace__ = value
    sys.settrace(tracer)
    sys.audit('other')
    sys.settrace(None)
    print(value, traced)
    traced.clear()
def raising(event, args):
    if event == 'mine.fail':
        raise KeyError('from the hook')
sys.addaudithook(raising)
try:
    sys.audit('mine.fail', 1)
except KeyError as e:
    print('raised', e)
sys.addaudithook(Objecting())
seen = []
sys.addaudithook(lambda *a: seen.append(a))
sys.audit('mine.last')
print(seen)
