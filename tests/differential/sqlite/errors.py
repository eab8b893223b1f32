# Error texts of arguments, statements and connections.
import sqlite3
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'sqlite_errorname',None))
c=sqlite3.connect(':memory:')
t(c.execute,'select ?',(object(),)); t(c.execute,'select :a',{'a':object()}); t(c.execute,'select ?',(2**70,)); t(c.execute,'select ?',5); t(c.execute,5); t(c.execute,'select 1; select 2'); t(c.execute,'sel'); t(c.execute,'select 1\0'); t(c,5); t(c.execute); t(c.execute,'select ?',[]); t(c.execute,'select ?',{'a':1}); t(c.execute,'select :a',{})
t(c.executemany,'select ?',[(1,)]); t(c.executemany,'insert into x values(?)',5); t(c.executescript,5); t(sqlite3.connect,5); t(sqlite3.connect); t(sqlite3.connect,':memory:',isolation_level='x'); t(sqlite3.connect,':memory:',isolation_level=5)
t(sqlite3.connect,'/nonexistent/x'); t(c.create_function,'f',1); t(c.create_function,'f',1,5); t(c.create_function,'f',-5,print); t(c.setlimit,100,1); t(c.create_collation,'a',5); t(c.backup,5); t(c.backup,c); t(c.deserialize,5); t(c.blobopen,'t','c',1); t(c.cursor,int); t(c.cursor, lambda x: None)
t(sqlite3.Connection.__new__(sqlite3.Connection).cursor); t(sqlite3.Cursor.__new__(sqlite3.Cursor).execute,'x'); t(sqlite3.Cursor,5); t(sqlite3.adapt,5); t(sqlite3.adapt,object()); t(sqlite3.complete_statement,'a;'); t(sqlite3.complete_statement,5)
t(setattr,c,'isolation_level','x'); t(setattr,c,'isolation_level',5); t(delattr,c,'isolation_level')
