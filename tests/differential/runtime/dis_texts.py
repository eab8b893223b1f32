# dis over many forms of code, with caches, adaptive form, tables and byte strings.
import dis
import io
import contextlib

SOURCES = {
    "expressions": "a + b * c; a[b]; a.b; a.b(c, d=1); not a; -a; ~a; a and b or c; a if b else c; a < b < c; a is not b; a not in b\n",
    "displays": "[1, 2, a]; (1, 2, 3); {1, a}; {1: a, 'b': 2}; [*a, *b]; {**a, 'x': 1}; f(*a, **b); f'{a!r:>{b}} {c}'\n",
    "loops": "for i in a:\n  if i: continue\n  break\nelse: x\nwhile a: b\n",
    "try": "try: a\nexcept E as e: b\nexcept (F, G): c\nelse: d\nfinally: e\ntry: a\nexcept* E as e: b\n",
    "with": "with a as b, c: d\n",
    "defs": "@dec\ndef f(a, b=1, *c, d=2, **e) -> int:\n  'doc'\n  nonlocal_ = lambda: a\n  return nonlocal_\nclass A(B, m=C):\n  x: int = 1\n  def g(self): return super().g(), __class__\n",
    "generators": "def g():\n  x = yield 1\n  yield from g()\n  return (i for i in x if i)\nasync def h():\n  async with a as b: await b\n  async for i in c: yield i\n",
    "match": "match a:\n  case 1 | 'x': b\n  case [c, *d]: e\n  case {'k': v, **r}: f\n  case C(x, y=z) if x: g\n  case _: h\n",
    "imports": "import a.b.c as d, e\nfrom . import f\nfrom g import *\nglobal x\ndel x, y[0], z.w\na, *b = c\na += 1; b[0] -= 2; c.d **= 3\nassert a, b\nraise a from b\n",
    "big": "x = [" + ", ".join("a%d" % i for i in range(300)) + "]\n" + "if x:\n" + "  y = 1\n" * 200,
}
for name, source in SOURCES.items():
    code = compile(source, name, "exec")
    for options in ({}, {"show_caches": True}, {"adaptive": True}, {"depth": 0}):
        if name == "big" and options:
            continue
        out = io.StringIO()
        dis.dis(code, file=out, **options)
        text = out.getvalue()
        import re
        print(name, options, re.sub(r"0x[0-9a-f]+", "0x", text) if len(text) < 30000 else (len(text), hash(re.sub(r"0x[0-9a-f]+", "0x", text)) and 1))
    print(dis.code_info(code) and re.sub(r"0x[0-9a-f]+", "0x", dis.code_info(code)))
    for instruction in list(dis.get_instructions(code))[:12]:
        print(instruction.opname, instruction.arg, instruction.argrepr.partition("0x")[0], instruction.offset, instruction.starts_line,
              instruction.is_jump_target, instruction.positions)
print(dis._parse_exception_table(compile(SOURCES["try"], "t", "exec")))
dis.dis(b"d\x00S\x00")
dis.dis("a = 1; b")
for bad in (1, None, "x y"):
    try:
        dis.dis(bad)
    except Exception as error:
        print(type(error).__name__, error)


def traced():
    return 1 / 0


try:
    traced()
except ZeroDivisionError as error:
    dis.distb(error.__traceback__.tb_next)
print(list(dis.findlinestarts(traced.__code__)), list(dis.findlabels(compile(SOURCES["loops"], "l", "exec").co_code)))
print(dis.stack_effect(dis.opmap["CALL"], 2), dis.show_code(traced))
