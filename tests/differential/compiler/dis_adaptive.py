# needs: caches
# dis(adaptive=True): what the specialised instructions are called.
import dis


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y


class Slotted:
    __slots__ = ("a",)


def arithmetic(a, b, f, g, s, t):
    return a + b, a - b, a * b, f + g, f - g, f * g, s + t


def extend(s, t):
    s = s + t
    return s


def subscripts(l, t, d, i):
    l[i] = t[i]
    d[i] = l[i]
    return d[i]


def attributes(p, q):
    p.x = p.y
    q.a = 1
    return q.a, p.__class__, dis.dis


def calls(p, l, d):
    l.append(p.total())
    len(l), isinstance(p, Point), str(1), type(p), list(l), abs(-1), d.keys(), "".isalpha()
    arithmetic(1, 2, 1.5, 2.5, "a", "b")
    return subscripts([1], (1,), {}, 0)


def compares(a, b, f, s):
    if a < b:
        return 0
    if f > 2.5:
        return 1
    if s == "x":
        return 2
    for i in range(3):
        pass
    return None


def run():
    for _ in range(30):
        arithmetic(1, 2, 1.5, 2.5, "a", "b")
        extend("abc", "d")
        subscripts([1, 2], (3, 4), {}, 1)
        attributes(Point(1, 2), Slotted())
        calls(Point(1, 2), [], {1: 2})
        compares(1, 3, 1.5, "y")


def show(function):
    print(function.__qualname__)
    for i in dis.get_instructions(function, adaptive=True):
        print(f"{i.offset:4} {i.opname:40} {i.argrepr}")


for function in (arithmetic, extend):
    plain = function.__code__.replace()
    print([i.opname for i in dis.get_instructions(plain, adaptive=True)] == [i.opname for i in dis.get_instructions(plain)])
run()
for function in (arithmetic, extend, subscripts, attributes, calls, compares, Point.__init__, Point.total):
    show(function)
    print(dis.Bytecode(function).dis() == dis.Bytecode(function.__code__.replace()).dis())
