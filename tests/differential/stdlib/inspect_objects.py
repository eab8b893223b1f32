# inspect: signatures, members, sources, frames, kinds of objects.
import inspect, functools, types, collections, typing, asyncio, sys, textwrap
def f(a, b: int = 1, /, c=2, *args: str, d, e: 'x' = (), **kw) -> float: "doc"
class K:
    "kdoc"
    attr = 1
    def __init__(self, x, y=2): pass
    def m(self, q): pass
    @classmethod
    def c(cls, q): pass
    @staticmethod
    def s(q): pass
    @property
    def p(self): "pdoc"
    def __call__(self, z): pass
class Sub(K):
    def m(self, q): pass
class Meta(type):
    def __call__(cls, *a): return super().__call__(*a)
class WithMeta(metaclass=Meta):
    def __new__(cls, n): return object.__new__(cls)
sig = inspect.signature(f); print(sig, [(p.name, p.kind.description, p.default is p.empty, p.annotation) for p in sig.parameters.values()], sig.return_annotation)
for o in (K, K(1), K(1).m, K.c, K.s, WithMeta, functools.partial(f, 1, d=5), functools.partial(K(1).m), len, int, str.join, dict.get, print, sorted, object, type, lambda x, *y: 0, [].append, functools.wraps(f)(lambda: 0), collections.namedtuple('N', 'a b'), range, zip, abs, divmod, isinstance, str.split, bytes.fromhex, K.p.fget, typing.cast):
    try: print(getattr(o, '__name__', type(o).__name__), inspect.signature(o))
    except Exception as e: print(getattr(o, '__name__', '?'), type(e).__name__, e)
b = sig.bind(1, 2, 3, 4, d=5, z=6); print(b, b.args, b.kwargs, b.arguments); b = sig.bind(1, d=0); b.apply_defaults(); print(b.arguments, sig.bind_partial().arguments)
for a, k in (((), {}), ((1,), {}), ((1,), {'d': 1, 'a': 3}), ((1,), {'d': 2, 'c': 1, 'b': 3}), ((1, 2, 3), {'c': 1, 'd': 2})):
    try: print(sig.bind(*a, **k).arguments)
    except TypeError as e: print(e)
P = inspect.Parameter; s = sig.replace(parameters=[P('x', P.POSITIONAL_ONLY), P('y', P.KEYWORD_ONLY, default=3)]); print(s, s == sig, hash(s) == hash(s), repr(P('q', P.VAR_POSITIONAL)), repr(s)); 
for bad in (lambda: inspect.Signature([P('a', P.KEYWORD_ONLY), P('b', P.POSITIONAL_ONLY)]), lambda: inspect.Signature([P('a', P.POSITIONAL_ONLY), P('a', P.KEYWORD_ONLY)]), lambda: P('1', P.KEYWORD_ONLY), lambda: P('a', P.VAR_KEYWORD, default=1), lambda: P('def', P.KEYWORD_ONLY), lambda: inspect.signature(5), lambda: inspect.signature(type('X', (), {'__signature__': 5})), lambda: inspect.getsource(int), lambda: inspect.getfile(5), lambda: inspect.getmodule(5), lambda: inspect.getclosurevars(5), lambda: inspect.getcallargs(f)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(inspect.getfullargspec(f)); print(inspect.getcallargs(f, 1, d=2), inspect.getdoc(Sub.m), inspect.getdoc(K), inspect.getdoc(Sub), inspect.cleandoc('  a\n    b\n      c\n'), inspect.getcomments(f))
async def co(): pass
async def ag(): yield
def gen(): yield
@types.coroutine
def tc(): yield
tests = ['ismodule', 'isclass', 'ismethod', 'isfunction', 'isgeneratorfunction', 'isgenerator', 'iscoroutinefunction', 'iscoroutine', 'isawaitable', 'isasyncgenfunction', 'isasyncgen', 'istraceback', 'isframe', 'iscode', 'isbuiltin', 'isroutine', 'isabstract', 'ismethoddescriptor', 'isdatadescriptor', 'isgetsetdescriptor', 'ismemberdescriptor', 'ismethodwrapper']
c = co(); t = tc(); objs = dict(inspect=inspect, K=K, Km=K(1).m, f=f, gen=gen, gi=gen(), co=co, c=c, t=t, ag=ag, agi=ag(), code=f.__code__, len=len, append=[].append, join=str.join, p=K.p, addw=(1).__add__, adds=int.__add__, gd=type.__dict__['__dict__'], mod=types.FunctionType.__globals__, fr=sys._getframe(), seq=collections.abc.Sequence, part=functools.partial(gen))
for n, o in objs.items(): print(n, [x for x in tests if getattr(inspect, x)(o)])
c.close(); print([n for n, _ in inspect.getmembers(K(1)) if not n.startswith('__')], [n for n, _ in inspect.getmembers(K, inspect.isfunction)], [(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Sub) if not a.name.startswith('__')], inspect.getmro(Sub), inspect.getattr_static(K(1), 'p').__class__, inspect.getattr_static(K, 'nope', 5))
print(inspect.getsource(Sub), inspect.getsourcelines(f), inspect.getsource(lambda: 1).strip()[:12], inspect.getsourcefile(f)[-18:], inspect.findsource(K)[1], inspect.getmodule(f).__name__, inspect.getmodulename('/a/b.py'), inspect.indentsize('  x'))
def outer():
    n = 1
    def inner(): return n + undefined + len([])
    return inner
print(inspect.getclosurevars(outer()), inspect.unwrap(functools.wraps(f)(lambda: 0)) is f)
def where(): fr = inspect.currentframe(); i = inspect.getframeinfo(fr, 1); st = inspect.stack(1); return i.function, i.code_context, i.index, i.positions is not None, [s.function for s in st], inspect.getargvalues(fr).locals.keys() >= {'fr'}
print(where()); g = gen(); print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g)); g.close(); print(inspect.getgeneratorstate(g)); c = co(); print(inspect.getcoroutinestate(c)); c.close(); print(inspect.getcoroutinestate(c), inspect.formatannotation(int), inspect.formatannotation(list[int]), inspect.get_annotations(f), inspect.get_annotations(f, eval_str=False), inspect.getclasstree([Sub, K]))
