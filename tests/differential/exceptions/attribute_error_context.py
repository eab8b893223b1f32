# name and obj of AttributeError, NameError and ImportError: who sets them, when they stay, what copies keep.
import copy
import pickle


class Plain:
    attr = 1
    __slots__ = ("slot",)


class Hook:
    def __getattr__(self, name):
        if name == "own":
            raise AttributeError("said", name="given", obj=5)
        if name == "sub":
            raise Sub()
        if name == "value":
            raise ValueError
        raise AttributeError

    @property
    def prop(self):
        raise AttributeError("from property")

    @property
    def nested(self):
        return self.missing_inside


class Sub(AttributeError):
    pass


class Getattribute:
    def __getattribute__(self, name):
        raise AttributeError(1, 2)


class Meta(type):
    def __getattr__(cls, name):
        raise AttributeError("meta")


class WithMeta(metaclass=Meta):
    pass


def shown(value):
    return value if isinstance(value, (int, str, type(None))) else type(value).__name__


for subject in (Plain(), Hook(), Getattribute(), WithMeta, Plain, 5, None, len, "x", [], Hook, __import__("sys"), type, lambda: 0):
    for name in ("nope", "own", "sub", "value", "prop", "nested", "slot", "attr"):
        try:
            print(shown(subject), name, shown(getattr(subject, name)))
        except Exception as error:
            print(shown(subject), name, type(error).__name__, error.args, repr(getattr(error, "name", "-")), shown(getattr(error, "obj", "-")))
for action in ("Plain().nope = 1", "del Plain().nope", "Plain.attr.x = 1", "del Plain().slot", "(5).real = 1", "del [].append", "len.x = 1", "Plain().attr = 2", "del Plain().attr", "import sys; sys.nope", "from sys import nope", "import nope_module", "from nope_module import x", "undefined", "del undefined", "def f():\n  print(local)\n  local = 1\nf()",
               "def f():\n  def g(): return free\n  g()\n  free = 1\nf()", "from . import x", "import sys.nope"):
    try:
        exec(action, {"Plain": Plain, "__name__": "m"})
        print(action, "ok")
    except Exception as error:
        print(repr(action), type(error).__name__, error, repr(getattr(error, "name", "-")), shown(getattr(error, "obj", "-")), getattr(error, "path", "-"))
for make in (lambda: AttributeError("a", name="n", obj=[1]), lambda: NameError("a", name="n"), lambda: ImportError("a", name="n", path="p"), lambda: ImportError("a"), lambda: ImportError("a", "b", name="n"), lambda: UnboundLocalError("a"), lambda: ModuleNotFoundError("m", path="x")):
    error = make()
    error.extra = 1
    for copied in (error, copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        print(repr(copied), copied.args, getattr(copied, "name", "-"), getattr(copied, "obj", "-"), getattr(copied, "path", "-"), getattr(copied, "msg", "-"), copied.__dict__)
    print(error.__reduce__())
error = ImportError("first", name="a", path="b")
error.__init__()
print(error.args, error.msg, error.name, error.path)
error.__init__("again", name="c")
print(error.args, error.msg, error.name, error.path)
for call in (lambda: AttributeError(nope=1), lambda: ImportError(name="a", other=2), lambda: NameError(obj=1), lambda: ValueError(name=1)):
    try:
        print(call())
    except TypeError as problem:
        print(problem)
