# What the constructors of SyntaxError and the Unicode errors check, and in which order.
def attempt(cls, *args, **kwargs):
    try:
        error = cls(*args, **kwargs)
        print(repr(error), str(error), [getattr(error, k, None) for k in ("filename", "lineno", "end_offset", "object", "start")])
    except Exception as error:
        print(cls.__name__, args, type(error).__name__, error)


for args in ((), ("m", 1), ("m", ()), ("m", (1,)), ("m", (1, 2, 3)), ("m", (1, 2, 3, 4)), ("m", (1, 2, 3, 4, 5)),
             ("m", ("f/g", 2, 3, 4, 5, 6)), ("m", (1, 2, 3, 4, 5, 6, 7)), ("m", [1, 2, 3, 4]), ("m", "abcd"), ("m", None), ("m", 1, 2)):
    attempt(SyntaxError, *args)
for cls in (UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError):
    for args in ((), ("a", b"b", 0, 1, "c"), ("a", "b", 0, 1, "c"), (1, "b", 1, 2, "c"), ("a", "b", "x", 2, "c"),
                 ("a", bytearray(b"b"), 1, 2, 3), ("a", bytearray(b"b"), 0, 2, "r"), ("a", 3, 1, 2, "c"), ("b", 0, 1, "c"), (1, 1, 2, "c"),
                 ("b", 1, 2, 3), ("b", 1.5, 2, "3"), ("b", 1, 1 << 70, "3"), ("a", b"b", 1, 2, "c", 1), (None, b"", 1, 2, "c")):
        attempt(cls, *args)
