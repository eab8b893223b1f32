# Bytecode nobody compiled: an exception or a result, never a crash.  (CPython does crash, so it runs none of it.)
import opcode
import sys

op = opcode.opmap

def base(a=1, b=2):
    return a

code = base.__code__

def build(*pairs, **fields):
    raw = []
    for name, arg in pairs:
        number = op[name] if isinstance(name, str) else name
        raw += [number, arg] + [0, 0] * opcode._inline_cache_entries[number]
    return code.replace(co_code=bytes(raw), co_exceptiontable=b'', **fields)

def run(label, c):
    if sys.implementation.name != 'taipan':
        return
    for _ in range(4):
        try:
            type(base)(c, {}, 'f', (1, 2))()
        except BaseException:
            pass

R = ('RESUME', 0)
RET = ('RETURN_VALUE', 0)
run('plain', build(R, ('LOAD_FAST', 0), RET))
run('underflow', build(R, RET))
run('local out of range', build(R, ('LOAD_FAST', 9), RET))
run('const out of range', build(R, ('LOAD_CONST', 200), RET))
run('falls off', build(R, ('LOAD_FAST', 0)))
run('no such opcode', build(R, (255, 0), RET) if False else code.replace(co_code=bytes([151, 0, 255, 0, 83, 0])))
run('private opcodes', code.replace(co_code=bytes([151, 0, 3, 0, 83, 0])))
run('jump into caches', code.replace(co_code=bytes([151, 0, 110, 2, 124, 0, 106, 0, 0, 0, 0, 0, 0, 0, 0, 0, 83, 0])))
run('truncated caches', code.replace(co_code=bytes([151, 0, 124, 0, 106, 0, 0, 0])))
run('filled caches', code.replace(co_code=bytes([151, 0, 124, 0, 124, 1, 122, 0, 255, 255, 83, 0]), co_stacksize=4))
run('deep', build(R, *[('LOAD_FAST', 0)] * 9, RET, co_stacksize=3))
run('null returned', build(R, ('PUSH_NULL', 0), RET, co_stacksize=3))
run('null added', build(R, ('PUSH_NULL', 0), ('LOAD_FAST', 0), ('BINARY_OP', 0), RET, co_stacksize=4))
run('null compared', build(R, ('LOAD_FAST', 0), ('PUSH_NULL', 0), ('COMPARE_OP', 2), RET, co_stacksize=4))
run('null attribute', build(R, ('PUSH_NULL', 0), ('LOAD_ATTR', 0), RET, co_stacksize=4, co_names=('x',)))
run('null stored', build(R, ('PUSH_NULL', 0), ('STORE_FAST', 0), ('LOAD_FAST', 0), RET, co_stacksize=4))
run('null in tuple', build(R, ('PUSH_NULL', 0), ('BUILD_TUPLE', 1), RET, co_stacksize=4))
run('null called', build(R, ('PUSH_NULL', 0), ('PUSH_NULL', 0), ('PRECALL', 0), ('CALL', 0), RET, co_stacksize=4))
run('null tested', build(R, ('PUSH_NULL', 0), ('POP_JUMP_FORWARD_IF_TRUE', 0), ('LOAD_FAST', 0), RET, co_stacksize=4))
run('copied null', build(R, ('PUSH_NULL', 0), ('COPY', 1), ('UNARY_NOT', 0), RET, co_stacksize=4))
run('swapped null', build(R, ('LOAD_FAST', 0), ('PUSH_NULL', 0), ('SWAP', 2), ('UNARY_NEGATIVE', 0), RET, co_stacksize=4))
run('iterating null', build(R, ('PUSH_NULL', 0), ('GET_ITER', 0), RET, co_stacksize=4))
run('method of null', build(R, ('PUSH_NULL', 0), ('LOAD_METHOD', 0), ('PRECALL', 0), ('CALL', 0), RET, co_stacksize=5, co_names=('x',)))
run('method as value', build(R, ('LOAD_FAST', 0), ('LOAD_METHOD', 0), ('POP_TOP', 0), ('UNARY_NOT', 0), RET, co_stacksize=5, co_names=('real',)))
run('keywords elsewhere', build(R, ('KW_NAMES', 0), ('LOAD_FAST', 0), RET, co_consts=((5,),)))
run('yield in a function', build(R, ('LOAD_FAST', 0), ('YIELD_VALUE', 0), RET))
run('list append to int', build(R, ('LOAD_FAST', 0), ('LOAD_FAST', 1), ('LIST_APPEND', 1), RET, co_stacksize=4))
run('list to tuple of int', build(R, ('LOAD_FAST', 0), ('LIST_TO_TUPLE', 0), RET, co_stacksize=4))
run('handling an int', build(R, ('LOAD_FAST', 0), ('PUSH_EXC_INFO', 0), ('RAISE_VARARGS', 0), co_stacksize=4))
run('pop except of int', build(R, ('LOAD_FAST', 0), ('POP_EXCEPT', 0), ('LOAD_FAST', 0), RET, co_stacksize=4))
run('check match of int', build(R, ('LOAD_FAST', 0), ('LOAD_FAST', 1), ('CHECK_EXC_MATCH', 0), RET, co_stacksize=4))
run('send to int', build(R, ('LOAD_FAST', 0), ('LOAD_FAST', 1), ('SEND', 0), RET, co_stacksize=4))
run('for over int', build(R, ('LOAD_FAST', 0), ('FOR_ITER', 1), RET, ('LOAD_FAST', 0), RET, co_stacksize=4))
run('deref without cell', build(R, ('LOAD_DEREF', 0), RET))
run('end async for', build(R, ('LOAD_FAST', 0), ('LOAD_FAST', 0), ('END_ASYNC_FOR', 0), ('LOAD_FAST', 0), RET, co_stacksize=4))
run('return generator twice', build(('RETURN_GENERATOR', 0), ('POP_TOP', 0), ('RETURN_GENERATOR', 0), ('POP_TOP', 0), R, ('LOAD_FAST', 0), RET, co_flags=0x23))
print('survived')
