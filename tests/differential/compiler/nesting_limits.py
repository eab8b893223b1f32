"""How deep things may nest: the depth at which parsing, then compiling, gives up, and with what."""
import ast
import warnings

warnings.simplefilter("ignore")
SHAPES = {
    "minus": lambda n: "-"*n+"1",
    "not": lambda n: "not "*n+"x",
    "pow": lambda n: "a"+"**a"*n,
    "ifexp": lambda n: "a"+" if a else a"*n,
    "lambda": lambda n: "lambda:"*n+"0",
    "lambda paren": lambda n: "(lambda:"*n+"1"+")"*n,
    "call lambda": lambda n: "f(lambda:"*n+"1"+")"*n,
    "sub lambda": lambda n: "a[lambda:"*n+"1"+"]"*n,
    "list lambda": lambda n: "[lambda:"*n+"1"+"]"*n,
    "dict lambda": lambda n: "{1:lambda:"*n+"1"+"}"*n,
    "set lambda": lambda n: "{lambda:"*n+"1"+"}"*n,
    "not paren": lambda n: "(not not "*n+"1"+")"*n,
    "parens": lambda n: "("*n+"1"+")"*n,
    "lists": lambda n: "["*n+"1"+"]"*n,
    "calls": lambda n: "f("*n+"1"+")"*n,
    "kw": lambda n: "f(a="*n+"1"+")"*n,
    "star": lambda n: "f(*"*n+"1"+")"*n,
    "kwkw": lambda n: "f(**"*n+"1"+")"*n,
    "sub": lambda n: "a["*n+"1"+"]"*n,
    "dict": lambda n: "{1:"*n+"1"+"}"*n,
    "set": lambda n: "{"*n+"1"+"}"*n,
    "genexp": lambda n: "(a for a in "*n+"1"+")"*n,
    "listcomp": lambda n: "["*n+"1"+" for a in b]"*n,
    "tuple1": lambda n: "("*n+"1"+",)"*n,
    "tuple2": lambda n: "(1,"*n+"1"+")"*n,
    "elif": lambda n: "if a: pass\n"+"elif a: pass\n"*n,
    "default": lambda n: "lambda a="*n+"1"+":1"*n,
    "cond": lambda n: "lambda: 1 if 1 else "*n+"1",
    "power minus": lambda n: "a**-"*n+"1",
    "await": lambda n: "async def f(): "+"await (not "*n+"a"+")"*n,
    "yield": lambda n: "def f(): x="+"(yield "*n+"1"+")"*n,
    "walrus": lambda n: "(a:="*n+"1"+")"*n,
    "if": lambda n: "".join(" "*i+"if a:\n" for i in range(n))+" "*n+"pass\n",
    "def": lambda n: "".join(" "*i+"def a():\n" for i in range(n))+" "*n+"pass\n",
    "class": lambda n: "".join(" "*i+"class a:\n" for i in range(n))+" "*n+"pass\n",
    "with": lambda n: "".join(" "*i+"with a:\n" for i in range(n))+" "*n+"pass\n",
    "try": lambda n: "".join(" "*i+"try:\n" for i in range(n))+" "*n+"pass\n"+"".join(" "*i+"finally: pass\n" for i in reversed(range(n))),
    "target": lambda n: "["*n+"a"+"]"*n+"=1",
    "ptarget": lambda n: "("*n+"a"+")"*n+"=1",
    "for": lambda n: "for "+"["*n+"a"+"]"*n+" in b: pass",
    "del": lambda n: "del "+"["*n+"a"+"]"*n,
    "case": lambda n: "match a:\n case "+"["*n+"a"+"]"*n+": pass",
    "casep": lambda n: "match a:\n case "+"("*n+"a"+")"*n+": pass",
    "caseclass": lambda n: "match a:\n case "+"A("*n+"a"+")"*n+": pass",
    "casedict": lambda n: "match a:\n case "+"{1:"*n+"a"+"}"*n+": pass",
    "decorator": lambda n: "@"+"-"*n+"a\ndef f(): pass",
    "ann": lambda n: "x: "+"-"*n+"a",
    "fstr": lambda n: "f'{"+"-"*n+"a}'",
}


def verdict(make, n):
    try:
        ast.parse(make(n))
    except RecursionError:  # the tree is too deep for Python objects; the parser managed
        return "fine"
    except (MemoryError, SyntaxError) as error:
        return f"{type(error).__name__} {getattr(error, 'msg', error)}"
    return "fine"


def compiled(source):
    try:
        compile(source, "f", "exec")
    except (MemoryError, RecursionError, SyntaxError) as error:
        return f"{type(error).__name__} {error}"
    return "fine"


for name, make in SHAPES.items():
    low, high = 1, 7000
    while high - low > 1:
        middle = (low + high) // 2
        if verdict(make, middle) == "fine":
            low = middle
        else:
            high = middle
    print(name, low, verdict(make, high))
for n in (1000, 2900, 3100, 100_000):
    print(n, compiled("-" * n + "x"), compiled("x" + "**x" * n), compiled("not " * n + "x"), compiled("x" + " if x else x" * n))
    print(n, compiled("x" + ".a" * n), compiled("x" + "()" * n), compiled("x" + "[0]" * n), compiled("x" + "+x" * n))
    print(n, compiled("x" + " or x" * n), compiled("x" + "<x" * n), compiled("x=" * n + "1"), compiled("x," * n))
    print(n, compiled("x = " + "'a' " * n), compiled("@a\n" * n + "def f(): pass"), compiled("[x" + " for x in y" * min(n, 3100) + "]"))  # beyond, CPython overflows its stack
    print(n, compiled("if a: pass\n" + "elif a: pass\n" * n), compiled("x = f'" + "{x}" * n + "'"), compiled("with a" + ", a" * n + ": pass"))
for n in (199, 200, 201, 100_000):
    print(n, compiled("(" * n + ")" * n), compiled("[" * n + "]" * n), compiled("{0:" * n + "0" + "}" * n), compiled("(" * n), compiled("f(" * n + ")" * n))
