# What compile() says of trees that no parser would build.
import ast


def attempt(name, node, mode="exec"):
    try:
        code = compile(node, "f", mode)
        print(name, "ok", type(code).__name__)
    except Exception as error:
        print(name, type(error).__name__, str(error).split(" object at")[0])


AT = dict(lineno=1, col_offset=0)


def name(text, ctx=None):
    return ast.Name(text, ctx or ast.Load(), **AT)


def const(value):
    return ast.Constant(value, **AT)


def expr(node):
    return ast.Module([ast.Expr(node, **AT)], [])


def stmt(kind, *args, **kwargs):
    return ast.Module([kind(*args, **kwargs, **AT)], [])


E, S, D = ast.Load(), ast.Store(), ast.Del()
empty = ast.arguments([], [], None, [], [], None, [])
body = [ast.Pass(**AT)]
cases = {
    "stmt": ast.Module([name("x")], []), "None id": expr(name("None")), "int id": expr(name(1)),
    "no id": expr(name(None)), "ctx None": expr(ast.Name(id="x", ctx=None, **AT)),
    "no ctx": expr(ast.Name(id="x", **AT)), "no line": expr(ast.Name("x", E)),
    "line str": expr(ast.Name("x", E, lineno="a", col_offset=2)),
    "col float": expr(ast.Name("x", E, lineno=1, col_offset=2.5)),
    "line big": expr(ast.Name("x", E, lineno=1 << 40, col_offset=2)),
    "line None": expr(ast.Name("x", E, lineno=None, col_offset=2)),
    "expr None": expr(None), "expr gone": stmt(ast.Expr), "stmt None": ast.Module([None], []),
    "tuple body": ast.Module((name("x"),), []), "arg None": expr(ast.Call(name("f"), [None], [], **AT)),
    "keyword None": expr(ast.Call(name("f"), [], [None], **AT)),
    "keyword int": expr(ast.Call(name("f"), [], [3], **AT)),
    "const list": expr(const([1])), "const nested": expr(const((1, {2}))), "const gone": expr(ast.Constant(**AT)),
    "const ok": expr(const((1, frozenset({2}), b"x", "s", ..., None, True, 1.5, 2j))),
    "kind int": expr(ast.Constant(1, kind=3, **AT)), "op None": expr(ast.BinOp(name("a"), None, name("b"), **AT)),
    "op And": expr(ast.BinOp(name("a"), ast.And(), name("b"), **AT)),
    "lambda None": expr(ast.Lambda(None, name("b"), **AT)),
    "defaults None": expr(ast.Lambda(ast.arguments([], [], None, [], [], None, None), name("b"), **AT)),
    "defaults": expr(ast.Lambda(ast.arguments([], [], None, [], [], None, [const(1)]), name("b"), **AT)),
    "kw_defaults": expr(ast.Lambda(ast.arguments([], [], None, [], [None], None, []), name("b"), **AT)),
    "cmp None": expr(ast.Compare(name("a"), [None], [name("b")], **AT)),
    "cmp none": expr(ast.Compare(name("a"), [], [], **AT)),
    "cmp uneven": expr(ast.Compare(name("a"), [ast.Eq()], [name("b"), name("c")], **AT)),
    "bool 1": expr(ast.BoolOp(ast.And(), [name("a")], **AT)),
    "dict uneven": expr(ast.Dict([name("a")], [], **AT)), "dict null": expr(ast.Dict([None], [name("d")], **AT)),
    "comp empty": expr(ast.ListComp(name("a"), [], **AT)),
    "comp load": expr(ast.SetComp(name("a"), [ast.comprehension(name("a"), name("b"), [], 0)], **AT)),
    "global int": stmt(ast.Global, [1]), "global none": stmt(ast.Global, []), "nonlocal": stmt(ast.Nonlocal, []),
    "level None": stmt(ast.ImportFrom, None, [ast.alias("x", **AT)], None),
    "level -1": stmt(ast.ImportFrom, "m", [ast.alias("x", **AT)], -1), "import": stmt(ast.Import, []),
    "simple None": stmt(ast.AnnAssign, name("x", S), name("b"), None, None),
    "simple": stmt(ast.AnnAssign, ast.Attribute(name("x"), "y", S, **AT), name("b"), None, 1),
    "delete": stmt(ast.Delete, []), "delete load": stmt(ast.Delete, [name("x")]),
    "assign": stmt(ast.Assign, [], name("x")), "assign load": stmt(ast.Assign, [name("x")], name("x")),
    "assign const": stmt(ast.Assign, [const(1)], name("x")),
    "assign tuple": stmt(ast.Assign, [ast.Tuple([name("x")], S, **AT)], name("x")),
    "raise": stmt(ast.Raise, None, name("x")), "try": stmt(ast.Try, body, [], [], []),
    "try orelse": stmt(ast.Try, body, [], body, body), "try body": stmt(ast.Try, [], [], [], body),
    "trystar": stmt(ast.TryStar, body, [], [], []),
    "handler": stmt(ast.Try, body, [ast.ExceptHandler(None, None, [], **AT)], [], []),
    "for": stmt(ast.For, name("x", S), name("y"), [], []), "for load": stmt(ast.For, name("x"), name("y"), body, []),
    "while": stmt(ast.While, name("x"), [], []), "if": stmt(ast.If, name("x"), [], []),
    "with": stmt(ast.With, [], body), "with body": stmt(ast.With, [ast.withitem(name("x"), None)], []),
    "async with": stmt(ast.AsyncWith, [], body), "class": stmt(ast.ClassDef, "A", [], [], [], []),
    "def": stmt(ast.FunctionDef, "f", empty, [], [], None), "async def": stmt(ast.AsyncFunctionDef, "f", empty, [], []),
    "def noname": stmt(ast.FunctionDef, None, empty, body, []),
    "decorator": stmt(ast.FunctionDef, "f", empty, body, [None]),
    "lines": ast.Module([ast.Pass(lineno=3, col_offset=0, end_lineno=2, end_col_offset=0)], []),
    "columns": ast.Module([ast.Pass(lineno=3, col_offset=2, end_lineno=3, end_col_offset=1)], []),
    "column": ast.Module([ast.Pass(lineno=3, col_offset=-2, end_lineno=4, end_col_offset=0)], []),
    "ends": ast.Module([ast.Pass(lineno=3, col_offset=5, end_col_offset=None, end_lineno=None)], []),
    "type_ignores": ast.Module([]), "Expression": ast.Expression(name("x")), "int": 3,
}
for label, node in cases.items():
    attempt(label, node)
attempt("eval", ast.Module([], []), "eval")
attempt("single", ast.Module([], []), "single")
attempt("eval ok", ast.Expression(const(3)), "eval")


attempt("pattern end", stmt(ast.Match, name("x"), [ast.match_case(ast.MatchAs(None, None, **AT), None, body)]))
AT.update(end_lineno=1, end_col_offset=9)


def pattern(node):
    return stmt(ast.Match, name("x"), [ast.match_case(node, None, body)])


star, any_ = ast.MatchStar("r", **AT), ast.MatchAs(None, None, **AT)
patterns = {
    "none": stmt(ast.Match, name("x"), []), "star": pattern(star), "seq": pattern(ast.MatchSequence([star, any_], **AT)),
    "value name": pattern(ast.MatchValue(name("x"), **AT)), "value none": pattern(ast.MatchValue(const(None), **AT)),
    "value": pattern(ast.MatchValue(const(1), **AT)), "value tuple": pattern(ast.MatchValue(const((1,)), **AT)),
    "uadd": pattern(ast.MatchValue(ast.UnaryOp(ast.UAdd(), const(1), **AT), **AT)),
    "usub": pattern(ast.MatchValue(ast.UnaryOp(ast.USub(), const(1j), **AT), **AT)),
    "complex": pattern(ast.MatchValue(ast.BinOp(const(1), ast.Add(), const(1j), **AT), **AT)),
    "complex2": pattern(ast.MatchValue(ast.BinOp(const(1j), ast.Add(), const(1), **AT), **AT)),
    "singleton": pattern(ast.MatchSingleton([3], **AT)), "or": pattern(ast.MatchOr([any_], **AT)),
    "as": pattern(ast.MatchAs(any_, None, **AT)), "as _": pattern(ast.MatchAs(None, "_", **AT)),
    "as None": pattern(ast.MatchAs(None, "None", **AT)),
    "map": pattern(ast.MatchMapping([const(1)], [], None, **AT)),
    "map rest": pattern(ast.MatchMapping([], [], "_", **AT)),
    "map key": pattern(ast.MatchMapping([name("k")], [any_], None, **AT)),
    "map None": pattern(ast.MatchMapping([const(None)], [any_], None, **AT)),
    "class": pattern(ast.MatchClass(const(1), [], [], [], **AT)),
    "class kw": pattern(ast.MatchClass(name("C"), [], ["a"], [], **AT)),
    "class True": pattern(ast.MatchClass(name("C"), [], ["True"], [any_], **AT)),
    "class star": pattern(ast.MatchClass(name("C"), [star], [], [], **AT)),
}
for label, node in patterns.items():
    attempt("pattern " + label, node)
