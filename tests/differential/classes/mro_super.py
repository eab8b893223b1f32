# C3 linearisation, super() in all forms, cooperative inheritance.
class Base:
    def __init__(self, **kw): print('Base', sorted(kw)); self.log = ['Base']
    def who(self): return ['Base']
    @classmethod
    def cm(cls): return ('Base.cm', cls.__name__)
    @staticmethod
    def sm(): return 'Base.sm'


class L(Base):
    def __init__(self, l=None, **kw): print('L', l); super().__init__(**kw); self.log.append('L')
    def who(self): return ['L'] + super().who()
    @classmethod
    def cm(cls): return ('L', super().cm())


class R(Base):
    def __init__(self, r=None, **kw): print('R', r); super().__init__(**kw); self.log.append('R')
    def who(self): return ['R'] + super(R, self).who()
    @staticmethod
    def sm(): return 'R ' + super(R, R).sm()


class D(L, R):
    def who(self): return ['D'] + super().who()
    @property
    def prop(self): return super().who


d = D(l=1, r=2, x=3); print(d.who(), d.log, D.cm(), D.sm(), d.prop(), D.__mro__, D.mro() == list(D.__mro__), D.__bases__, D.__base__)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: type('X', (Base, L), {})), attempt(lambda: type('Y', (type('P', (L, R), {}), type('Q', (R, L), {})), {})), attempt(lambda: super()), attempt(lambda: super(D, 5)), attempt(lambda: super(5)), attempt(lambda: super(D, d).nope), attempt(lambda: super(D).who), attempt(lambda: super(Base, d).who())
def outside(self): return super().x
attempt(lambda: outside(5)), attempt(lambda: outside())
s = super(L, d); print(s.who(), s.__thisclass__, s.__self__ is d, s.__self_class__, super(L, D).who(d), type(s), s.log == d.log if hasattr(s, 'log') else 'no instance attributes')
class E(D):
    def who(self):
        def inner(): return super(E, self).who()
        return inner(), [super(E, self).who() for _ in 'a'][0], __class__
print(E().who())
class Sub(super): pass
print(type(Sub(D, d)).__name__, Sub(D, d).who())
E.__bases__ = (L,); print(E.__mro__); attempt(lambda: setattr(E, '__bases__', (int,))), attempt(lambda: setattr(E, '__bases__', ())), attempt(lambda: setattr(E, '__bases__', 5)), attempt(lambda: setattr(L, '__bases__', (E,)))
class Dynamic(Base):
    def __getattribute__(self, n): return f'dyn {n}' if n == 'zz' else super().__getattribute__(n)
print(Dynamic().zz, Dynamic().who(), L.__subclasses__(), Base.__subclasses__()[:2])
