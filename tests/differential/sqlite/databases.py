# Backup, serialize, blobs, limits, threads, factories.
import os
import sqlite3
import tempfile
import threading

def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'sqlite_errorname', None))

c = sqlite3.connect(':memory:')
c.executescript("create table t(a integer primary key, b blob); insert into t values(1, x'0102030405'), (2, 'text');")
d = sqlite3.connect(':memory:')
c.backup(d, pages=1, progress=lambda *a: print('progress', a))
print(d.execute('select * from t').fetchall())
t(c.backup, d, progress=5); t(c.backup, d, progress=lambda *a: 1 / 0); t(c.backup, d, name='nosuch'); t(c.backup, c)
data = c.serialize()
print(len(data), data[:16])
e = sqlite3.connect(':memory:')
e.deserialize(data)
print(e.execute('select * from t').fetchall())
t(e.deserialize, b'garbage'); t(lambda: e.execute('select * from t').fetchall()); t(c.serialize, name='nosuch'); t(c.serialize, name=5)
blob = c.blobopen('t', 'b', 1)
print(len(blob), blob.read(2), blob.tell(), blob.read(), blob.read(5), blob[0], blob[-1], blob[1:4], blob[::2])
blob.seek(1)
blob.write(b'XY')
blob[4] = 0x41
blob[0:1] = b'Q'
blob[::2] = b'123'
for f in [lambda: blob[5], lambda: blob['a'], lambda: blob.seek(10), lambda: blob.seek(0, 7), lambda: blob.write(b'123456'), lambda: iter(blob), lambda: 1 in blob,
          lambda: blob.seek(-1), lambda: blob.__setitem__(0, 256), lambda: blob.__setitem__(0, 'a'), lambda: blob.__setitem__(slice(0, 2), b'abc'),
          lambda: blob.__delitem__(0), lambda: blob.__delitem__(slice(1)), lambda: blob.seek(2**31), lambda: c.blobopen('t', 'b', 9), lambda: c.blobopen('t', 'x', 1),
          lambda: c.blobopen('t', 'b', 2**40), lambda: blob + blob, lambda: blob * 2]:
    t(f)
blob.seek(-2, os.SEEK_END)
print(blob.tell(), c.execute('select b from t where a = 1').fetchone())
c.execute('update t set b = zeroblob(3) where a = 1')
t(blob.read); t(blob.close); t(blob.read)
with c.blobopen('t', 'b', 1, readonly=True) as ro:
    t(ro.write, b'x')
    print(ro.read())
t(ro.read); t(len, ro); t(type(ro))
print(c.getlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH), c.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 50), c.getlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH))
t(c.execute, 'select ' + '1 + ' * 50 + '1'); t(c.getlimit, -1); t(c.setlimit, 1111, 0)
c.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 40)
t(c.execute, 'select ' + '1 + ' * 50 + '1'); t(c.executescript, 'select ' + '1 + ' * 50 + '1')

def in_thread():
    for f in [lambda: c.execute('x'), c.cursor, c.commit, c.close, c.interrupt]:
        try:
            f()
        except Exception as e:
            print(type(e).__name__, str(e).split(' The object')[0])
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()

class Connection(sqlite3.Connection):
    def __init__(self, *a, **k):
        print('init', a, sorted(k))
        super().__init__(*a, **k)
    def cursor(self, factory=None):
        return super().cursor(Cursor)
class Cursor(sqlite3.Cursor):
    def execute(self, *a):
        print('execute', a)
        return super().execute(*a)
f = sqlite3.connect(':memory:', 5, factory=Connection)
print(type(f).__name__, type(f.execute('select 1')).__name__)
class NoInit(sqlite3.Connection):
    def __init__(self, *a): pass
n = NoInit(':memory:')
for name in 'cursor', 'commit', 'close', 'interrupt':
    t(getattr(n, name))
for name in 'isolation_level', 'in_transaction', 'total_changes':
    t(getattr, n, name)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'a b.db')
    shared = [sqlite3.connect(path, timeout=0.01, check_same_thread=False) for i in range(2)]
    shared[0].execute('create table t(a)')
    shared[0].execute('insert into t values(1)')
    t(shared[1].execute, 'insert into t values(2)')
    shared[0].commit()
    print(shared[1].execute('insert into t values(2)').rowcount)
    shared[1].commit()
    def work(i):
        own = sqlite3.connect(path, timeout=20)
        for j in range(20):
            with own:
                own.execute('insert into t values(?)', (i * 100 + j,))
        own.close()
    threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    for x in threads: x.start()
    for x in threads: x.join()
    print(shared[0].execute('select count(*), sum(a) from t').fetchone())
    for x in shared: x.close()
    uri = sqlite3.connect(f'file:{path.replace(" ", "%20")}?mode=ro', uri=True)
    t(uri.execute, 'insert into t values(3)')
    uri.close()
    print(sqlite3.connect(os.fsencode(path)).execute('select count(*) from t').fetchone())
for name in 'Connection Cursor Row Blob PrepareProtocol Error Warning DatabaseError'.split():
    cls = getattr(sqlite3, name)
    print(cls, cls.__module__, cls.__bases__, getattr(sqlite3.Connection, name, None) is cls)
