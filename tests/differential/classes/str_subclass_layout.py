# Subclasses of str: __slots__, weak references and attributes lie behind the characters.
import weakref, gc, pickle, copy
class Tok(str):
    __slots__ = ('line', 'kind', '__weakref__')
    def __new__(cls, text, line=0): self = str.__new__(cls, text); self.line = line; return self
class Sub(Tok):
    __slots__ = ('extra',)
class WithDict(Sub): pass
class Plain(str): pass
for cls in (Tok, Sub, WithDict):
    for text in ('', 'a', 'abcdefg', 'abcdefgh', 'é' * 5, '€' * 3, '😀' * 2, 'x' * 1000):
        t = cls(text, len(text)); t.kind = [text]; r = weakref.ref(t)
        if cls is not Tok: t.extra = {t: 1}
        if cls is WithDict: t.anything = t; t.more = 5
        assert r() is t and t.line == len(text) and t.kind == [text] and t == text and hash(t) == hash(text)
    print(cls.__name__, hasattr(t, '__dict__'), t.line, t[:3], t.upper()[:2], type(t + 'x').__name__, sorted(getattr(t, '__dict__', {})))
    try: t.nope = 1
    except AttributeError as e: print(e)
    del t.kind
    try: t.kind
    except AttributeError as e: print(e)
    c = copy.copy(t); print(c.line, c == t)
    dead = []; s = cls('gone'); k = weakref.ref(s, lambda r: dead.append(1)); del s; gc.collect(); print(k(), dead)
p = Plain('q'); p.a = 1; w = weakref.ref(p); print(w() is p, p.__weakref__ is w, p.__dict__, weakref.getweakrefcount(p))
tokens = [Tok('t%d' % i, i) for i in range(3000)]
for t in tokens: t.kind = tokens
print(sum(t.line for t in tokens)); del tokens, t; print(gc.collect() > 0)
def attempt(f):
    try: print(f())
    except TypeError as e: print(e)
attempt(lambda: type('X', (int,), {'__slots__': ('a',)})); attempt(lambda: type('X', (tuple,), {'__slots__': 'a'})); attempt(lambda: type('X', (bytes,), {'__slots__': ['a']})); attempt(lambda: type('X', (Tok,), {'__slots__': '__weakref__'})); attempt(lambda: weakref.ref('plain')); attempt(lambda: weakref.ref(type('I', (int,), {})(5)))
class A(str): pass
class B(str): __slots__ = ('x',)
class C(A, B): pass
c = C('m'); c.x = 1; c.y = 2; print(c.x, c.y, weakref.ref(c)() is c, C.__base__)
attempt(lambda: type('D', (Tok, B), {})); print(Tok.line, Tok.__slots__, B.x.__objclass__)
