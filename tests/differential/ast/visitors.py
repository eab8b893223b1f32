# Walking and changing trees: visitors, transformers, places, and what compile() makes of the result.
import ast

source = '''
import os
X = 1 + 2 * 3
def f(a, b=2, /, c=3, *args, d, e=5, **kw) -> int:
    """Doc."""
    return [i ** 2 for i in range(a) if i % 2] + [b, c]
class A(B, metaclass=M):
    x: int = 5
    async def g(self):
        async with self as s, t: await s
        yield s
if (n := 10) > 5: pass
elif n: del X
else: print(f"{n!r:>{X}} {n=}")
'''
tree = ast.parse(source)


class Names(ast.NodeVisitor):
    def __init__(self):
        self.seen = []

    def visit_Name(self, node):
        self.seen.append((node.id, type(node.ctx).__name__, node.lineno, node.col_offset))

    def visit_FunctionDef(self, node):
        self.seen.append(("def", node.name, [a.arg for a in node.args.args], len(node.args.kw_defaults)))
        self.generic_visit(node)

    def visit_Constant(self, node):
        self.seen.append(("constant", node.value, node.kind))


names = Names()
names.visit(tree)
for item in names.seen:
    print(*item)
print([type(n).__name__ for n in ast.walk(tree)][:60])
print([(f, type(v).__name__) for f, v in ast.iter_fields(tree.body[2])])
print([type(n).__name__ for n in ast.iter_child_nodes(tree.body[3])])


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.BinOp(node, ast.Mult(), ast.Constant(2)), node)
        return node

    def visit_Pass(self, node):
        return [ast.Expr(ast.Constant("a")), ast.Expr(ast.Constant("b"))]

    def visit_Delete(self, node):
        return None


changed = ast.fix_missing_locations(Double().visit(ast.parse("x = 1\nif x: pass\ny = x + 3\ndel x\n")))
print(ast.unparse(changed))
space = {}
exec(compile(changed, "c", "exec"), space)
print(space["x"], space["y"])
moved = ast.increment_lineno(ast.parse("a\nb\n"), 10)
print([(n.lineno, n.end_lineno) for n in moved.body])
for segment in tree.body:
    print(repr(ast.get_source_segment(source, segment, padded=True)))
print(ast.get_docstring(tree.body[2]), ast.get_docstring(tree))
for bad in (tree.body[0], ast.Constant(1)):
    try:
        print(ast.get_docstring(bad))
    except TypeError as error:
        print(error)
print(ast.unparse(tree))
print(ast.unparse(ast.parse(ast.unparse(tree))) == ast.unparse(tree))


class Missing(ast.NodeVisitor):
    def visit_Num(self, node):
        print("old", node.n)

    def generic_visit(self, node):
        if type(node).__name__ in ("Load", "Store"):
            print("generic", type(node).__name__)
        super().generic_visit(node)


import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    Missing().visit(ast.parse("x = 5"))
print([str(w.message) for w in caught])
