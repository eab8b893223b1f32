# Statements, transactions, cursors, rows, types there and back, adapters and converters.
import datetime
import sqlite3
import warnings

def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'sqlite_errorcode', None), getattr(e, 'sqlite_errorname', None))

c = sqlite3.connect(':memory:')
print(c.in_transaction, c.isolation_level, c.total_changes, c.row_factory, c.text_factory)
c.execute('create table t(a integer primary key, b text, c real, d blob, e)')
cur = c.cursor()
print(cur.description, cur.rowcount, cur.lastrowid, cur.arraysize, cur.fetchone())
cur.execute('insert into t(b, c, d, e) values(?, ?, ?, ?)', ('x\u20ac', 1.5, b'\0\xff', None))
print(cur.rowcount, cur.lastrowid, c.in_transaction, cur.description)
cur.executemany('insert into t(b, e) values(:b, :e)', ({'b': str(i), 'e': v} for i, v in enumerate([2**63 - 1, -2**63, 0, True, 1e300, bytearray(b'ab'), memoryview(b'cd'), '', b''])))
print(cur.rowcount, cur.lastrowid, c.total_changes)
print(cur.execute('select * from t order by a').description)
print(cur.fetchone(), cur.fetchmany(2), cur.fetchmany(), cur.fetchmany(size=0))
print(list(cur), cur.fetchone(), cur.fetchall())
t(cur.execute, 'insert into t(a) values(1)')
t(cur.execute, 'insert into nosuch values(1)')
c.rollback()
print(c.in_transaction, c.execute('select count(*) from t').fetchone())
with c:
    c.execute('insert into t(b) values(1)')
try:
    with c:
        c.execute('insert into t(b) values(2)')
        raise KeyError
except KeyError:
    pass
print(c.execute('select b, typeof(b) from t').fetchall(), c.in_transaction)
print(c.executescript('create table u(x unique); insert into u values(1); -- end\n insert into u values(2);').fetchall(), c.execute('select * from u').fetchall())
t(c.executescript, 'select 1; selec 2;')
for sql in ['', '  ', '-- only', '/* a */', '/* open', 'select 1; -- more', 'select 1; /* x */ ;', '-- c\ninsert into u values(9)', '/* x */ update u set x = x + 100']:
    t(lambda: (lambda k: (k.fetchall(), k.rowcount, k.description, c.in_transaction))(c.execute(sql)))
c.commit()
for params in [(1,), [1], range(1), {'a': 1}, 'x', {}, (1, 2), None, iter([1])]:
    t(lambda: c.execute('select ?', params).fetchall())
    t(lambda: c.execute('select :a', params).fetchall())
class Missing(dict):
    def __missing__(self, key): return 'missing ' + key
t(lambda: c.execute('select :a, @b, $c', Missing(a=1)).fetchall())
t(lambda: c.execute('select ?2, ?1', ('a', 'b')).fetchall())
c.row_factory = sqlite3.Row
r = c.execute('select 1 as a, "two" as B, 3.0').fetchone()
print(tuple(r), r['a'], r['A'], r['b'], r[0], r[-1], r[1:], len(r), r.keys(), list(r), r == r, r != c.execute('select 1 as a, "two" as B, 3.0').fetchone(), hash(r) == hash(r))
for key in 'nosuch', 5, -4, 1.5, None, 2**70:
    t(lambda: r[key])
t(lambda: tuple(sqlite3.Row(cur, (1, 2)))); t(sqlite3.Row, cur); t(sqlite3.Row, 1, ()); t(lambda: r < r); print(r == (1, 'two', 3.0))
c.row_factory = lambda cursor, row: (len(cursor.description), row)
print(c.execute('select 1, 2').fetchone())
c.row_factory = None
for factory in [bytes, bytearray, str, lambda b: b.decode()[::-1]]:
    c.text_factory = factory
    print(repr(c.execute("select 'abc' || char(233)").fetchone()[0]))
c.text_factory = str
t(lambda: c.execute("select cast(x'ff41' as text)").fetchone())
d = sqlite3.connect(':memory:', detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
sqlite3.register_converter('upper', lambda b: b.decode().upper())
sqlite3.register_converter('bad', lambda b: 1 / 0)
sqlite3.register_adapter(complex, lambda z: f'{z.real};{z.imag}')
d.execute('create table t(a upper, b upper(5), c date, d timestamp, e bad)')
d.execute('insert into t values(?, ?, ?, ?, null)', ('x', 'y', datetime.date(2020, 2, 29), datetime.datetime(2020, 2, 29, 1, 2, 3, 4)))
print(d.execute('select *, a as "n [upper]", b as "m [nosuch]", 1 as "o[upper]", 1+2j as z from t'.replace('1+2j', '?'), (1 + 2j,)).fetchall())
print([x[0] for x in d.execute('select a as "n [upper]", b as "m[x]", 1 as "o [" from t').description])
d.execute('update t set e = 1')
t(lambda: d.execute('select e from t').fetchone())
class Point:
    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return 'point'
print(d.execute('select ?', (Point(),)).fetchone(), sqlite3.adapt(Point()), sqlite3.adapt(1 + 1j))
t(sqlite3.adapt, 5, sqlite3.PrepareProtocol, 'alt'); t(sqlite3.adapt, object(), sqlite3.PrepareProtocol, 'alt')
for level in ['DEFERRED', 'immediate', 'EXCLUSIVE', None, '']:
    c.isolation_level = level
    c.execute('insert into u values(?)', (f'l{level}',))
    print(c.isolation_level, c.in_transaction)
    c.commit()
cur.close()
t(cur.execute, 'select 1'); t(cur.fetchone); t(cur.close)
print('\n'.join(c.iterdump()))
c.close()
t(c.execute, 'select 1'); t(c.cursor); t(c.commit); t(lambda: c.in_transaction); c.close()
print(sqlite3.version, sqlite3.threadsafety, sqlite3.apilevel, sqlite3.paramstyle, sqlite3.complete_statement('select 1;'))
