# ast: dumping, visiting, transforming, locations, literal_eval.
import ast
src = '''
import os.path as p
@deco(1)
def f(a, /, b: int = 2, *c, d=3, **e) -> str:
    """doc"""
    x = [i ** 2 for i in range(10) if i % 2]
    if x := b: return f"{a!r:>{b}} {c}"
    while True:
        try: y += 1
        except (A, B) as err: raise X from err
        else: break
        finally: del z
    return lambda *q: (yield)
class K(Base, metaclass=M):
    n: int = 5
    async def g(self): await h(); return {**a, 'k': {1, 2}}
match v:
    case [1, {'k': z, **r}] | K(a=3): pass
    case _ if v: pass
'''
tree = ast.parse(src)
print(ast.dump(tree)[:600]); print(ast.dump(tree.body[1], indent=2)[:900]); print(ast.unparse(tree))
class Names(ast.NodeVisitor):
    def __init__(self): self.names, self.kinds = [], {}
    def visit_Name(self, n): self.names.append((n.id, type(n.ctx).__name__, n.lineno, n.col_offset))
    def generic_visit(self, n):
        self.kinds[type(n).__name__] = self.kinds.get(type(n).__name__, 0) + 1; super().generic_visit(n)
v = Names(); v.visit(tree); print(v.names); print(sorted(v.kinds.items()))
class Double(ast.NodeTransformer):
    def visit_Constant(self, n): return ast.copy_location(ast.Constant(n.value * 2), n) if isinstance(n.value, int) else n
    def visit_Pass(self, n): return None
    def visit_Assign(self, n): self.generic_visit(n); return [n, ast.copy_location(ast.Expr(ast.Call(ast.Name('print', ast.Load()), [ast.Constant('after')], [])), n)]
t = ast.fix_missing_locations(Double().visit(ast.parse('a = 3\nb = a + 4\nif a:\n    pass\n    c = 1')))
exec(compile(t, '<t>', 'exec')); print(a, b, c)
for s in ("[1, 2.5, -3j, 'x', b'y', None, True, {1: (2,)}, {4}]", '1+2j', '-5', 'set()', '  7', '"a" "b"'): print(repr(ast.literal_eval(s)))
for s in ('f()', '1+2', 'a', '[1, *b]', '{**x}', '1 if 2 else 3', '(', '', '-"x"', "f'{1}'"):
    try: print(ast.literal_eval(s))
    except Exception as e: print(s, type(e).__name__, str(e).split(' at 0x')[0])
print([type(n).__name__ for n in ast.walk(ast.parse('x = y + 1'))], list(ast.iter_fields(ast.parse('a.b', mode='eval').body))[1:2])
fn = tree.body[1]; print(ast.get_docstring(fn), ast.get_source_segment(src, fn.body[1]), fn.end_lineno, fn.end_col_offset, [c.__class__.__name__ for c in ast.iter_child_nodes(fn)])
n = ast.BinOp(left=ast.Constant(1), op=ast.Add(), right=ast.Constant(2)); print(n._fields, n._attributes, ast.unparse(n), ast.dump(n, include_attributes=True))
try: compile(ast.Expression(n), '', 'eval')
except TypeError as e: print(e)
ast.increment_lineno(ast.fix_missing_locations(n), 4); print(n.lineno, n.right.end_lineno, eval(compile(ast.Expression(n), '', 'eval')))
try: ast.parse('a = = 1', 'f.py')
except SyntaxError as e: print(e, e.filename, e.lineno, e.offset, e.text)
print(ast.dump(ast.parse('x: int # type: ignore[z]', type_comments=True)), ast.dump(ast.parse('(int) -> str', mode='func_type')))
print(ast.unparse(ast.parse("a = (1,), (yield), not (b and c or d), -x ** -y, (a if b else c)(d), 'q\\'\"', '''m\\nl''', x[1:2, ::3], *r")))
