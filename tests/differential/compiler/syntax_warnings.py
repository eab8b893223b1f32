# Warnings of parser and compiler about this very file, in their order, with lines.
x = 1
if x is 1: pass
if x is not "a": pass
if () is x or x is -1: pass
y = "\d" "\q"
b = b"\z"
f = f"\w{x}\c"
"""
\m"""
assert (x, "always")
m = 1if x else 2
k = 0o17or 3
def never():
    (1)(2)
    [1, 2]["a"]
    (1, 2)(3)
    "a"["b"]
    f"{1}"()
    {1: 2}(3)
    [(1, 2) (3, 4)]
    {1}[0]
    (x for x in y)[1]
    (lambda: 0)[0]
    [i for i in x]("a")
    None[0]
    ...()
    1.5[1]
    "%s" [1]
    b"a"["x":"y"]
    (1, 2)[1.5]
print("ran", y, b, f)
for source in ("'\\8'", "'\\400'", "b'\\777'", "x = 1 is 1", "1 == 1 is 1", "x is ()", "x is ...", "x is None", "x is True", "'a' 'b' is x",
               "def f():\n return 1 is x\ndef g():\n '\\d'", "class A:\n '\\d'\n x = '\\e'", "r'\\d'", "'\\\n'", "'\\N{DIGIT ONE}\\j'"):
    compile(source, "<some>", "exec")
