# inspect.signature of functions, classes, partials, wrappers and built-in callables; binding; argument specs.
import functools
import inspect
import operator


def plain(a, b=2, /, c=3, *args, d, e="x", **kw) -> "ret":
    pass


class Base:
    def __init__(self, x, *, y=1):
        pass

    def method(self, q: int = 5):
        pass

    @classmethod
    def make(cls, z):
        pass

    @staticmethod
    def static(w):
        pass

    def __call__(self, v, u=None):
        pass


class WithNew:
    def __new__(cls, n, *rest):
        return object.__new__(cls)


class Meta(type):
    def __call__(cls, m):
        return super().__call__()


class ByMeta(metaclass=Meta):
    pass


class Own:
    __signature__ = inspect.Signature([inspect.Parameter("own", inspect.Parameter.KEYWORD_ONLY)])


@functools.wraps(plain)
def wrapper(*a, **k):
    pass


class Empty:
    pass


async def coroutine(a): pass
subjects = [plain, Base, Base(1), Base.method, Base(1).method, Base.make, Base.static, WithNew, ByMeta, Own, wrapper, Empty, coroutine, lambda *, k=1: k,
            functools.partial(plain, 1, d=4), functools.partial(Base.method, q=3), functools.partial(plain, 1, 2, 3, 4), len, sorted, print, divmod, abs, str.upper,
            "x".join, [].append, dict.get, object, object(), int, str, type, Exception, ValueError, range, operator.itemgetter(1), functools.partialmethod, 5, None]
for subject in subjects:
    name = getattr(subject, "__qualname__", type(subject).__name__)
    for keywords in ({}, {"follow_wrapped": False}):
        try:
            print(name, inspect.signature(subject, **keywords))
        except (TypeError, ValueError) as error:
            print(name, type(error).__name__, str(error).split(" at 0x")[0])
signature = inspect.signature(plain)
print(repr(signature) == str(signature), repr(signature), [repr(p) for p in signature.parameters.values()])
print([(p.kind.name, p.kind.description, p.default is p.empty, p.annotation is p.empty) for p in signature.parameters.values()])
for args, kwargs in (((1,), {"d": 1}), ((1, 2, 3, 4), {"d": 1, "z": 5}), ((), {"d": 1}), ((1,), {}), ((1,), {"d": 1, "a": 3}), ((1, 2, 3), {"c": 4, "d": 1}), ((1,), {"b": 2, "d": 3})):
    for bind in (signature.bind, signature.bind_partial):
        try:
            bound = bind(*args, **kwargs)
            before = dict(bound.arguments)
            bound.apply_defaults()
            print(before, bound.args, bound.kwargs, bound)
        except TypeError as error:
            print("TypeError", error)
print(signature.replace(parameters=list(signature.parameters.values())[:2], return_annotation=int))
for make in (lambda: inspect.Parameter("x y", inspect.Parameter.POSITIONAL_ONLY), lambda: inspect.Parameter("if", inspect.Parameter.POSITIONAL_ONLY),
             lambda: inspect.Parameter("a", inspect.Parameter.VAR_POSITIONAL, default=1), lambda: inspect.Parameter(1, inspect.Parameter.KEYWORD_ONLY),
             lambda: inspect.Parameter("a", 9), lambda: inspect.Signature([inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY), inspect.Parameter("b", inspect.Parameter.POSITIONAL_ONLY)]),
             lambda: inspect.Signature([inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY)] * 2),
             lambda: inspect.Signature([inspect.Parameter("a", inspect.Parameter.POSITIONAL_ONLY, default=1), inspect.Parameter("b", inspect.Parameter.POSITIONAL_ONLY)])):
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(inspect.getfullargspec(plain))
print(inspect.getfullargspec(Base.method), inspect.getcallargs(plain, 1, d=2, k=3))
print(inspect.formatannotation(list[int]), inspect.formatannotation(int), inspect.get_annotations(plain), inspect.get_annotations(Base.method))
def strings(a: "int", b: "list[str]") -> "None": pass
print(inspect.signature(strings), inspect.signature(strings, eval_str=True), inspect.get_annotations(strings, eval_str=True))
