# contextlib: generators as managers, stacks, suppress, redirection, async.
import contextlib, io, asyncio, sys, os
@contextlib.contextmanager
def tag(name, swallow=()):
    print('<', name)
    try: yield name.upper()
    except swallow as e: print('swallowed', repr(e))
    finally: print('>', name)
with tag('a') as a, tag('b', ValueError): print(a); raise ValueError('x')
@tag('deco')
def f(x): return x + 1
print(f(1), f(2), f.__name__)
@contextlib.contextmanager
def no_yield():
    if 0: yield
@contextlib.contextmanager
def two(): yield 1; yield 2
@contextlib.contextmanager
def catches_wrong():
    try: yield
    except ZeroDivisionError: raise KeyError('k') from None
def attempt(g):
    try: g()
    except BaseException as e: print(type(e).__name__, e, type(e.__context__).__name__, e.__suppress_context__)
def w(m, exc=None):
    def go():
        with m():
            if exc: raise exc
    return go
for g in (w(no_yield), w(two), w(two, ValueError('q')), w(catches_wrong, ZeroDivisionError('z')), w(lambda: tag('s'), StopIteration('si')), w(lambda: tag('t', ()), GeneratorExit())): attempt(g)
with contextlib.ExitStack() as st:
    st.enter_context(tag('one')); st.callback(print, 'called', 1, end='!\n'); st.push(lambda *exc: print('push', exc[0]) or True); moved = st.pop_all(); print('moved')
with moved: raise RuntimeError('gone')
def bad(): raise ValueError('second')
def nest():
    with contextlib.ExitStack() as s: s.callback(bad); s.callback(lambda: 1 / 0); raise KeyError('first')
try: nest()
except ValueError as e: print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
with contextlib.suppress(KeyError, IndexError): {}['x']
with contextlib.suppress(OSError) as s: print(s); os.remove('/nonexistent/file')
o = io.StringIO()
with contextlib.redirect_stdout(o), contextlib.redirect_stderr(o): print('hidden'); print('err', file=sys.stderr)
print(repr(o.getvalue()))
class C:
    def close(self): print('closed')
with contextlib.closing(C()) as c: print(type(c).__name__)
with contextlib.nullcontext(5) as n: print(n)
class D(contextlib.ContextDecorator):
    def __enter__(self): print('in'); return self
    def __exit__(self, *e): print('out', e[0]); return True
@D()
def g(): raise ValueError
print(g()); print(isinstance(D(), contextlib.AbstractContextManager), isinstance(5, contextlib.AbstractContextManager))
for bad in (lambda: contextlib.ExitStack().enter_context(5), lambda: tag('x').__exit__(None, None, None)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
async def amain():
    @contextlib.asynccontextmanager
    async def at(n):
        print('a<', n)
        try: yield n
        except KeyError as e: print('akey', e)
        finally: print('a>', n)
    async with at('p') as p, contextlib.AsyncExitStack() as s: await s.enter_async_context(at('q')); s.enter_context(tag('r')); s.push_async_callback(asyncio.sleep, 0); raise KeyError(p)
    @at('d')
    async def h(): return 3
    print(await h())
    async with contextlib.aclosing(agen()) as ag:
        async for x in ag: print(x); break
async def agen():
    try: yield 1; yield 2
    finally: print('agen closed')
try: amain().send(None)
except StopIteration: print('done')
os.chdir('/'); 
with contextlib.chdir('/usr'): print(os.getcwd())
print(os.getcwd())
