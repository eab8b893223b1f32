# Chained causes, failing __str__, modules of exception classes, carets over several lines.
class E(Exception):
    def __str__(self): raise ValueError
class Q(Exception):
    __module__ = 'foo.bar'
class N(Exception):
    __module__ = 3
    def __str__(self): return 'naïve €'
def g():
    a = [1,2,3]
    x = (a[0] + a[1]
         + a["x"])
def h():
    try: g()
    except TypeError as e: raise E(1) from e
try:
    h()
except E as e:
    try: raise Q("msg") 
    except Q: 
        x = "é"; (lambda: (x.foo.bar, 3))()
