# The traceback module's functions and objects on live tracebacks.
import io
import sys
import traceback


def level3(x): return 10 / x
def level2(x): return level3(x - 1)
def level1(x):
    try: return level2(x)
    except ZeroDivisionError as e: raise ValueError('wrapped') from e


try: level1(1)
except ValueError as error:
    traceback.print_exc(file=sys.stdout)
    tb = error.__traceback__
    while tb: print(tb.tb_lineno, tb.tb_lasti, tb.tb_frame.f_code.co_name, tb.tb_frame.f_lineno); tb = tb.tb_next
    for f in traceback.extract_tb(error.__cause__.__traceback__): print(f.name, f.lineno, f.colno, f.end_colno, f.line)
    te = traceback.TracebackException.from_exception(error)
    print(''.join(te.format()))
    print(te.exc_type, te.__cause__.exc_type, te.stack[0].locals, sys.exc_info()[0])
    print(traceback.format_exception_only(type(error), error), traceback.format_exc(limit=1).count('\n'))
def recursive(n):
    if n == 0: raise RuntimeError('deep')
    recursive(n - 1)
try: recursive(12)
except RuntimeError: print(traceback.format_exc())
def stack(): return [f.name for f in traceback.extract_stack()]
print(stack(), (lambda: stack())())
buffer = io.StringIO(); traceback.print_stack(file=buffer); print(buffer.getvalue().count('File'), sys.exc_info())
print(list(traceback.walk_tb(None)), traceback.format_list([('f.py', 3, 'fn', 'code here')]))
try: exec(compile('x = 1\ny = x / 0\n', 'virtual.py', 'exec'))
except ZeroDivisionError: traceback.print_exc(file=sys.stdout)
