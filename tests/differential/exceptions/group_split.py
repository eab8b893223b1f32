# BaseExceptionGroup: construction, split, subgroup, derive, except*, and what is raised again.
def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(repr(result), type(result).__name__)
    except BaseException as error:
        print(type(error).__name__, error)


G, B = ExceptionGroup, BaseExceptionGroup
for args in ((), ("m",), ("m", 1), ("m", []), (1, [ValueError()]), ("m", [1]), ("m", {ValueError()}), ("m", [ValueError], 1),
             ("m", (ValueError(1),)), ("m", [KeyboardInterrupt()]), ("m", "ab"), ("m", [ValueError(), 3])):
    attempt(G, *args)
    attempt(B, *args)
attempt(G, "m", [ValueError()], key=1)


class Mine(G):
    def __new__(cls, message, excs, extra=None):
        self = super().__new__(cls, message, excs)
        self.extra = extra
        return self

    def __init__(self, message, excs, extra=None):
        pass

    def derive(self, excs):
        return Mine(self.message, excs, self.extra)


class Bad(G):
    def derive(self, excs):
        return 3


attempt(Mine, "m", [SystemExit()])
tree = Mine("top", [ValueError(1), TypeError("t"), G("in", [KeyError("k"), ValueError(2), G("deep", [OSError(5)])])], "x")
tree.add_note("note")
try:
    raise tree from LookupError("cause")
except G as error:
    pass
for condition in (ValueError, (TypeError, OSError), Exception, KeyboardInterrupt, lambda e: "2" in str(e), G, (), int, 3,
                  [ValueError], (ValueError, 3), lambda e: isinstance(e, Mine)):
    for method in ("split", "subgroup"):
        try:
            result = getattr(tree, method)(condition)
        except Exception as error:
            print(method, type(error).__name__, error)
            continue
        print(method, repr(result))
        for part in result if isinstance(result, tuple) else (result,):
            if part is not None:
                print("   ", part, part.extra, part.__notes__, repr(part.__cause__), part.__traceback__ is tree.__traceback__,
                      part.__suppress_context__, part is tree)
attempt(Bad("b", [ValueError(), TypeError()]).split, ValueError)
print(G.__mro__, G[int], str(tree), tree.message, tree.exceptions[0], G.__module__, G("m", [OSError()]).derive([KeyError()]))
for name in ("message", "exceptions"):
    try:
        setattr(tree, name, 1)
    except Exception as error:
        print(type(error).__name__, error)


def shape(error):
    if isinstance(error, B):
        return [error.message, [shape(e) for e in error.exceptions], getattr(error, "__notes__", None)]
    return repr(error)


def run(raised, handlers):
    try:
        try:
            raise raised
        except* ValueError as e:
            print("V", shape(e))
            handlers(e)
        except* TypeError as e:
            print("T", shape(e))
            handlers(e)
        else:
            print("else")
    except BaseException as e:
        print("out", type(e).__name__, shape(e), shape(e.__context__) if e.__context__ else None)


def again(e):
    raise


def new(e):
    raise KeyError(len(e.exceptions))


def nothing(e):
    pass


for handler in (nothing, again, new):
    for raised in (ValueError(1), OSError(2), G("g", [ValueError(1), TypeError(2)]), tree,
                   G("g", [ValueError(1), OSError(3), G("h", [TypeError(4), ValueError(5)])]), B("b", [KeyboardInterrupt()])):
        run(raised, handler)
try:
    try:
        raise ValueError
    except* G:
        pass
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError
    except* 3:
        pass
except TypeError as error:
    print(error)
