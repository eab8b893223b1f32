# dis, opcode, code objects: listings, instructions, stack effects, jumps.
import dis, opcode, io, types
def f(a, b=1, *c, **d):
    try:
        with a as x:
            for i, (p, q) in enumerate(b): yield {p: [j for j in q if j], **d}
    except (A, B) as e: raise C from e
    finally: del a
    return lambda: (x, c)
async def g(z):
    async with z as y:
        async for w in y: await w
    match z:
        case {'k': [1, *r], **s} if r: return f'{z!r:>10}'
        case K(1, t=2) | None: pass
class K:
    n: int = 1
    def m(self): return super().m() + __class__.n
import re, contextlib
def listing(*a, **k):
    o = io.StringIO(); dis.dis(*a, file=o, **k); print(re.sub('0x[0-9a-f]+|file "[^"]*"', 'X', o.getvalue()))
listing(f); listing(g); listing('x = 1\nwhile x: x -= 1; continue\nelse: import a.b as c'); listing(K.m); listing(compile('a if b else c; d[1:2] = e and not f', '<s>', 'exec'), adaptive=False, show_caches=True); listing(b'\x97\x00d\x00S\x00'); listing(K, depth=0)
for i in dis.get_instructions(f): print(i.opname, i.opcode, i.arg, i.argrepr if 'code object' not in i.argrepr else 'code', i.offset, i.starts_line, i.is_jump_target, tuple(i.positions)) if i.offset < 80 else None
print(list(dis.findlinestarts(f.__code__)), dis.findlabels(f.__code__.co_code), dis.code_info('x+y'), sorted(dis.Bytecode(f).codeobj.co_names)); print(dis.Bytecode('a').dis(), dis.Bytecode(f, current_offset=4).info()[:60])
for op, arg, jump in (('LOAD_CONST', 0, None), ('CALL', 3, None), ('BUILD_MAP', 2, True), ('FOR_ITER', 1, False), ('FOR_ITER', 1, True), ('SEND', 0, None), ('NOP', None, None), ('UNPACK_EX', 257, None)): print(op, dis.stack_effect(opcode.opmap[op], arg, jump=jump))
for bad in (lambda: dis.stack_effect(999), lambda: dis.stack_effect(opcode.opmap['NOP'], 5), lambda: dis.stack_effect(opcode.opmap['CALL']), lambda: dis.dis(5), lambda: dis.get_instructions(5).__next__(), lambda: dis.stack_effect(opcode.opmap['CALL'], 1, jump='x'), lambda: dis.code_info([])):
    try: print(bad())
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
print(opcode.cmp_op, opcode.HAVE_ARGUMENT, opcode.EXTENDED_ARG, len(opcode.opmap), opcode.hasjrel, opcode.hasconst, opcode.hasname, opcode.haslocal, opcode.hasfree, opcode.hascompare, dis.COMPILER_FLAG_NAMES, dis.pretty_flags(f.__code__.co_flags))
c = f.__code__; print(c.co_varnames, c.co_cellvars, c.co_freevars, c.co_names, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_stacksize, c.co_flags, c.co_firstlineno, list(c.co_lines())[:6], list(c.co_positions())[:4], c.co_exceptiontable, c.co_linetable[:20], c.co_qualname, [k if not isinstance(k, types.CodeType) else k.co_name for k in c.co_consts])
try: 1 / 0
except ZeroDivisionError as e: o = io.StringIO(); dis.distb(e.__traceback__, file=o); print('-->' in o.getvalue())
