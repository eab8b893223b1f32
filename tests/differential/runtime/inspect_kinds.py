# inspect: what kind of thing something is, its members, source, closure, and the state of generators.
import asyncio
import collections.abc
import functools
import inspect
import re
import types


_print = print


def print(*values, **options):  # without addresses
    _print(*(re.sub("0x[0-9a-f]{6,}", "0x", str(value)) for value in values), **options)


class A:
    "Doc of A."
    attr = 1
    __slots__ = ("slot",)

    def method(self):
        """Doc
            of method.

        End."""

    @property
    def prop(self): return 1

    @classmethod
    def cm(cls): pass

    @staticmethod
    def sm(): pass


class B(A):
    def method(self): pass
    attr = 2
    cached = functools.cached_property(lambda self: 1)


def gen(): x = 1; yield x
async def coro(): pass
async def agen(): yield
def outer():
    free = 1
    def inner(): return free, len, missing, A
    return inner


predicates = [p for p in dir(inspect) if p.startswith("is") and p not in ("iskeyword", "istraceback", "isframe")]
things = {"class": A, "function": A.method, "bound": B().method, "builtin": len, "method_descriptor": str.join, "bound_builtin": "".join, "wrapper": object().__str__, "slot_wrapper": object.__str__,
          "module": inspect, "gen_function": gen, "gen": gen(), "coro_function": coro, "agen_function": agen, "agen": agen(), "prop": A.prop, "member": A.slot, "getset": types.FunctionType.__code__, "code": gen.__code__,
          "abstract": collections.abc.Sized, "partial": functools.partial(gen), "cm": A.__dict__["cm"], "sm": A.__dict__["sm"], "int": 5, "awaitable": asyncio.Future, "type": type}
for name, thing in things.items():
    print(name, [p for p in predicates if getattr(inspect, p)(thing)])
print(inspect.getdoc(A.method), "|", inspect.getdoc(B.method), "|", inspect.getdoc(B), "|", inspect.getdoc(5)[:20], "|", inspect.cleandoc("  a\n    b\n\n   c\n"))
print(inspect.getmro(B), inspect.getmodulename("a.py"), inspect.getmodulename("a.txt"))
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(B) if not a.name.startswith("__")])
print([n for n, _ in inspect.getmembers(B, inspect.isfunction)], [n for n, _ in inspect.getmembers(B()) if not n.startswith("_")], [n for n, _ in inspect.getmembers_static(B) if not n.startswith("__")])
print(inspect.getclosurevars(outer()))
print(inspect.getattr_static(B(), "prop"), inspect.getattr_static(B, "attr"), inspect.getattr_static(B(), "nope", "default"))
try:
    inspect.getattr_static(B(), "nope")
except AttributeError as error:
    print("AttributeError", error)
print(inspect.getsource(gen), inspect.getsource(outer), inspect.getsourcelines(A.prop.fget), inspect.getsource(A.method))
print(inspect.getsource(B), inspect.findsource(A)[1], inspect.getcomments(gen), inspect.getsourcefile(A).rsplit("/")[-1])
for bad in (5, len, int):
    try:
        print(inspect.getsource(bad))
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)
g = gen()
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), next(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), list(g), inspect.getgeneratorstate(g))
c = coro()
print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c), inspect.isawaitable(c))
c.close()
print(inspect.getcoroutinestate(c))
print(inspect.unwrap(functools.lru_cache(gen)) is gen, inspect.indentsize("\t  x"), inspect.getblock(["def f():\n", "  x\n", "\n", "y\n"]))


def frames(depth):
    if depth:
        return frames(depth - 1)
    info = inspect.stack()
    frame = inspect.currentframe()
    return [(f.function, f.lineno, f.code_context, f.index, f.positions) for f in info[:3]], inspect.getframeinfo(frame, context=3)[1:], inspect.getargvalues(frame).args, inspect.getouterframes(frame)[1].function


print(*frames(2), sep="\n")
try:
    1 / 0
except ZeroDivisionError as error:
    print([(f.function, f.lineno, f.code_context) for f in inspect.getinnerframes(error.__traceback__)], inspect.trace()[0].positions)
print(inspect.formatargvalues(["a"], None, None, {"a": 1}), inspect.getclasstree([A, B]))
