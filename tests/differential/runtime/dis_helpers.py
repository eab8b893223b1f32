# dis: the functions around the listings: lines, labels, flags, Bytecode objects, tracebacks, odd arguments.
import dis
import io
import re
import sys
import types


_print = print


def print(*values, **options):  # without addresses
    _print(*(re.sub("0x[0-9a-f]{6,}", "0x", str(value)) for value in values), **options)


def f(a, *, b=2):
    for i in range(a):
        if i > b:
            continue
        try:
            print(f"{i!r:>{b}}", end="")
        except (ValueError, KeyError) as e:
            raise
        finally:
            b += 1
    return lambda: (a, b, [x for x in range(i)])


def gen():
    x = yield 1
    yield from x
    with x as y, y: pass


async def coro():
    async for x in y: await x
    return {k: v async for k, v in z}


print(list(dis.findlinestarts(f.__code__)), dis.findlabels(f.__code__.co_code), [dis.pretty_flags(n) for n in (0, 1, 3, 0x1FF, 1 << 20)])
for thing in (f, gen, coro, f.__code__, "x = 1\ny", gen(), types):
    try:
        print(dis.code_info(thing))
    except TypeError as error:
        print(error)
bytecode = dis.Bytecode(f, first_line=100, current_offset=4)
print(bytecode.info()[:60], [(i.opname, i.arg, i.argval if not isinstance(i.argval, types.CodeType) else "code", i.offset, i.starts_line, i.is_jump_target, i.positions and i.positions[:2]) for i in bytecode])
print(dis.Bytecode("a + b").dis(), repr(dis.Bytecode("x")).split(" at ")[0])
for options in ({"show_caches": True}, {"adaptive": True}, {"depth": 0}, {"depth": 1}, {}):
    out = io.StringIO()
    dis.dis(coro if options else f, file=out, **options)
    print(options, "\n".join(line.split(" at 0x")[0] for line in out.getvalue().splitlines()))
try:
    f(5)
    {}["x"]
except KeyError:
    out = io.StringIO()
    dis.distb(sys.exc_info()[2], file=out)
    print(out.getvalue())
    print(dis.Bytecode.from_traceback(sys.exc_info()[2]).current_offset)
for bad in (5, None, object()):
    try:
        dis.dis(bad)
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


class A:
    x = 1
    def m(self): pass
    @staticmethod
    def s(): pass
    @classmethod
    def c(cls): pass


for thing in (A, types.SimpleNamespace(), "1 +", b"\x97\x00d\x00S\x00", compile("x", "f", "eval"), A.m, A().m, A.__dict__["s"], A.__dict__["c"], gen()):
    try:
        out = io.StringIO()
        dis.dis(thing, file=out)
        print(type(thing).__name__, "\n".join(line.split(" at 0x")[0] for line in out.getvalue().splitlines()))
    except Exception as error:
        print(type(thing).__name__, type(error).__name__, error)
print([dis.stack_effect(dis.opmap[n], *a) for n, *a in (("POP_TOP",), ("BUILD_LIST", 5), ("CALL", 3), ("FOR_ITER", 1), ("LOAD_CONST", 0))], dis.stack_effect(dis.opmap["FOR_ITER"], 1, jump=True), dis.hasconst, len(dis.opmap), dis.cmp_op)
