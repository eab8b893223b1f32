# The symtable module: blocks, symbols and their kinds.
import symtable

source = '''
"doc"
import os, a.b as c
from d import e as f
g = h = 1
def func(p, q=g, /, r: int = 2, *args, s, **kw) -> "x":
    global g, new
    local = p; del local
    def inner(): nonlocal r; r = q; return local2
    local2 = [i for i in args if s]
    lambda t: (t, kw)
    import os.path
    for u in v: pass
    return inner
class Class(Base, metaclass=Meta):
    attr: int = 1
    other: str
    __private = 2
    def method(self): return __class__, self.__private, super().x
    def method(self): pass
    async def coro(self):
        async with self as w: yield w
try: pass
except E as exc: print(exc)
with a as b, c as (d, *e): pass
match x:
    case {"k": m, **rest}: pass
(walrus := 5)
[walrus2 := z for z in y]
x: int
del g
'''


def show(table, depth=0):
    pad = "  " * depth
    print(pad, table.get_type(), table.get_name(), table.get_lineno(), table.is_optimized(), table.is_nested(), table.has_children(), sorted(table.get_identifiers()), repr(table).split(" in ")[0])
    if isinstance(table, symtable.Function):
        print(pad, table.get_parameters(), sorted(table.get_locals()), sorted(table.get_globals()), sorted(table.get_nonlocals()), sorted(table.get_frees()))
    if isinstance(table, symtable.Class):
        print(pad, table.get_methods())
    for symbol in sorted(table.get_symbols(), key=lambda s: s.get_name()):
        kinds = [n for n in dir(symbol) if n.startswith("is_") and getattr(symbol, n)()]
        print(pad, " ", symbol, kinds, [n.get_name() for n in symbol.get_namespaces()])
        try:
            print(pad, "   ", symbol.get_namespace().get_lineno())
        except ValueError as error:
            print(pad, "   ", error)
    for child in table.get_children():
        show(child, depth + 1)


show(symtable.symtable(source, "f.py", "exec"))
show(symtable.symtable("[x for x in y if (z := x)]", "f", "eval"))
show(symtable.symtable("def f(): pass\n", b"f", "single"))
show(symtable.symtable(b"# coding: latin-1\n\xe9 = 1", "f", "exec"))
for args in (("x", "f", "bad"), ("x", "f"), (1, "f", "exec"), ("x", 1, "exec"), ("x", "f", 1), ("x =", "f", "exec"), ("def f():\n nonlocal x", "f", "exec"), ("x\0", "f", "exec"), ("1; 2", "f", "eval"), ("return", "f", "exec"), ("def f(a, a): pass", "f", "exec")):
    try:
        print(symtable.symtable(*args))
    except Exception as error:
        print(args, type(error).__name__, error)
table = symtable.symtable("x = 1", "f", "exec")
print(table.lookup("x"), table.lookup("x") == table.lookup("x"), table.lookup("x").is_assigned())
try:
    table.lookup("nope")
except KeyError as error:
    print("KeyError", error)
