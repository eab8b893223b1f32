# types: every type by name, dynamic classes, namespaces, proxies, generic aliases, coroutines.
import types, sys
print(sorted(n for n in types.__all__)); 
for n in types.__all__:
    t = getattr(types, n)
    if isinstance(t, type): print(n, t.__name__, t.__module__)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for t in (types.FunctionType, types.CodeType, types.GeneratorType, types.NoneType, types.EllipsisType, types.MappingProxyType, types.ModuleType, types.MethodType, types.FrameType, types.GenericAlias, types.UnionType, types.SimpleNamespace, types.WrapperDescriptorType): attempt(lambda: t()); attempt(lambda: t(1, 2, 3))
def fill(ns): ns['x'] = 1; ns['f'] = lambda self: self.x
C = types.new_class('C', (list,), {'metaclass': type}, fill); print(C, C().f(), C.__mro__, types.prepare_class('D', (), {'metaclass': type, 'k': 1}), types.resolve_bases((list[int], dict)), types.get_original_bases(C) if hasattr(types, 'get_original_bases') else '')
class M(type):
    def __prepare__(name, bases, **kw): return {'prep': kw}
    def __new__(m, n, b, ns, **kw): return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **kw): pass
print(types.new_class('E', (), {'metaclass': M, 'a': 1}).prep); attempt(lambda: types.new_class('X', (int, str))); 
n = types.SimpleNamespace(a=1, b='x'); n.c = n; print(n, n == types.SimpleNamespace(a=1), vars(n).keys(), types.SimpleNamespace(**{'not id': 1})); del n.a; attempt(lambda: n.a); attempt(lambda: types.SimpleNamespace(1)); attempt(lambda: n < n)
p = types.MappingProxyType(d := {'k': 1}); d['z'] = 2; print(p, p['z'], dict(p), len(p), 'k' in p, p | {'q': 1}, list(reversed(p)), p.copy(), p == d, p.get('no', 5)); attempt(lambda: p.__setitem__('a', 1)); attempt(lambda: exec('p["a"] = 1')); attempt(lambda: types.MappingProxyType(5)); attempt(lambda: types.MappingProxyType([1])); attempt(lambda: hash(p))
g = list[int]; print(g, g.__origin__, g.__args__, g() == [], g == list[int], hash(g) == hash(list[int]), dict[str, list[int]], types.GenericAlias(list, (int, 'x')), isinstance(g, types.GenericAlias), tuple[int, ...], tuple[()], type[int], g.__parameters__, list[g], issubclass(list, g.__origin__), repr(list['Fwd']), list[int] | None); attempt(lambda: isinstance([], g)); attempt(lambda: g[int]); attempt(lambda: int[str]); attempt(lambda: issubclass(list, g)); attempt(lambda: g.nope)
u = int | str; print(u, u.__args__, isinstance(1, u), issubclass(bool, u), int | None, None | int, u == (str | int), hash(u) == hash(str | int), int | int, u | float, (int | str) | str, list[int] | str, repr(type | None)); attempt(lambda: int | 5); attempt(lambda: u[int]); attempt(lambda: u()); attempt(lambda: issubclass(1, u))
def f(a, b=2, *, c=3):
    x = a
    def inner(): return x
    return inner
h = types.FunctionType((lambda a, b=2: lambda: a).__code__, {'__builtins__': {}}, 'renamed', (5,)); print(h.__name__, h.__defaults__, h(1)(), types.FunctionType(f(7).__code__, {}, None, None, (types.CellType(9),))()); attempt(lambda: types.FunctionType(f(7).__code__, {})); attempt(lambda: types.FunctionType(f(7).__code__, {}, None, None, (5,))); attempt(lambda: types.FunctionType(f.__code__, 5)); attempt(lambda: types.FunctionType(5, {}))
m = types.MethodType(lambda s, x: (s, x), 'self'); print(m(1), m.__self__, m == types.MethodType(m.__func__, 'self'), hash(m) == hash(types.MethodType(m.__func__, m.__self__))); attempt(lambda: types.MethodType(5, 1)); 
mod = types.ModuleType('mod', 'doc'); mod.v = 1; print(mod, mod.__doc__, mod.__dict__.keys(), mod.__name__); attempt(lambda: mod.nope); mod.__getattr__ = lambda n: 'dyn ' + n; print(mod.nope); mod.__dir__ = lambda: ['z', 'a']; print(dir(mod)); del mod.__getattr__, mod.__name__; attempt(lambda: mod.nope); print(repr(mod))
c = types.CellType(); attempt(lambda: c.cell_contents); c.cell_contents = 4; print(c.cell_contents, types.CellType(1) < types.CellType(2), types.CellType(1) == types.CellType(1)); del c.cell_contents; print(repr(c).startswith('<cell at'), repr(c).endswith('empty>'))
class A:
    @types.DynamicClassAttribute
    def v(self): return 'inst'
print(A().v); attempt(lambda: A.v)
@types.coroutine
def co(): r = yield 1; return r * 2
async def main(): return await co()
k = main(); print(k.send(None)); 
try: k.send(21)
except StopIteration as e: print(e.value)
try: 1 / 0
except ZeroDivisionError as e: tb = e.__traceback__
t2 = types.TracebackType(None, tb.tb_frame, tb.tb_lasti, 42); print(t2.tb_lineno, t2.tb_next); t2.tb_next = tb; attempt(lambda: setattr(tb, 'tb_next', t2)); attempt(lambda: setattr(tb, 'tb_next', 5)); print(types.NoneType() is None, types.EllipsisType() is ..., types.NotImplementedType() is NotImplemented)
