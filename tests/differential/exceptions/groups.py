# ExceptionGroup: construction, split, subgroup, derive, except*.
def attempt(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)


g = ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError(3), ValueError(4)])])
print(g, repr(g), g.message, g.exceptions, g.args)
print(g.subgroup(ValueError), g.split(ValueError), g.subgroup(KeyError), g.split(OSError), g.subgroup(lambda e: isinstance(e, TypeError)), g.split((KeyError, TypeError)), g.derive([ValueError('d')]))
attempt(lambda: ExceptionGroup('m', [])), attempt(lambda: ExceptionGroup('m', [1])), attempt(lambda: ExceptionGroup(1, [ValueError()])), attempt(lambda: ExceptionGroup('m')), attempt(lambda: ExceptionGroup('m', 5)), attempt(lambda: ExceptionGroup('m', [KeyboardInterrupt()])), attempt(lambda: BaseExceptionGroup('m', [KeyboardInterrupt()])), attempt(lambda: type(BaseExceptionGroup('m', [ValueError()]))), attempt(lambda: g.split(5)), attempt(lambda: g.subgroup())


def run(e):
    try:
        try: raise e
        except* ValueError as eg: print('value', repr(eg))
        except* (KeyError, TypeError) as eg: print('key/type', repr(eg)); 
        else: print('else')
        finally: print('finally')
    except BaseException as rest: print('left', repr(rest), repr(rest.__context__))


run(g), run(ValueError('naked')), run(OSError('other')), run(ExceptionGroup('o', [OSError(1), ValueError(2)]))
def reraise():
    try: raise ExceptionGroup('r', [ValueError(1), KeyError(2)])
    except* ValueError as e: raise
    except* KeyError as e: raise RuntimeError('new') from e
try: reraise()
except ExceptionGroup as e: print(repr(e), [repr(x.__cause__) for x in e.exceptions])
try:
    try: raise ValueError('x')
    except* ExceptionGroup: pass
except TypeError as e: print(e)
try:
    try: raise ValueError('x')
    except* 5: pass
except TypeError as e: print(e)
class My(ExceptionGroup):
    def derive(self, excs): return My(self.message + '!', excs)
print(repr(My('m', [ValueError(), KeyError()]).subgroup(ValueError)))
for code in ('try: pass\nexcept*: pass', 'for i in x:\n try: pass\n except* A: break', 'def f():\n try: pass\n except* A: return', 'try: pass\nexcept A: pass\nexcept* B: pass'):
    try: compile(code, 'f', 'exec')
    except SyntaxError as e: print(e.msg)
