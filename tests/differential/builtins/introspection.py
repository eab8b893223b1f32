# dir, vars, getattr, hasattr, callable, isinstance, issubclass, id, type.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class A:
    c = 1
    def __init__(self): self.x = 1
    def m(self): pass


class B(A):
    __slots__ = ('s',)
    def __getattr__(self, name):
        if name.startswith('dyn'): return name.upper()
        raise AttributeError(f'custom {name}')


a, b = A(), B()
print(vars(a), [n for n in dir(b) if not n.startswith('__')], getattr(b, 'dyn_x'), getattr(b, 'zz', 'default'), hasattr(b, 'dyn'), hasattr(b, 's'), hasattr(a, 'm'))
attempt(lambda: getattr(b, 'zz')), attempt(lambda: getattr(a, 'zz')), attempt(lambda: A.zz), attempt(lambda: getattr(a, 5)), attempt(lambda: hasattr(a, 5)), attempt(lambda: setattr(a, 5, 1)), attempt(lambda: getattr(a)), attempt(lambda: delattr(a, 'zz')), attempt(lambda: vars(5)), attempt(lambda: vars(1, 2)), attempt(lambda: getattr(1, 2, 3, 4))
print(callable(A), callable(a), callable(a.m), callable(len), callable(lambda: 0), isinstance(a, (int, (str, A))), issubclass(B, (A, int)), isinstance(5, int | str), issubclass(bool, int | None))
attempt(lambda: isinstance(1, 5)), attempt(lambda: isinstance(1, (int, 5))), attempt(lambda: isinstance('', (int, 5))), attempt(lambda: issubclass(1, int)), attempt(lambda: issubclass(int, 1)), attempt(lambda: isinstance(1)), attempt(lambda: isinstance(1, list[int])), attempt(lambda: callable())
print(id(a) == id(a), type(a) is A, type(a).__name__, type(type), type('X', (A,), {'y': 2}).y, type('X', (), {})().__class__.__name__)
attempt(lambda: type()), attempt(lambda: type(1, 2)), attempt(lambda: type('X', 1, {})), attempt(lambda: type(1, (), {})), attempt(lambda: type('X', (), 5)), attempt(lambda: type('X', (int, str), {})), attempt(lambda: type('X\0', (), {})), attempt(lambda: type('X', (5,), {}))
def f():
    p, q = 1, 2
    return sorted(locals()), dir(), vars()
print(f(), sorted(k for k in globals() if k in 'ab'))


class D:
    def __dir__(self): return ['z', 'a']
class E:
    def __dir__(self): return 5
print(dir(D())); attempt(lambda: dir(E())); attempt(lambda: dir(1, 2))
print([n for n in dir([]) if not n.startswith('_')], [n for n in dir(()) if n[0] != '_'], [n for n in dir('') if n[0] != '_'])
print([n for n in dir({}) if n[0] != '_'], [n for n in dir(set()) if n[0] != '_'], [n for n in dir(b'') if n[0] != '_'], [n for n in dir(1) if n[0] != '_'], [n for n in dir(1.5) if n[0] != '_'])
