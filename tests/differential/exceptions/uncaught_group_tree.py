# An exception group with notes, a nested group, many members and repeated frames, uncaught.
def f(n):
    if n == 0: return 1 / 0
    return f(n - 1)
try: f(8)
except ZeroDivisionError as e:
    e.add_note("a note\nsecond line")
    e.add_note("")
    try:
        {}['k' 
          'ey'][3]
    except KeyError as k:
        raise ExceptionGroup("grp", [e, k, ExceptionGroup("inner", [ValueError("x\ny"), TypeError()]), *[OSError(i) for i in range(20)]]) from None
