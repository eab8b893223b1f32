# traceback and linecache: every formatting function, chains, groups, limits, stack summaries.
import traceback, sys, io, linecache, types
def inner(x):
    y = [x,
         1 / x]
    return y
def outer(x): return inner(x) + [undefined]
def catch(f, *a):
    try: f(*a)
    except BaseException as e: return e
def chain():
    try: inner(0)
    except ZeroDivisionError as e: raise ValueError('second') from e
def context():
    try: {}['k']
    except KeyError: raise TypeError('while')
def hidden():
    try: {}['k']
    except KeyError: raise TypeError('alone') from None
def deep(n): return deep(n - 1) if n else 1 / 0
def group():
    try: raise ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [KeyError('x'), OSError(2, 'no')])])
    except* KeyError as e: raise RuntimeError('in star') from e
def notes(): e = ValueError('noted\nlines'); e.add_note('n1'); e.add_note('n2\nmore'); raise e
def syntax(): compile('a b', 'file.py', 'exec')
def custom():
    class E(Exception):
        def __str__(self): raise RuntimeError
    raise E
import re
clean = lambda s: re.sub('0x[0-9a-f]+', 'ADDR', s.replace(__file__, 'FILE'))
for f, a in ((inner, (0,)), (outer, (1,)), (chain, ()), (context, ()), (hidden, ()), (deep, (10,)), (group, ()), (notes, ()), (syntax, ()), (custom, ())):
    e = catch(f, *a); print(clean(''.join(traceback.format_exception(e)))); print(traceback.format_exception_only(e), [len(s) for s in [traceback.extract_tb(e.__traceback__)]])
    for kw in ({'limit': 1}, {'limit': -1}, {'chain': False}): print(kw, clean(''.join(traceback.format_exception(e, **kw))).count('\n'))
e = catch(outer, 0); t = traceback.TracebackException.from_exception(e, capture_locals=True); print(clean(''.join(t.format(chain=True)))); print(t.exc_type.__name__, str(t), t == traceback.TracebackException.from_exception(e, capture_locals=True), sorted(t.stack[-1].locals), t.stack[-1].lineno, t.stack[-1].colno, t.stack[-1].end_lineno, t.stack[-1].line)
s = traceback.extract_tb(e.__traceback__); fs = s[-1]; print(fs.name, fs.lineno, clean(repr(fs)), tuple(fs)[1:], fs == s[-1], len(fs), clean(''.join(traceback.format_list(s))), clean(''.join(traceback.StackSummary.from_list([('f.py', 1, 'fn', 'code'), fs]).format())), [x[0].f_code.co_name for x in traceback.walk_tb(e.__traceback__)])
def stack(): return [f.name for f in traceback.extract_stack()], len(traceback.format_stack(limit=1)), clean(traceback.format_stack()[-1])
print(stack()); o = io.StringIO(); traceback.print_exception(e, file=o, limit=1); traceback.print_tb(e.__traceback__, 1, o); traceback.print_list(s[:1], o); print(clean(o.getvalue()))
try: 1 / 0
except ZeroDivisionError: o = io.StringIO(); traceback.print_exc(file=o); print(clean(o.getvalue()), clean(traceback.format_exc())[:20]); traceback.print_stack(file=(o := io.StringIO())); print(o.getvalue().count('\n'))
print(traceback.format_exc(), traceback.format_exception(None, None, None), traceback.format_exception_only(ValueError, ValueError('v')), traceback.format_exception_only(None, None))
for bad in (lambda: traceback.format_exception(5), lambda: traceback.format_exception(ValueError('x'), None), lambda: traceback.print_exception(), lambda: traceback.format_tb(5)):
    try: print(bad())
    except Exception as x: print(type(x).__name__, x)
linecache.cache['virtual.py'] = (5, None, ['line one\n', 'boom()\n'], 'virtual.py'); ns = {}; exec(compile('x = 1\nraise LookupError("v")', 'virtual.py', 'exec') if 0 else compile('\nraise LookupError("v")', 'virtual.py', 'exec'), ns) if 0 else None
e = catch(lambda: exec(compile('\nraise LookupError("v")', 'virtual.py', 'exec'))); print(clean(''.join(traceback.format_exception(e)))); print(linecache.getline('virtual.py', 1), linecache.getline(__file__, 2)[:6], linecache.getlines('nope'), linecache.getline('virtual.py', 99) == '', linecache.checkcache('virtual.py'), linecache.lazycache('zz', {}))
rec = catch(lambda: (lambda f: f(f))(lambda f: f(f))); print(type(rec).__name__, 'Previous line repeated' in ''.join(traceback.format_exception(rec))); a = ValueError('a'); b = ValueError('b'); a.__cause__ = b; b.__cause__ = a; print(''.join(traceback.format_exception(a)))
