# Code objects: constructor, replace() of everything, checks, _varname_from_oparg.
def sample(a, /, b, *args, c=1, **kw):
    local = a
    def nested(): return local, sample2
    return nested
def outer():
    x = 1
    def sample2(y): return x + y
    return sample2
code = sample.__code__
inner = outer().__code__
Code = type(code)
FIELDS = ("argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags", "code", "consts", "names", "varnames", "filename", "name", "qualname", "firstlineno", "linetable", "exceptiontable", "freevars", "cellvars")
def attempt(label, f):
    try:
        r = f()
        print(label, r.co_varnames, r.co_cellvars, r.co_freevars, r.co_argcount, r.co_kwonlyargcount, r.co_posonlyargcount, r.co_nlocals, r.co_flags, r.co_stacksize, r.co_firstlineno, r.co_name)
    except Exception as e: print(label, type(e).__name__, e)
def make(c, **changes):
    values = [changes.get(f, getattr(c, "co_" + f)) for f in FIELDS]
    return Code(*values)
for c in (code, inner, outer.__code__):
    attempt("same", lambda: make(c))
    print(make(c) == c, hash(make(c)) == hash(c), c.replace() == c, c.replace(co_name="q") == c, c.replace(co_firstlineno=1) == c)
BAD = dict(argcount=(-1, 9, "x"), posonlyargcount=(-1, 5), kwonlyargcount=(-1, 7), nlocals=(-1, 0, 99), stacksize=(-1, 1 << 40), flags=(-1, 0), code=("x", b"", b"d", b"d\0"), consts=([], ()), names=((1,), [], ("zz",)), varnames=((), ("a",), (1, 2, 3, 4, 5, 6), ("q", "r", "s", "t", "u", "v"), ("q", "r", "s", "t", "u", "v", "w")), filename=(1, "f"), name=(1, "n"), qualname=(None, "q"), firstlineno=("a", -5, 0), linetable=("", b""), exceptiontable=(1, b""), freevars=((1,), ("zz",), ("x",), []), cellvars=((), ("a",), ("local",), ("other",), 3))
for field, values in BAD.items():
    for v in values:
        for c in (code, inner):
            attempt(("new", field, v), lambda: make(c, **{field: v}))
            attempt(("replace", field, v), lambda: c.replace(**{"co_" + field: v}))
attempt("few", lambda: Code(1, 2))
attempt("kw", lambda: Code(argcount=1))
attempt("pos", lambda: code.replace(1))
attempt("nope", lambda: code.replace(nope=1))
for c in (code, inner):
    for i in (0, 1, 2, 5, 6, 7, -1, 99, "x"):
        try: print(i, c._varname_from_oparg(i))
        except Exception as e: print(i, type(e).__name__, e)
attempt("16 args", lambda: Code(*[getattr(outer.__code__, "co_" + f) for f in FIELDS[:16]]))
attempt("args", lambda: make(outer.__code__, cellvars=("x",), freevars=("y",)))
attempt("new cell", lambda: make(code, cellvars=("a", "zz"), freevars=("f",)))
import sys
print(sorted(k for k in vars(Code) if k.startswith(("co_", "_co", "_v", "rep"))), Code.__name__, code.__sizeof__() > 0)
for k in ("co_name", "co_argcount", "co_varnames"):
    try: setattr(code, k, 1)
    except Exception as e: print(type(e).__name__, e)
print(Code._varname_from_oparg.__text_signature__, "cellvars=(), /)" in Code.__text_signature__)
