# Which constants a code object has, in which order, and which are shared: numbers of all types, zeros, NaN, nested tuples and sets.
import types


def show(code, depth=0):
    print(" " * depth, code.co_name, [ascii(c) if not isinstance(c, types.CodeType) else "<code>" for c in code.co_consts], code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            show(constant, depth + 1)


for source in ("x = 1, 1.0, True, 1j", "x = [0.0, -0.0, 0, False, 0j, -0j, 0.0]", "f(1e300 * 1e300 * 0, -(1e300 * 1e300) * 0, 'nan')", "x = (1, (2, (3,)), 'a', b'a'); y = (1, (2, (3,)), 'a', b'a')", "x in {1, 2.0, 'a'}; y in [1, 2, (3, 4)]; z in {1, 2.0, 'a'}",
               "a = 'x' 'y'; b = 'xy'; c = b'xy'; d = f'xy'; e = f'x{1}y'", "x = 10 ** 20; y = 2 ** 128; z = 2 ** 100000", "'a' * 10; 'a' * 5000; (1, 2) * 3; (1,) * 300; 'ab'[1]; (1, 2)[0]; 'ab'[5]", "x = -1; y = ~1; z = not 1; w = +1.5; v = -(-5)", "x = 1 + 2 * 3 - 4 // 5 % 6 << 7 & 8 | 9 ^ 10",
               "1 if 1 else 2; (1 and 2) or 3; not not x", "if 0: a\nwhile 0: b\nif '': c\nelse: d\nassert 1, 'm'", "x = 1 / 0; y = 5 % 0; z = 1 << -1; w = 'a' + 1; v = 1 << 100000", "def f(a=1, b=(1, 2), *, c='x'): 'doc'; return a, 1, (1, 2)", "lambda: None; lambda: (None, ...)", "class A:\n  'doc'\n  x: int = 1\n  def f(self): return __class__",
               "x = 'é\\ud800\\0'; y = b'\\xff\\0'; z = '\\N{BULLET}'", "for i in (1, 2, 3): pass\nfor i in [1, 2, 3]: pass\nx = [1, 2, 3]; y = {1, 2, 3}; z = {'a': 1, 'b': 2, 'c': 3}", "x: int; y: 'str' = 1", "from __future__ import annotations\nx: int = 1\ndef f(a: b + 1, *c: {d}) -> e[f]: pass", "def f():\n  'only doc'\ndef g():\n  b'no doc'\ndef h():\n  f'no doc'\ndef i(): 5",
               "'%s %d' % (a, b); '%r-%a' % (c, d); '%s' % x; '%5s|%-5s' % (a, b); '%(a)s' % x; '%s' % (a, b); '%%' % (); '%s %s' % (a,)", "x = 1.5e400; y = 1e-400; z = 0x1F; w = 1_000.5_5; v = 0b11; u = 0o17", "try: 1\nfinally: (1, 2)", "print(*(1, 2), **{'a': 1}); f(a=1, b=2, c=3)", "with a: 1\nx = (yield)" , "return_ = (1, [2], 3); del x, y"):
    for optimize in (0, 1, 2):
        try:
            code = compile(source, "<s>", "exec", optimize=optimize, dont_inherit=True)
        except SyntaxError as error:
            print(source, error)
            continue
        if optimize == 0:
            print("==", ascii(source), code.co_stacksize)
            show(code)
        else:
            print(optimize, len(code.co_code), len(code.co_consts))
code = compile("a = 'constant_name'; b = 'not a name'; c = 'constant_name'", "<s>", "exec")
space = {}
exec(code, space)
print(space["a"] is space["c"], space["a"] is "".join(["constant_", "name"]), compile("'x'", "f", "eval").co_consts[0] is compile("'x'", "f", "eval").co_consts[0])
print(compile("()", "f", "eval").co_consts[0] is (), compile("b''", "f", "eval").co_consts[0] is b"")
