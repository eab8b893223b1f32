# Argument binding: defaults, keyword-only, positional-only, star forms, error messages.
def f0(): return 'f0'
def f1(a): return a
def f2(a, b=2): return a, b
def f3(a, /, b, *, c): return a, b, c
def f4(*args, **kw): return args, sorted(kw.items())
def f5(a, b=1, /, c=2, *d, e, f=5, **g): return a, b, c, d, e, f, g
def f6(*, k): return k
def f7(a, b, c, d): return a
def f8(a=1, *, b, c): return a
def f9(x, /, **kw): return x, kw


class C:
    def m(self, a): return a
    @classmethod
    def c(cls, a): return a
    @staticmethod
    def s(a): return a


ns = {**globals()}
for call in ('f0()', 'f0(1)', 'f0(x=1)', 'f1()', 'f1(1, 2)', 'f1(a=1)', 'f1(1, a=2)', 'f1(b=1)', 'f2(1)', 'f2(1, b=3)', 'f2(b=3)', 'f2(1, 2, 3)', 'f2(*[1, 2])', 'f2(*[1], **{"b": 5})', 'f2(**{"a": 1, "a2": 2})', 'f2(*5)', 'f2(**5)', 'f2(*None)', 'f2(**[])', 'f2(1, **{1: 2})', 'f3(1, 2, c=3)', 'f3(a=1, b=2, c=3)', 'f3(1, 2, 3)', 'f3(1, 2)', 'f3(1, c=3)', 'f3()', 'f4()', 'f4(1, x=2)', 'f4(*"ab", *[1], x=1, **{"y": 2}, **{"z": 3})', 'f4(x=1, **{"x": 2})', 'f4(**{"x": 1}, **{"x": 2})', 'f5(1, e=2)', 'f5(1, 2, 3, 4, 5, e=6, h=7)', 'f5(1, a=2, e=3)', 'f5(e=1)', 'f5(1)', 'f6(1)', 'f6()', 'f6(1, k=2)', 'f6(k=1, j=2)', 'f7()', 'f7(1)', 'f7(1, 2)', 'f7(1, 2, 3)', 'f7(1, 2, 3, 4, 5)', 'f7(b=1)', 'f8()', 'f8(1, 2, b=1)', 'f8(b=1)', 'f9(1, x=2)', 'f9(x=2)', 'C().m()', 'C().m(1, 2)', 'C.m(1)', 'C.c()', 'C().s()', 'C().m(b=1)', 'C.c(1, 2)', '(lambda x: x)()', '(lambda: 1)(2)', 'len(a=1)', 'len()', 'C(1)', '[].append()', '"".join(1, 2)', 'f1(1)(2)', 'f1(f1)(3)', 'f1(*(i for i in [7]))', 'print(*[], sep="")', 'f5(*range(7), e="k")', 'dict(**{"a": 1}, b=2)', 'int("1", bse=2)', '"a".split(sepp=1)', 'sorted([1], keyy=1)', 'f1(aa=1)'):
    try: print(call, eval(call, ns))
    except Exception as e: print(call, '->', type(e).__name__, e)
def mutable(x, acc=[]): acc.append(x); return acc
print(mutable(1), mutable(2), mutable(3, []), mutable.__defaults__, f5.__defaults__, f5.__kwdefaults__, f5.__code__.co_argcount, f5.__code__.co_posonlyargcount, f5.__code__.co_kwonlyargcount, f5.__code__.co_varnames, f5.__code__.co_flags)
f2.__defaults__ = (8, 9); print(f2()); f2.__defaults__ = None
try: f2()
except TypeError as e: print(e)
f6.__kwdefaults__ = {'k': 'kd'}; print(f6())
for attr, value in (('__defaults__', 5), ('__kwdefaults__', 5), ('__code__', 5), ('__name__', 5), ('__dict__', 5), ('__annotations__', 5), ('__globals__', {})):
    try: setattr(f1, attr, value); print('ok', attr)
    except Exception as e: print(attr, type(e).__name__, e)
