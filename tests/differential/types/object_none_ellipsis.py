# stderr has SyntaxWarnings.
# object, None, Ellipsis, NotImplemented and their odd corners.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


o = object()
print(o == o, o != object(), bool(o), hash(o) == hash(o), isinstance(o, object), type(o), object.__bases__, object.__mro__)
attempt(lambda: o.x), attempt(lambda: setattr(o, 'x', 1)), attempt(lambda: object(1)), attempt(lambda: o < o), attempt(lambda: o + 1), attempt(lambda: len(o)), attempt(lambda: o()), attempt(lambda: o[0]), attempt(lambda: iter(o)), attempt(lambda: delattr(o, 'x')), attempt(lambda: next(o)), attempt(lambda: 1 in o)
print(None, repr(None), bool(None), None == None, None is None, hash(None) == hash(None), type(None), None.__class__, None.__bool__(), None == 0)
attempt(lambda: None.x), attempt(lambda: None + 1), attempt(lambda: None()), attempt(lambda: None[0]), attempt(lambda: type(None)()), attempt(lambda: type(None)(1)), attempt(lambda: None < None), attempt(lambda: setattr(None, 'x', 1)), attempt(lambda: len(None)), attempt(lambda: [*None])
print(..., Ellipsis, repr(...), type(...), bool(...), ... is Ellipsis, type(...)() is ..., NotImplemented, type(NotImplemented)() is NotImplemented)
attempt(lambda: type(...)(1)), attempt(lambda: ...()), attempt(lambda: eval('None = 1')), attempt(lambda: eval('(None := 1)')), attempt(lambda: exec('True = 1')), attempt(lambda: exec('__debug__ = 1')), attempt(lambda: exec('... = 1'))
print(object.__eq__(1, 1), object.__eq__(1, 2), object.__ne__(1, 2), object.__lt__(1, 2), object().__sizeof__() >= 16, object.__repr__(5).startswith('<int object at'), object.__str__(5), object.__format__(5, ''))
attempt(lambda: object.__format__(5, 'd')), attempt(lambda: object.__new__()), attempt(lambda: object.__new__(int)), attempt(lambda: object.__new__(5)), attempt(lambda: object.__init__(5, 1)), attempt(lambda: object.__getattribute__(5, 'zz')), attempt(lambda: object.__reduce_ex__(5, 2)[0].__name__)
class A:
    def __new__(cls, x): return super().__new__(cls)
    def __init__(self, x): self.x = x
class B:
    def __init__(self, x): pass
class C: pass
attempt(lambda: A()), attempt(lambda: A(1, 2)), attempt(lambda: B()), attempt(lambda: C(1)), attempt(lambda: C(x=1)), attempt(lambda: A(1).x)
print(sorted(n for n in dir(object)), C().__dict__, C.__dict__.keys() >= {'__module__', '__doc__', '__dict__', '__weakref__'})
