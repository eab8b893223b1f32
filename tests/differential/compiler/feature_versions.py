# compile(..., _feature_version=n): syntax that older versions did not have.
SOURCES = ["a @ b", "async def f(): [x async for x in y]", "f'{x}'", "(x := 1)", "def f(a, /): pass", "lambda a, /: 1", "x: int = 1",
           "x.y: int", "1_000", "0x_f", "with (a as b): pass", "with (a, b): pass", "with (a) as b: pass", "with a, b: pass",
           "async def f(): await x", "async def f(): pass", "async def f():\n  async for x in y: pass",
           "async def f():\n  async with x: pass", "@a[0]\ndef f(): pass", "a[*b]", "def f(*a: *b): pass", "x = 1", "[i for i in x]"]
for version in range(3, 13):
    for source in SOURCES:
        try:
            compile(source, "f", "exec", 0x400, _feature_version=version)
        except SyntaxError as error:
            print(version, repr(source), error.msg, error.lineno, error.offset)
for version, source in ((9, "match x:\n case 1: pass\n"), (10, "try: pass\nexcept* E: pass\n")):
    try:
        compile(source, "f", "exec", 0x400, _feature_version=version)
    except SyntaxError as error:
        print(version, repr(source), error.msg)
