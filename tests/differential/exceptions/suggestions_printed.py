# "Did you mean" as the interpreter prints it: names, attributes, imports, and where it stays silent.
import sys

value = one = 1


class C:
    colour = 1
    _private = 2
    def method(self): return self.metod()
    @property
    def broken(self): raise AttributeError("own text")
    def __dir__(self): return ["colour", 3] if self.colour == 2 else object.__dir__(self)


def local():
    count = 1
    return cuont


def outer():
    captured = 1
    def inner():
        captured
        return captuerd
    return inner()


sources = ["valeu", "prnit", "C().color", "C().privat", "C().method()", "C().broken", "C.colr", "local()", "outer()", "x", "on",
           "abcdefghijklmnop", "[].apend", "''.joiin", "(1).reel", "sys.maxsizee", "sys.x", "C().a.b", "None.foo", "C().Colour", "valuevalue",
           "__builtin__", "Tru", "int.frm_bytes", "C().__clas__", "self", "exitt", "type.mroo", "C().methodmethod", "a" * 100, "C()." + "b" * 100]
for source in sources:
    try:
        eval(source)
    except Exception:
        sys.__excepthook__(*sys.exc_info())
for source in ("from sys import maxsiz", "from sys import zzz", "import syss", "del valu", "class A:\n def f(self): return foo\n foo = 1\nA().f()",
               "def f():\n  del q\nf()", "raise NameError('plain')", "raise NameError('p', name='valeu')",
               "raise AttributeError('p', name='colr', obj=C())", "raise AttributeError(name='colr', obj=C())", "raise AttributeError('p', name='colr')",
               "import sys.foo", "from nothing import x", "raise ImportError('m', name='n', path='p')", "NameError.name = 3; zzz"):
    try:
        exec(source)
    except Exception:
        sys.__excepthook__(*sys.exc_info())
