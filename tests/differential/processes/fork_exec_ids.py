# Ids and groups of a child that _posixsubprocess starts.
import _posixsubprocess, os, itertools
def f(gid=None, groups=None, uid=None):
    r, w = os.pipe()
    try:
        p = _posixsubprocess.fork_exec([b'/bin/true'], [b'/bin/true'], True, (w,), None, None, -1,-1,-1,-1,-1,-1, r, w, False, False, -1, gid, groups, uid, -1, None, False)
        os.waitpid(p, 0); print('ok')
    except BaseException as e: print(type(e).__name__, e)
    finally: os.close(r); os.close(w)
bad = [2**64, 2**32, 2**32-1, -1, -2, 'x', 1.0, 2**31, True]
for b in bad: print(b); f(gid=b); f(groups=[b]); f(uid=b)
f(groups=(1,)); f(groups=5); f(groups='ab'); f(groups={1:2}); f(groups=[0]*70000)
