# try/except/else/finally in all combinations and their control flow.
def flow(kind):
    log = []
    try:
        log.append('try')
        if kind == 'value': raise ValueError('v')
        if kind == 'key': raise KeyError('k')
        if kind == 'type': raise TypeError('t')
        if kind == 'return': return log
    except ValueError as e: log.append(f'value {e}')
    except (KeyError, IndexError) as e: log.append(f'lookup {e!r}')
    else: log.append('else')
    finally: log.append('finally')
    return log


for kind in ('none', 'value', 'key', 'return', 'type'):
    try: print(kind, flow(kind))
    except Exception as e: print('escaped', repr(e))


def override():
    try: return 'try'
    finally: return 'finally'


def swallow():
    for i in range(2):
        try: raise ValueError
        finally: break
    return 'swallowed'


def nested():
    try:
        try: raise KeyError('inner')
        finally: print('inner finally')
    except KeyError as e:
        print('outer', e, e.__context__)
        try: raise ValueError('second')
        except ValueError as e2: print(repr(e2.__context__))
    try: e
    except NameError as x: print(x)


def reraise():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise
    except ArithmeticError as e: print('re', e)
    try: raise
    except RuntimeError as e: print(e)


print(override(), swallow()); nested(); reraise()
def bad_match():
    try: raise ValueError
    except 5: pass
def bad_tuple():
    try: raise ValueError
    except (KeyError, 'x'): pass
for f in (bad_match, bad_tuple):
    try: f()
    except TypeError as e: print(e, repr(e.__context__))
for raiser in ('raise 5', 'raise int', 'raise ValueError from 5', 'raise "x"', 'raise None', 'raise ValueError, 1', 'raise KeyError from None', 'raise ValueError(1) from KeyError'):
    try: exec(raiser)
    except BaseException as e: print(raiser, type(e).__name__, e, repr(e.__cause__), e.__suppress_context__)
def gen():
    try: yield 1
    finally: print('gen closed')
g = gen(); next(g); g.close(); e = 1
try: raise ValueError('x')
except ValueError as e: pass
print('e' in globals())
def depth(n):
    try:
        if n: return depth(n - 1)
        raise ValueError('deep')
    finally: log.append(n)
log = []
try: depth(5)
except ValueError as err: print(err, log)
