# Python functions in SQL: functions, aggregates, windows, collations; authorizer, progress, trace; exceptions in them.
import sqlite3
import sys

def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'sqlite_errorname', None))

sys.unraisablehook = lambda u: print('unraisable', u.exc_type.__name__, u.exc_value, getattr(u.object, '__name__', u.object))
c = sqlite3.connect(':memory:')
c.executescript('create table t(a, b); insert into t values(1, 2), (3, 4), (5, null);')
c.create_function('show', -1, lambda *a: repr(a))
print(c.execute("select show(1, 2.5, 'x', x'00ff', null)").fetchall())
results = [None, 5, -2**63, 2**63, 1.5, 'text', b'bytes', bytearray(b'x'), object(), [], True, '\ud800', float('nan')]
for r in results:
    c.create_function('give', 0, lambda: r)
    t(lambda: c.execute('select give(), typeof(give())').fetchall())
errors = [ZeroDivisionError, MemoryError, OverflowError, KeyError]
for tracebacks in False, True:
    sqlite3.enable_callback_tracebacks(tracebacks)
    for error in errors:
        def fail(*a): raise error('why')
        c.create_function('fail', -1, fail)
        t(lambda: c.execute('select fail(a) from t').fetchall())
    class Agg:
        def __init__(self): self.items = []
        def step(self, *x): self.items.append(x)
        def finalize(self): return repr(self.items)
    c.create_aggregate('agg', -1, Agg)
    print(c.execute('select agg(a, b) from t').fetchall(), c.execute('select agg(a) from t group by a > 1').fetchall(), c.execute('select agg(a) from t where 0').fetchall())
    for missing in 'step', 'finalize':
        bad = type('Bad', (Agg,), {missing: property(lambda self: self.nosuch)})
        c.create_aggregate('bad', 1, bad)
        t(lambda: c.execute('select bad(a) from t').fetchall())
    for failing in '__init__', 'step', 'finalize':
        def fail(self, *a): 1 / 0
        c.create_aggregate('bad', 1, type('Bad', (Agg,), {failing: fail}))
        t(lambda: c.execute('select bad(a) from t').fetchall())
    class Window:
        def __init__(self): self.sum = 0
        def step(self, x): self.sum += x
        def inverse(self, x): self.sum -= x
        def value(self): return self.sum
        def finalize(self): return self.sum
    c.create_window_function('wsum', 1, Window)
    print(c.execute('select a, wsum(a) over (order by a rows between 1 preceding and current row) from t').fetchall())
    for failing in 'step', 'inverse', 'value', 'finalize':
        def fail(self, *a): 1 / 0
        c.create_window_function('wbad', 1, type('W', (Window,), {failing: fail}))
        t(lambda: c.execute('select wbad(a) over (order by a rows between 1 preceding and current row) from t').fetchall())
    c.create_collation('rev', lambda a, b: (a < b) - (a > b))
    print(c.execute("select x from (select 'a' x union select 'c' union select 'b') order by x collate rev").fetchall())
    c.create_collation('failing', lambda a, b: 1 / 0)
    t(lambda: c.execute("select x from (select 'a' x union select 'b') order by x collate failing").fetchall())
    c.create_collation('rev', None)
    t(lambda: c.execute("select 'a' order by 1 collate rev").fetchall())
    log = []
    c.set_authorizer(lambda *a: log.append(a) or sqlite3.SQLITE_OK)
    c.execute('select a from t').fetchall()
    print(log)
    for answer in sqlite3.SQLITE_DENY, sqlite3.SQLITE_IGNORE, 'x', 2**70, None:
        c.set_authorizer(lambda action, *a: answer if action == sqlite3.SQLITE_READ else 0)
        t(lambda: c.execute(f'select b from t -- {answer}').fetchall())
    c.set_authorizer(lambda *a: 1 / 0)
    t(lambda: c.execute('select a+1 from t').fetchall())
    c.set_authorizer(None)
    calls = []
    c.set_progress_handler(lambda: calls.append(1), 10)
    c.execute('select count(*) from t a, t b, t c, t d').fetchall()
    print(len(calls) > 0)
    for handler in (lambda: 1), (lambda: 1 / 0):
        c.set_progress_handler(handler, 1)
        t(lambda: c.execute('select count(*) from t a, t b').fetchall())
    c.set_progress_handler(None, 0)
    c.set_trace_callback(lambda sql: print('trace', sql))
    c.execute('insert into t values(?, ?)', ('it', 7)).fetchall()
    c.rollback()
    c.set_trace_callback(lambda sql: 1 / 0)
    c.execute('select 1')
    c.set_trace_callback(None)
t(c.create_function, 'x' * 300, 1, print); t(c.create_aggregate, 'a', 200, Agg); t(c.create_window_function, 'w', -5, Window)
c.create_function('det', 1, lambda x: x, deterministic=True)
c.execute('create index i on t(det(a))')
t(c.execute, 'create index j on t(show(a))')
def again(x):
    return c.execute('select ? * 2', (x,)).fetchone()[0]
c.create_function('again', 1, again)
print(c.execute('select again(a) from t').fetchall())
def closes():
    cur.close()
cur = c.cursor()
c.create_function('closes', 0, closes)
t(lambda: cur.execute('select closes()').fetchall())
class Iter:
    def __iter__(self): return self
    def __next__(self): cur.execute('select 1')
t(cur.executemany, 'insert into t values(?, 1)', Iter())
