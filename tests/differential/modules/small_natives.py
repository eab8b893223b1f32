# _stat, pwd, grp, _queue, _statistics, _uuid: results and errors.
import stat
import pwd
import grp
import queue
import _queue
import _stat
import _uuid
from _statistics import _normal_dist_inv_cdf as inverse


def attempt(f, *args, **kw):
    try:
        print(f.__name__, args, kw, f(*args, **kw))
    except BaseException as e:
        print(f.__name__, args, kw, type(e).__name__, e)


for mode in (0, 0o40755, 0o107777, 0o107000, 0o120644, 0o060600, 0o020600, 0o010600, 0o140600, 2 ** 32 - 1, -1, 2 ** 32,
             2 ** 64, 2 ** 70, 'a', 1.5, True):
    attempt(_stat.filemode, mode)
    attempt(_stat.S_ISREG, mode)
    attempt(_stat.S_IMODE, mode)
print(sorted(n for n in dir(_stat) if not n.startswith('__')) == sorted(n for n in dir(stat) if n in dir(_stat) and not n.startswith('__')))
print([(n, getattr(_stat, n)) for n in sorted(dir(_stat)) if isinstance(getattr(_stat, n), int)])
for f in (pwd.getpwuid, grp.getgrgid):
    for arg in (0, 1, -1, -2, 2 ** 32 - 1, 2 ** 32, 2 ** 64, 2 ** 100, 'a', 1.0, None, True):
        attempt(f, arg)
for f in (pwd.getpwnam, grp.getgrnam):
    for arg in ('root', 'nosuch', 'a\0b', b'root', None, 1, '\udcff'):
        attempt(f, arg)
attempt(grp.getgrgid, id=0)
attempt(pwd.getpwnam, name='root')
print(len(pwd.getpwall()) > 3, pwd.getpwall()[0], grp.getgrall()[0])
print(pwd.getpwuid(0).pw_dir, pwd.struct_passwd.n_fields, pwd.struct_passwd.__match_args__)
q = queue.SimpleQueue()
print(type(q) is _queue.SimpleQueue, queue.Empty is _queue.Empty, q.empty(), q.qsize())
for i in range(100):
    q.put(i)
print([q.get() for _ in range(50)], q.qsize())
q.put_nowait('x')
print([q.get_nowait() for _ in range(51)], q.empty())
for args in ((False,), (True, 0), (True, 0.001), (True, -1), (True, 'a'), (True, float('inf')), (True, float('nan')), (False, 'ignored')):
    attempt(q.get, *args)
attempt(q.put)
attempt(q.put, 1, 2, 3, 4)
attempt(_queue.SimpleQueue, 1)
attempt(_queue.SimpleQueue, a=1)
print(_queue.SimpleQueue[int], _queue.Empty.__mro__)
for p in (0.5, 0.1, 1e-3, 1e-20, 0.999, 1e-300, 0.0, 1.0, -1.0):
    attempt(inverse, p, 1.0, 2.0)
attempt(inverse, 0.2, 0.0, 0.0)
attempt(inverse, 'a', 0.0, 1.0)
value, safe = _uuid.generate_time_safe()
print(len(value), value[6] >> 4, value[8] >> 6, safe)
