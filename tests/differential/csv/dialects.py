import _csv
def t(f):
    try: print(f())
    except BaseException as e: print(type(e),e)
for kw in (dict(delimiter='ab'),dict(delimiter=''),dict(delimiter=1),dict(delimiter=None),dict(quotechar='ab'),dict(quotechar=3),dict(quotechar=''),dict(escapechar='xx'),dict(escapechar=''),dict(escapechar=3),dict(lineterminator=None),dict(lineterminator=3),dict(quoting=5),dict(quoting='x'),dict(quoting=None),dict(quotechar=None),dict(quotechar=None,quoting=3),dict(foo=1),dict(doublequote=3),dict(strict='a'),dict(delimiter='\n'),dict(delimiter='"'),dict(quotechar=' ',skipinitialspace=1)):
    def f():
        d=_csv.Dialect(**kw); return (d.delimiter,d.quotechar,d.escapechar,d.lineterminator,d.quoting,d.doublequote,d.skipinitialspace,d.strict)
    print(kw,end=' '); t(f)
t(lambda:_csv.Dialect('x')); t(lambda:_csv.Dialect(1,2)); t(lambda:_csv.reader()); t(lambda:_csv.reader(1)); t(lambda:_csv.writer()); t(lambda:_csv.writer(1)); t(lambda:_csv.reader([],'nope'))
t(lambda:_csv.register_dialect()); t(lambda:_csv.register_dialect(1)); t(lambda:_csv.register_dialect('a',delimiter='xx'));t(lambda:_csv.unregister_dialect('zz'));t(lambda:_csv.get_dialect('zz'));t(lambda:_csv.field_size_limit(None));t(lambda:_csv.field_size_limit(1,2));t(lambda:_csv.field_size_limit());t(lambda:_csv.get_dialect([]));t(lambda:_csv.unregister_dialect([]))
class W:
    def write(s,x): return repr(x)
for q in range(4):
    for row in ([],[''],['',''],[None],[None,1],['a b','c,d','e"f','g\nh'],[1,2.5,'x'],'abc',5,[' a'],['\r'],['\0'],[0.1,10**20,True]):
        t(lambda:_csv.writer(W(),quoting=q).writerow(row))
        t(lambda:_csv.writer(W(),quoting=q,escapechar='\\',doublequote=False).writerow(row))
        t(lambda:_csv.writer(W(),quoting=q,quotechar=None,lineterminator='!').writerow(row))
t(lambda:_csv.writer(W()).writerows([[1],[2]])); t(lambda:_csv.writer(W()).writerows(3))
for data in (['a,b','c'],['"a,b",c'],['"a"b,c'],['"a""b"'],['"a','b"'],['a\\,b'],['a\nb'],['a\r'],['a\r\n'],['a\rb'],[b'x'],[1],['"abc'],['a,"b'],[''],['\n'],['""'],['a\0b'],[' a, b'],['a,\\'],['1,2.5,x']):
    for kw in ({},dict(strict=True),dict(escapechar='\\'),dict(quoting=3),dict(quoting=2),dict(skipinitialspace=True),dict(doublequote=False),dict(quotechar=None,quoting=3,escapechar='\\')):
        print(data,kw,end=' '); t(lambda:list(_csv.reader(data,**kw)))
r=_csv.reader(['a','b']); print(r.line_num,next(r),r.line_num,r.dialect.delimiter)
_csv.field_size_limit(3); t(lambda:list(_csv.reader(['abcd']))); t(lambda:_csv.field_size_limit(100))
