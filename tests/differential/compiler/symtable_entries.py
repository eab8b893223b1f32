# _symtable: every block with its symbols and their flags.
import re
import _symtable
def t(f,*a):
    try: print(re.sub(r'\(\d+\)', '(id)', str(f(*a))))
    except BaseException as e: print(type(e).__name__, e)
top=_symtable.symtable('''
import a
x: int = 3
def f(a, *b, c=1, **d):
    global g
    nonlocal_ = 1
    def h():
        nonlocal nonlocal_
        return a
    return [i for i in x if (w:=i)]
class C:
    y = 1
    def m(self): return __class__, super(), __p
lambda q: (yield)
async def co(): await z
{k: v for k in a for v in b}
''','f.py','exec')
def show(e, d=0):
    print(' '*d, e.name, e.type, e.lineno, e.nested, e.varnames, e.symbols, isinstance(e.id,int), type(e.children))
    for c in e.children: show(c, d+2)
show(top)
print(re.sub(r'\(\d+\)','(id)',repr(top.children[0])))
print([ (k,v) for k,v in vars(_symtable).items() if isinstance(v,int)])
t(_symtable.symtable,1,'f','exec'); t(_symtable.symtable,'x','f','foo'); t(_symtable.symtable,'x',1,'exec'); t(_symtable.symtable,'x\0','f','exec'); t(_symtable.symtable,'x','f',1)
t(_symtable.symtable,'def f(a,a):pass','f','exec'); t(_symtable.symtable,'return','f','exec'); t(_symtable.symtable,'x=','f','exec'); t(_symtable.symtable,b'x=1','f','exec')
t(_symtable.symtable,'x=1','f','eval');t(_symtable.symtable,'x','f','eval');t(_symtable.symtable,'x','f','single');t(_symtable.symtable,'x',b'f','exec');
t(type(top))
t(lambda: setattr(top,'name',1)); t(lambda: top.foo)
