# _abc through abc.ABCMeta: abstract methods, registration, caches, hooks, match patterns.
import abc, _abc


def attempt(function):
    try:
        print("ok", function())
    except BaseException as error:
        print(type(error).__name__, error)


class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass

    @property
    @abc.abstractmethod
    def g(self): pass


class B(A):
    def f(self): pass


class C(B):
    g = 5


print(sorted(A.__abstractmethods__), sorted(B.__abstractmethods__), C.__abstractmethods__)
attempt(A)
attempt(B)
print(isinstance(C(), A), issubclass(C, A), issubclass(int, A), isinstance(5, A))
token = abc.get_cache_token()
print(A.register(int) is int, abc.get_cache_token() == token + 1, isinstance(5, A), issubclass(bool, A), isinstance(True, A))
print(A.register(int), abc.get_cache_token() == token + 1)
attempt(lambda: A.register(5))
attempt(lambda: C.register(A))
attempt(lambda: issubclass(5, A))
attempt(lambda: _abc._abc_init(5))
attempt(lambda: _abc._abc_subclasscheck(int, int))
attempt(lambda: _abc.get_cache_token(1))


class Hooked(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        print("hook", other.__name__)
        if other is str: return True
        if other is bytes: return False
        if other is list: return 5
        return NotImplemented


print(issubclass(str, Hooked), issubclass(str, Hooked), issubclass(bytes, Hooked), issubclass(bytes, Hooked))
attempt(lambda: issubclass(list, Hooked))
print(issubclass(dict, Hooked))
dump = _abc._get_dump(Hooked)
print([sorted(r().__name__ for r in s) for s in dump[:3]], type(dump[0]))
Hooked._abc_caches_clear() if hasattr(Hooked, "_abc_caches_clear") else None
print([len(s) for s in _abc._get_dump(Hooked)[:3]])
print(issubclass(str, Hooked))


class Parent(abc.ABC): pass
class Child(Parent): pass
class Foreign: pass
Child.register(Foreign)
print(issubclass(Foreign, Parent), isinstance(Foreign(), Parent), isinstance(Foreign(), Child))


def temporary():
    class T: pass
    Parent.register(T)
    print(isinstance(T(), Parent), len(_abc._get_dump(Parent)[0]))


temporary()


class Liar:
    __class__ = int


print(isinstance(Liar(), A), isinstance(Liar(), Parent))


class Meta(abc.ABCMeta):
    def __subclasscheck__(cls, sub):
        print("check", cls.__name__, sub.__name__)
        return super().__subclasscheck__(sub)


class M(metaclass=Meta): pass
print(isinstance(5, M), isinstance(5, M), isinstance(M(), M))


class Seq(metaclass=abc.ABCMeta):
    __abc_tpflags__ = 1 << 5


print("__abc_tpflags__" in Seq.__dict__)


class Virtual: 
    def __len__(self): return 2
    def __getitem__(self, i): return "ab"[i]
Seq.register(Virtual)
match Virtual():
    case [x, y]: print("sequence", x, y)
    case _: print("no")
attempt(lambda: abc.ABCMeta("Both", (), {"__abc_tpflags__": 3 << 5}))
attempt(lambda: abc.update_abstractmethods(C) is C)
class Late(abc.ABC):
    @abc.abstractmethod
    def q(self): pass
Late.q = 4
abc.update_abstractmethods(Late)
print(Late.__abstractmethods__, type(Late()).__name__)
