# with: order of calls, suppression, several managers, unwinding through loops and returns.
class M:
    def __init__(self, name, suppress=False, fail=None): self.name, self.suppress, self.fail = name, suppress, fail
    def __enter__(self):
        print('enter', self.name)
        if self.fail == 'enter': raise RuntimeError('enter failed')
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__, v, tb is not None)
        if self.fail == 'exit': raise RuntimeError('exit failed')
        return self.suppress


with M('a') as x, M('b') as y: print(x, y)
with (M('c') as x, M('d'),): print(x)
with M('s', True): raise ValueError('suppressed')
print('after')
for args in (dict(), dict(fail='enter'), dict(fail='exit')):
    try:
        with M('outer'), M('inner', **args): raise KeyError('k')
    except Exception as e: print(repr(e), repr(e.__context__))


def early():
    for i in range(3):
        with M(f'loop{i}'):
            if i == 0: continue
            if i == 1: return 'returned'


print(early())
def brk():
    while True:
        with M('brk'): break
brk()
with M('t') as (a, *rest): print(a, rest)
d = {}
with M('item') as d['k']: pass
print(d)
class NoEnter: pass
class NoExit:
    def __enter__(self): pass
for cls in (NoEnter, NoExit, int):
    try:
        with cls(): pass
    except TypeError as e: print(e)
class Inst: pass
i = Inst(); i.__enter__ = lambda: 1; i.__exit__ = lambda *a: None
try:
    with i: pass
except TypeError as e: print(e)
def gen():
    with M('gen'): yield 1; yield 2
g = gen(); print(next(g)); g.close()
import contextlib
@contextlib.contextmanager
def cm(v):
    try: yield v
    except ValueError as e: print('caught', e)
    finally: print('cleanup')
with cm(5) as v: print(v); raise ValueError('in body')
with contextlib.ExitStack() as st:
    print(st.enter_context(M('st1'))); st.callback(print, 'callback', sep='!'); st.push(M('st2'))
with contextlib.suppress(KeyError): {}['x']
print('done')
