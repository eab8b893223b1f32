# What inline caches must notice: rebinding globals, builtins, methods, classes and attributes.
def use_global(): return value
value = 1
print([use_global() for _ in range(60)][-1])
value = 'rebound'
print(use_global())
del value
try:
    use_global()
except NameError as error:
    print(error)
def use_len(x): return len(x)
print([use_len('abc') for _ in range(60)][-1])
len = lambda x: 'shadowed'
print(use_len('abc'))
del len
print(use_len('abc'))


class A:
    attr = 'class'
    def m(self): return 'm1'


def call(o): return o.m(), o.attr


a = A()
for _ in range(60): call(a)
A.m = lambda self: 'm2'; print(call(a))
a.attr = 'instance'; print(call(a))
a.m = lambda: 'instance m'; print(call(a))
del a.m, a.attr; print(call(a))
A.attr = property(lambda self: 'property'); print(call(a))
class B(A):
    def m(self): return 'B.m'
a.__class__ = B; print(call(a))
del B.m; print(call(a))
A.__getattr__ = lambda self, n: 'getattr ' + n
del A.attr; print(call(a))
def add(x, y): return x + y
for _ in range(60): add(1, 2)
print(add(1, 2), add(1.5, 2), add('a', 'b'), add([1], [2]), add(2**62, 2**62), add(True, 1))
def sub(x, i): return x[i]
for _ in range(60): sub([1, 2, 3], 1)
print(sub([1, 2], -1), sub((1, 2), 0), sub({'k': 'v'}, 'k'), sub('str', 1), sub(range(5), 2))
def it(x): return [v for v in x]
for _ in range(60): it([1])
print(it((1, 2)), it('ab'), it({1: 2}), it(range(2)), it(v for v in 'g'))
def cmp(x, y): return x < y
for _ in range(60): cmp(1, 2)
print(cmp(1.5, 1), cmp('a', 'b'), cmp([1], [2]), cmp(2**70, 1))
def unpack(t): x, y = t; return y, x
for _ in range(60): unpack((1, 2))
print(unpack([3, 4]), unpack('ab'), unpack({5: 0, 6: 0}))
