# The limit for ints as text: literals, int(), str(), formats, JSON; how it is set; other enormous literals.
import json
import subprocess
import sys


def attempt(label, function, *args):
    try:
        result = function(*args)
        print(label, type(result).__name__, result if not isinstance(result, int) or result < 10 ** 9 else result.bit_length())
    except Exception as e:
        print(label, type(e).__name__, e)


print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits, sys.int_info)
big = '9' * 4301
for base in (0, 2, 3, 8, 10, 16, 32, 36):
    attempt(f'int base {base}', int, '1' * 5000, base)
attempt('int', int, big), attempt('negative', int, '-' + big), attempt('spaces', int, ' ' + '9' * 4300 + ' '), attempt('underscores', int, '_'.join(big)), attempt('bytes', int, big.encode()), attempt('zeros', int, '0' * 5000), attempt('0x', int, '0x' + 'f' * 9000, 16), attempt('bad', int, 'x' * 5000), attempt('bad end', int, '1' * 5000 + 'x')
n = 10 ** 4300
for label, f in (('str', str), ('repr', repr), ('format', format), ('percent', lambda x: '%d' % x), ('percent s', lambda x: '%s' % x), ('fstring', lambda x: f'{x:,}'), ('hex', lambda x: len(hex(x))), ('oct', lambda x: len(oct(x))), ('format x', lambda x: len(f'{x:x}')), ('json', json.dumps), ('float', lambda x: f'{x:e}'), ('list', lambda x: repr([x])), ('print', lambda x: print(x, end='')), ('key error', lambda x: str(KeyError(x))), ('range', lambda x: repr(range(x))), ('slice', lambda x: repr(slice(x))), ('bytes', lambda x: b'%d' % x), ('divmod', lambda x: str(divmod(x, x - 1)))):
    attempt(label, f, n), attempt(label + ' below', lambda x: len(f(x) or ''), 10 ** 4299) if label not in ('hex', 'oct', 'format x', 'float', 'print') else None
attempt('json loads', json.loads, big), attempt('literal', eval, big), attempt('literal -', eval, '-' + big), attempt('literal hex', eval, '0x' + 'f' * 5000), attempt('literal float', eval, big + '.0'), attempt('literal imag', eval, '9' * 5000 + 'j'), attempt('fold', eval, '10 ** 5000 > 1'), attempt('exponent', eval, '1e' + '9' * 300), attempt('deep', eval, '1' + '_1' * 4400)
for value in (0, 640, 639, -1, 5000, 2 ** 31, 'x', None, 1.5, True):
    attempt(f'set {value!r}', sys.set_int_max_str_digits, value)
print(sys.get_int_max_str_digits()); sys.set_int_max_str_digits(0); attempt('unlimited', int, big); sys.set_int_max_str_digits(640); attempt('641', str, 10 ** 640); attempt('640', lambda: len(str(10 ** 639))); attempt('literal 641', eval, '1' * 641)
sys.set_int_max_str_digits(4300)
for options in (['-X', 'int_max_str_digits=0'], ['-X', 'int_max_str_digits=640'], ['-X', 'int_max_str_digits=100000']):
    print(options, subprocess.run([sys.executable, *options, '-c', 'import sys; print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits)\ntry: print(len(str(10 ** 5000)))\nexcept ValueError as e: print(e)'], capture_output=True, text=True).stdout)
attempt('string', lambda: len(eval('"' + 'x' * 10 ** 6 + '"'))), attempt('concat', lambda: len(eval('"x" ' * 20000))), attempt('tuple', lambda: len(eval('(' + '1,' * 50000 + ')'))), attempt('dict', lambda: len(eval('{' + ','.join(f'{i}: {i}' for i in range(20000)) + '}'))), attempt('args', lambda: eval('max(' + ','.join(map(str, range(5000))) + ')')), attempt('params', lambda: eval('lambda ' + ','.join(f'a{i}' for i in range(3000)) + ': 0').__code__.co_argcount), attempt('name', lambda: len(compile('x' * 10 ** 5, 'f', 'eval').co_names[0])), attempt('and', lambda: eval(' and '.join(['1'] * 5000))), attempt('compare', lambda: eval(' < '.join(map(str, range(3000))))), attempt('lines', lambda: compile('x = 1\n' * 50000, 'f', 'exec').co_firstlineno), attempt('elif', lambda: compile('if a: pass\n' + 'elif b: pass\n' * 80, 'f', 'exec').co_name)
