# dis over many kinds of code.
import dis


def arithmetic(a, b=1, *c, d, **e):
    x = a + b * 2 - ~a
    x **= 2
    return x if x > 3 and a or not b else -x


def loops(n):
    out = [i for i in range(n) if i % 2]
    for i, (j, *k) in enumerate(out):
        if i: continue
        while j:
            j -= 1
            break
    return {x: y for x, y in zip(out, out)}, {*out}, (z for z in out)


def errors():
    try:
        with open('x') as f, f: pass
    except (OSError, ValueError) as e: raise KeyError from e
    finally: print('done')


def outer(v):
    w = 1
    def inner(): nonlocal w; w += v; return lambda: w
    return inner


async def coroutine(x):
    async with x as y:
        async for z in y: await z
    return [q async for q in x]


def generator():
    r = yield 1
    yield from [r]


def strings(n): return f'{n!r:>{n}} {n=} text' + 'a' 'b'
def matching(v):
    match v:
        case [1, *rest]: return rest
        case {'k': x, **r}: return x
        case str(): return 's'
        case _: pass
class K(object):
    """doc"""
    a: int = 1
    def m(self): return super().m(), __class__
def imports(): import os.path as p; from sys import argv as a, path; import x.y; del p; global g; g = 1; assert g, 'msg'
def group():
    try: pass
    except* ValueError as e: pass
for f in (arithmetic, loops, errors, outer, coroutine, generator, strings, matching, K, imports, group):
    print('=====', f.__name__)
    import io, re
    buffer = io.StringIO(); dis.dis(f, file=buffer); print(re.sub(r'0x[0-9a-f]+', '0x', buffer.getvalue()))
dis.dis('x = a[1:2]; print(x.y.z(1, *b, k=2))')
for i in dis.get_instructions(strings): print(i.opname, i.arg, i.argrepr, i.offset, i.starts_line, i.is_jump_target, i.positions)
print(dis.code_info(arithmetic).replace('\n', '|'), list(dis.findlinestarts(loops.__code__)), dis.stack_effect(dis.opmap['LOAD_CONST'], 0))
print(errors.__code__.co_exceptiontable, errors.__code__.co_linetable, list(errors.__code__.co_positions())[:8], list(errors.__code__.co_lines()))
