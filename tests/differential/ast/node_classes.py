# The classes of _ast: names, fields, docs, defaults, bases.
import _ast
import ast
import copy
import pickle

for key, value in vars(_ast).items():
    if key.startswith("__"):
        continue
    if not isinstance(value, type):
        print(key, value)
        continue
    print(key, value.__name__, value.__module__, value.__qualname__, value.__mro__)
    print("   ", value._fields, value.__match_args__, value._attributes, repr(value.__doc__))
    print("   ", [k for k in vars(value) if k[:2] != "__" or k == "__match_args__"])
    for field in value._fields + value._attributes:
        print("   ", field, getattr(value, field, "-"))
    if value is not ast.AST and not value.__subclasses__():
        print("   ", vars(value()), ast.dump(value()) if key != "Constant" else "")


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(ast.Name, 1, 2, 3)
attempt(ast.Pass, 1)
attempt(ast.AST, 1)
attempt(ast.Name, 1, id=3)
attempt(ast.Expression, 1, 2)
attempt(lambda: vars(ast.Name(1, foo=3)))
attempt(ast.AST.__init__, 1)
attempt(lambda: ast.Name().id)
attempt(lambda: ast.Name().lineno)
attempt(lambda: ast.Name().end_lineno)


class Odd(ast.AST):
    _fields = 5


class Pair(ast.AST):
    _fields = ("a", "b")


class Wrong(ast.AST):
    _fields = (1, "b")


attempt(Odd, 1)
attempt(lambda: vars(Pair(1, b=2)))
attempt(lambda: vars(Pair(1, a=2)))
attempt(Wrong, 1)
attempt(Pair, 1, 2, 3)

node = ast.parse("x + 1", mode="eval")
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    print(protocol, ast.dump(pickle.loads(pickle.dumps(node, protocol)), include_attributes=True))
twin = copy.deepcopy(node)
print(ast.dump(twin) == ast.dump(node), twin.body is node.body, node.__reduce__()[:2], node.body.op.__reduce__())
match node.body:
    case ast.BinOp(ast.Name(name), ast.Add(), ast.Constant(value)):
        print(name, value)
n = ast.AST()
n.extra = 1
n.__dict__["other"] = 2
print(vars(n), n.other)
n.__dict__ = {"z": 3}
print(n.z, hasattr(n, "extra"))
attempt(lambda: ast.Load().nothing)
print(ast.parse("a").body[0].value.ctx is ast.parse("b").body[0].value.ctx)
