# Closures, nonlocal, global, class scope, deletion of cells, unbound names.
x = 'global'


def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)


def counter():
    n = 0
    def inc(): nonlocal n; n += 1; return n
    def reset(): nonlocal n; n = 0
    return inc, reset


inc, reset = counter(); inc(); inc(); print(inc(), reset(), inc(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars, counter.__code__.co_cellvars)


def unbound():
    print(x)
    x = 1


def unbound_free():
    def g(): return y
    r = None
    try: r = g()
    finally: y = 1
    return r


def deleted():
    z = 1
    def g(): return z
    del z
    return g()


def del_twice():
    q = 1
    del q
    del q


def setglobal():
    global x, fresh
    x, fresh = 'changed', 'new'
    return x


attempt(unbound), attempt(unbound_free), attempt(deleted), attempt(del_twice), attempt(setglobal), print(x, fresh), attempt(lambda: undefined_thing), attempt(lambda: prnt), attempt(lambda: lenn)


class K:
    x = 'class'
    def m(self): return x
    y = x
    z = [x for _ in range(1)]
    def n(self): return __class__.__name__


print(K().m(), K.y, K.z, K().n())


def outer(v):
    class In:
        w = v
        v = 'shadow'
        def get(self): return v
    return In.w, In.v, In().get()


attempt(lambda: outer('free'))
def deep():
    a = 1
    def l1():
        def l2():
            def l3(): nonlocal a; a += 1; return a
            return l3
        return l2
    return l1()()(), a
print(deep(), [f() for f in [(lambda k: lambda: k)(i) for i in range(3)]])
for code in ('def f():\n nonlocal q', 'nonlocal x', 'def f(a):\n global a', 'def f():\n a = 1\n global a', 'def f():\n print(a)\n global a', 'def f():\n a = 1\n def g():\n  a = 2\n  nonlocal a', 'def f(a, a): pass', 'def f():\n import sys as x\n global x', 'class C:\n nonlocal z', 'def f():\n from os import *', 'global x; x = 1', 'def f(x):\n nonlocal x'):
    try: exec(code); print('ok')
    except SyntaxError as e: print(repr(code), e.msg, e.lineno, e.offset)
c = inc.__closure__[0]; c.cell_contents = 100; print(inc(), c == c, type(c).__name__)
import types
e = types.CellType(); attempt(lambda: e.cell_contents); e.cell_contents = 5; print(e.cell_contents, types.CellType(1) < types.CellType(2)); del e.cell_contents; attempt(lambda: e.cell_contents)
