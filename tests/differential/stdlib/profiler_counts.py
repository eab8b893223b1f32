# cProfile: counts of calls, callers and callees.
import cProfile, pstats, io
def f(n): return n if n < 2 else f(n-1) + f(n-2)
def g(): return sorted([f(5), len('abc'), [].append(3) or 1])
p = cProfile.Profile(); p.enable(); g(); p.disable()
s = io.StringIO(); 
import re
pstats.Stats(p, stream=s).sort_stats('ncalls', 'name').print_stats().print_callers().print_callees()
print(re.sub(r'\d+\.\d+', 'T', s.getvalue()))
print(p.runcall(f, 3), cProfile.Profile(builtins=False).runcall(g))
