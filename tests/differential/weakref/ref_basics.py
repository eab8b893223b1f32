# ref: sharing, callbacks, hashing, comparison, errors.
import _weakref


class A:
    def __init__(self, n=0):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, A) and self.n == other.n

    def __hash__(self):
        print("hash", self.n)
        return self.n


def attempt(function):
    try:
        print("ok", function())
    except BaseException as error:
        print(type(error).__name__, error)


ref = _weakref.ref
a = A(1)
r = ref(a)
print(r() is a, ref(a) is r, ref(a, None) is r, r.__callback__)
with_callback = ref(a, print)
print(with_callback is r, with_callback.__callback__ is print, ref(a, print) is with_callback)
print(_weakref.getweakrefcount(a), [x is r for x in _weakref.getweakrefs(a)])
print(hash(r), hash(r), r == with_callback, r != with_callback, hash(with_callback))
b = A(1)
print(r == ref(b), r == ref(A(2)), r == 5, r != 5)
attempt(lambda: r < ref(b))
print(repr(r).startswith("<weakref at 0x"), "to 'A' at 0x" in repr(r), "dead" in repr(r))
attempt(lambda: r(1))
attempt(lambda: r(x=1))
attempt(lambda: ref())
attempt(lambda: ref(a, None, 3))
attempt(lambda: ref(a, callback=None))
attempt(lambda: ref(5))
attempt(lambda: ref("text"))
attempt(lambda: ref(None))
attempt(lambda: ref([]))
attempt(lambda: ref(()))
attempt(lambda: ref({}))
print(ref(set())() is None, ref(frozenset([1, 2]))(), ref(print)() is print, ref(A)() is A, ref(lambda: 0)())

order = []
for name in "xyz":
    globals()[name] = ref(b, lambda w, name=name: order.append((name, w())))
dropped = ref(b, lambda w: order.append("never"))
del dropped
del b
print(order, x() , y(), z.__callback__)
c = A(7)
rc = ref(c)
del c
print(rc(), rc == rc, rc == r, rc != rc, repr(rc).endswith("; dead>"))
attempt(lambda: hash(rc))
d = A(8)
rd = ref(d)
hash(rd)
del d
print(hash(rd))


class Sub(ref):
    __slots__ = ("key",)

    def __new__(cls, object, callback=None, key=None):
        self = ref.__new__(cls, object, callback)
        self.key = key
        return self

    def __init__(self, object, callback=None, key=None):
        super().__init__(object, callback)


s, t = Sub(a, key="k"), Sub(a, key="l")
print(s is t, s.key, t.key, s() is a, s == t, type(s).__mro__[1] is ref, _weakref.getweakrefcount(a))
print([type(w).__name__ for w in _weakref.getweakrefs(a)])


class Bad:
    def __call__(self, w): raise ValueError("in callback")
    def __repr__(self): return "Bad()"


bad = Bad()


e = A(9)
re_ = ref(e, bad)
del e
print("after", ref[int], _weakref.ReferenceType is ref)
class Plain(ref): pass
attempt(lambda: Plain(a, None, 3))
attempt(lambda: Plain(a, key=3))
p = Plain(a); p.extra = 5; print(p.extra, p() is a)
