# cmath to the last digit: special values, huge and tiny parts, and random points by the hash of their results.
import cmath
import hashlib
import random

random.seed(5)
inf, nan = float('inf'), float('nan')
vals = [0.0,-0.0,1.0,-1.0,inf,-inf,nan,0.5,-2.5,1e308,-1e308,5e-324,-5e-324,1e-310,710.0,-710.0,1e10,1e-10, 1e160, -1e160, 1.7, 0.7, 2.2e-308]
fs = 'acos acosh asin asinh atan atanh cos cosh exp log log10 phase polar sin sinh sqrt tan tanh'.split()
def show(f,*a):
    try: r=f(*a)
    except Exception as e: r=type(e).__name__+str(e)
    return repr(r)
for f in fs:
    g=getattr(cmath,f)
    for x in vals:
        print(f, x, *(show(g, complex(x, y)) for y in vals))
    h=hashlib.md5()
    for _ in range(1000):
        z=complex(random.choice([1,10,1e5,1e-5,1e300])*random.uniform(-1,1), random.choice([1,10,1e5,1e-5,1e300])*random.uniform(-1,1))
        r=show(g,z); h.update(r.encode())
    print(f,h.hexdigest())
for b in (0,1,2,10,1j,inf,nan,-1,complex(inf,nan)):
    for z in (0,1,2,1j,inf,nan): print('log',z,b,show(cmath.log,z,b))
for r in vals: print('rect', r, *(show(cmath.rect, r, p) for p in vals))
