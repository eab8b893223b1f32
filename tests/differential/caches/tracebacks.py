# Specialised and joined instructions raise at the same place, with the same lines and positions.
import sys

def places(f, *args):
    for _ in range(12):
        try:
            f(*args)
        except Exception as e:
            tb = e.__traceback__.tb_next
            found = []
            while tb:
                code = tb.tb_frame.f_code
                where = list(code.co_positions())[tb.tb_lasti // 2]
                found.append((code.co_name, tb.tb_lineno - code.co_firstlineno, where[2:]))
                tb = tb.tb_next
            result = type(e).__name__, str(e), found
    return result

def warm(f, good, bad):
    for _ in range(30):
        f(*good)
    print(places(f, *bad))

class A:
    def __init__(self, x):
        self.x = x

    def method(self, a):
        return a.y

    @property
    def bad(self):
        return self.missing

def attribute(o):
    return (o.x,
            o.x)

def method(o, p):
    return [1,
            o.method(p)]

def binary(a, b):
    return (a +
            b) * a

def compare(a, b):
    while a < b:
        a = a + 1
    return a

def subscript(c, i):
    return c[i] + c[
        i]

def unbound(flag):
    if flag:
        x = 1
    y = 2
    return y + x

def store(o, v):
    o.x = v
    o.x = v

def call(f, a):
    return f(a)

def loop(it):
    for a, b in it:
        a + b

def prop(o):
    return o.bad

def make(c, a):
    return c(a)

class Y:
    y = 1

class NoStore:
    __slots__ = ()

warm(attribute, (A(1),), (5,))
warm(method, (A(1), Y), (A(1), 3))
warm(binary, (1, 2), (1, 'a'))
warm(binary, (1.5, 2.5), ('a', 2))
warm(compare, (1, 3), (1, 'a'))
warm(subscript, ([1, 2], 1), ([1], 5))
warm(subscript, ({1: 1}, 1), ({}, 5))
warm(unbound, (True,), (False,))
warm(store, (A(1), 2), (NoStore(), 2))
warm(call, (len, 'a'), (len, 5))
warm(call, (abs, 1), (abs, 'a'))
warm(loop, ([(1, 2)],), ([(1, 2), (1, 2, 3)],))
warm(call, (lambda a: a, 1), (lambda: 0, 1))
warm(make, (A, 1), (NoStore, 1))
print(places(prop, A(1)))

def lasti():
    f = sys._getframe()
    a = f.f_lasti
    b = f.f_lasti
    c, d = f.f_lineno, f.f_lasti
    return a, b, c - f.f_code.co_firstlineno, d

print([lasti() for _ in range(10)][-1], lasti.__code__.co_code == lasti.__code__.co_code, lasti.__code__.co_code[:4])
