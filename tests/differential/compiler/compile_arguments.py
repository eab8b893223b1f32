# compile(), eval() and exec(): arguments, flags, kinds of source, and their errors.
def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(type(result).__name__, getattr(result, "co_flags", result if not hasattr(result, "_fields") else "tree"))
    except BaseException as error:
        print(type(error).__name__, error)


for source in ("1", b"1", bytearray(b"1"), memoryview(b"1"), 1, None, "x\0y", b"x\0y", "\ud800", b"\xff", b"# coding: latin-1\n'\xff'",
               b"# coding: nope\n1", b"\xef\xbb\xbf1", b"\xef\xbb\xbf# coding: latin-1\n1", "# coding: nope\n1", "", "  1", "\t1", "1\n"):
    for mode in ("exec", "eval", "single"):
        attempt(compile, source, "f", mode)
    attempt(eval, source)
    attempt(exec, source)
for mode in ("func_type", "other", "", 1, None, b"exec"):
    attempt(compile, "1", "f", mode)
    attempt(compile, "() -> 1", "f", mode, 0x400)
for flags in (0x10, 0x200, 0x400, 0x1000, 0x2000, 0x4000, 0x20000, 0x40000, 0x80000, 0x100000, 0x200000, 0x400000, 0x800000, 0x1000000,
              0x2000000, 0x100, 1, 2, -1, 1 << 40, "x", 1.5):
    attempt(compile, "1", "f", "exec", flags)
for optimize in (-2, -1, 0, 1, 2, 3, "x", 1 << 40):
    attempt(compile, "assert x\n'doc'", "f", "exec", 0, False, optimize)
for name in ("f", b"f", bytearray(b"f"), 1, None, "a\0b", "\udcff"):
    attempt(compile, "1", name, "exec")
attempt(compile)
attempt(compile, "1")
attempt(compile, "1", "f", "exec", 0, 0, -1, 11)
attempt(compile, "1", "f", "exec", _feature_version=3)
attempt(compile, source="1", filename="f", mode="eval", flags=0x400, dont_inherit=True, optimize=1)
for version in (-1, 3, 7, 8, 20):
    attempt(compile, "(x := 1)", "f", "exec", 0x400, _feature_version=version)
    attempt(compile, "(x := 1)", "f", "exec", 0, _feature_version=version)
attempt(compile, "1 <> 2", "f", "eval", 0x400000)
attempt(compile, "1 != 2", "f", "eval", 0x400000)
attempt(compile, "await x", "f", "exec", 0x2000)
attempt(compile, "[x async for x in y]", "f", "exec", 0x2000)
attempt(compile, "await x", "f", "exec")
for source in ("if x:", "if x:\n  y", "if x:\n  y\n", "def f():\n  x\n", "x = (", "'''abc", "x = \\", "a b", "class A:\n", "try:\n  x", "",
               "# c", "for x in y:\n  z\nelse:", "@d", "lambda", "[1,", "'abc", "if 1:\n  if 2:\n    x\n", "1 +", "f(\n"):
    for flags in (0, 0x200, 0x4200):
        for mode in ("single", "exec"):
            try:
                compile(source, "<i>", mode, flags)
                print(repr(source), hex(flags), mode, "ok")
            except SyntaxError as error:
                print(repr(source), hex(flags), mode, type(error).__name__, error.msg, error.lineno, error.offset)

g = {}
for args in (("x", 1), ("x", {}, 1), ("1", [], None), ("1", g, []), ("x = 1", g), ("del x", {"x": 1}), ("locals()", {}, {"a": 1})):
    attempt(eval, *args)
    attempt(exec, *args)
code = compile("(lambda: y)()", "f", "eval")
def free():
    y = 5
    return lambda: y
attempt(eval, code, {"y": 3})
attempt(eval, free().__code__)
attempt(exec, free().__code__)
attempt(exec, free().__code__, {}, closure=free().__closure__)
attempt(exec, code, {"y": 1}, closure=())
attempt(exec, "1", closure=())
attempt(exec, free().__code__, {}, closure=(1,))
attempt(exec, free().__code__, {}, closure=())


class Mapping(dict):
    def __missing__(self, key):
        return key * 2


exec("print(foo, __builtins__ is not None)", {}, Mapping(print=print))
print(eval("foo + bar", {}, Mapping()), sorted(g))
