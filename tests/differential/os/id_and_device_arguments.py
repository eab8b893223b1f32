# User, group and device numbers out of range, paths as buffers, a list that fileno() changes.
# options: -W always
import os, select, sys
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
for b in [2**64, 2**32, -2, 'x', 1.0, -2**70]:
    t(os.setuid, b); t(os.chown, 'nofile', b, -1); t(os.lchown, 'nofile', -1, b); t(os.fchown, 99, b, 0); t(os.setgroups, [b]); t(os.major, b); t(os.minor, b)
t(os.posix_spawn, '/bin/true', ['true'], {}, resetids=None); t(os.posix_spawn, '/bin/true', ['true'], {}, resetids='')
t(os.posix_spawn, '/bin/true', ['true'], {}, setsid=None)
for c in [bytearray]:
    t(os.listdir, c(b'/nofolder')); t(os.stat, c(b'/nofolder')); t(os.open, c(b'/nofolder'), 0); t(os.rmdir, c(b'/nofolder')); t(os.rename, c(b'/nofolder'), 'x')
t(os.makedev, 1, -2); t(os.makedev, 8, 1)
a = []
class F:
    def fileno(self): del a[-1]; return 1
a[:] = [F()] * 10
t(lambda: [len(l) for l in select.select([], a, [], 0)])
