# Type comments: where they are kept, where they are mistakes, and the function types of old.
import ast

for source in ("x = 1 # type: int\n", "x = y = 1 # type: List[int]  # more\n", "for a in b: # type: int\n  pass\n", "with a as b: # type: B\n  pass\n",
               "def f(a, b): # type: (int, str) -> None\n  pass\n", "def f(a, b):\n  # type: (int, str) -> None\n  pass\n",
               "async def f(a):\n    # type: (int) -> None\n    # other\n    return 1\n", "def f(a, # type: int\n  b=1, # type: str\n  *c, # type: float\n  d, # type: bool\n  **e # type: bytes\n  ):\n  pass\n",
               "def f(): # type: () -> int\n  # type: () -> str\n  pass\n", "def f(*, # type: int\n a):\n  pass\n", "# type: int\nx = 1\n", "x = 1 # type: ignore\n",
               "x = 1 # type: ignore[attr]\n# type: ignore # x\ny = 2\n", "x = 1 # type:int\n", "x = 1 #type: int\n", "x = 1 # type:    spaced   \n", "x = 1 # type: ignored\n",
               "if a: # type: int\n  pass\n", "x += 1 # type: int\n", "class A: # type: int\n  pass\n", "x = [ # type: int\n 1]\n", "lambda x: x # type: int\n",
               "def f(a # type: int\n , b): pass\n", "def f(a, # type: int\n /, b): pass\n", "x: int = 1 # type: str\n", "while a: # type: x\n pass", "def é(): # type: () -> ü\n pass\n",
               "async def f():\n async for x in y: # type: int\n  pass\n async with x as y: # type: int\n  pass\n", "x = 1; y = 2 # type: int\n", "def f():\n\n  # type: () -> int\n  pass\n"):
    for comments in (True, False):
        try:
            tree = ast.parse(source, type_comments=comments)
            print(ascii(source), comments, ast.dump(tree))
        except SyntaxError as error:
            print(ascii(source), comments, type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
for source in ("() -> int", "(int, str) -> List[int]", "(*int) -> x", "(int, *str, **Any) -> x", "(**Any) -> x", "(*a, *b) -> x", "(**a, b) -> x", "(int,) -> x", "(a, **b, *c) -> x",
               "() ->", "(int", "int -> x", "() -> int\n\n", "(a) -> (b, c)", "(*a, **b) -> c", "(a=1) -> b", "() -> *x"):
    try:
        print(source, ast.dump(ast.parse(source, mode="func_type")))
    except SyntaxError as error:
        print(source, type(error).__name__, error.msg, error.lineno, error.offset)
for version in ((3, 4), (3, 6), (3, 7), (3, 11)):
    for source in ("async = 12", "await = 1", "def async(): pass", "async def f():\n await x\n  \nawait = 3", "async def f(await): pass", "f'{x=}'", "async  def f(): pass\nasync = 1", "x.async.await"):
        try:
            print(version, ascii(source), ast.dump(ast.parse(source, feature_version=version)))
        except SyntaxError as error:
            print(version, ascii(source), error.msg, error.lineno, error.offset)
