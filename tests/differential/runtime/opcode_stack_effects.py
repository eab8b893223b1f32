# _opcode and the tables of opcode and dis.
import _opcode
import opcode

for op in range(-14, 262):
    for arg in (None, 0, 1, 2, 3, 7, 255, 256 * 3 + 2):
        for jump in (None, True, False):
            try:
                effect = _opcode.stack_effect(op, arg, jump=jump)
            except Exception as error:
                if "oparg was" not in str(error):
                    print(op, arg, jump, type(error).__name__, error)
                break
            print(op, arg, jump, effect)

for args in ((), (1, 2, 3), ("x",), (100, "x"), (1 << 40,), (100, 1 << 40), (1.5,)):
    try:
        print(_opcode.stack_effect(*args))
    except Exception as error:
        print(args, type(error).__name__, error)
for jump in (0, 1, "x", 1.0):
    try:
        print(_opcode.stack_effect(93, 1, jump=jump))
    except Exception as error:
        print(repr(jump), error)
print(_opcode.get_specialization_stats(), _opcode.stack_effect.__text_signature__)
print(sorted(opcode.opmap.items()), opcode.hasjrel, opcode.hasconst, opcode.HAVE_ARGUMENT, opcode.EXTENDED_ARG)
