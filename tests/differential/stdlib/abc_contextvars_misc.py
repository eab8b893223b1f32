# abc, contextvars, graphlib, sched, getopt, optparse, array, numbers of small modules.
import abc, contextvars, graphlib, sched, getopt, optparse, array, stat, errno, colorsys, bisect, cmd, io, sys, locale, gettext, linecache, netrc, plistlib, quopri, rlcompleter, stringprep, symtable, zlib, copyreg, codeop, code, atexit
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): return 'base'
    @property
    @abc.abstractmethod
    def p(self): ...
    @classmethod
    def __subclasshook__(cls, C): return True if 'quack' in dir(C) else NotImplemented
class B(A):
    def f(self): return super().f() + '!'
    p = 1
class Duck: quack = 1
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0].split('<Context')[0])
attempt(A); print(B().f(), A.__abstractmethods__ == {'f', 'p'}, isinstance(Duck(), A), issubclass(int, A), A.register(int) is int, isinstance(5, A), abc.get_cache_token() > 0, abc.update_abstractmethods(B) is B); attempt(lambda: A.register(5)); attempt(lambda: issubclass(5, A)); attempt(lambda: B.register(A)); attempt(lambda: type('C', (A,), {'f': 1})()); attempt(lambda: A.__subclasscheck__(1))
v = contextvars.ContextVar('v', default=0); w = contextvars.ContextVar('w'); t = v.set(5); c = contextvars.copy_context(); print(v.get(), c[v], c.run(lambda: (v.set(9), v.get())[1]), v.get(), c[v], t.old_value is contextvars.Token.MISSING, v.reset(t), v.get(), w.get('d'), len(c), v in c, list(c) == [v], c.get(w, 3), v.name); attempt(lambda: w.get()); attempt(lambda: v.reset(t)); attempt(lambda: c[w]); attempt(lambda: c.run(lambda: c.run(print))); attempt(lambda: contextvars.ContextVar(5)); attempt(lambda: contextvars.Context(1)); attempt(lambda: hash(c)); print(c == c.copy(), repr(v).split(' at ')[0], repr(t).split(' var')[0])
g = graphlib.TopologicalSorter({'d': {'b', 'c'}, 'b': {'a'}, 'c': {'a'}}); print(list(g.static_order())[0], list(graphlib.TopologicalSorter({2: [1], 3: [2]}).static_order())); g = graphlib.TopologicalSorter({1: [2], 2: [1]}); attempt(g.prepare); g = graphlib.TopologicalSorter(); g.add('x', 'y'); attempt(g.get_ready); g.prepare(); print(g.get_ready(), g.is_active()); attempt(lambda: g.done('x')); g.done('y'); print(g.get_ready(), g.done('x'), g.is_active()); attempt(lambda: g.add('z'))
now = [0]; s = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d)); out = []; s.enter(5, 1, out.append, ('b',)); e = s.enter(2, 1, out.append, ('a',)); s.enterabs(5, 0, out.append, ('first',)); x = s.enter(9, 1, print); s.cancel(x); print(s.run(), out, now, s.empty(), s.queue); attempt(lambda: s.cancel(e))
print(getopt.getopt(['-a', '-b', 'v', '--long=x', '--fl', 'rest', '-c'], 'ab:c', ['long=', 'flag']), getopt.gnu_getopt(['rest', '-a', 'r2'], 'a')); 
for a in (['-z'], ['-b'], ['--nope'], ['--long'], ['--flag=1'], ['--l']): attempt(lambda: getopt.getopt(a, 'ab:', ['long=', 'flag', 'level=']))
p = optparse.OptionParser(prog='pr', usage='%prog [x]', version='%prog 1', description='d'); p.add_option('-n', '--num', type='int', default=4, help='num [default: %default]', metavar='N'); p.add_option('-q', action='store_false', dest='loud', default=True); p.add_option('--ch', choices=['a', 'b'], type='choice'); gr = optparse.OptionGroup(p, 'Group'); gr.add_option('--app', action='append'); p.add_option_group(gr); v, r = p.parse_args(['-n3', '-q', '--app', '1', '--app=2', 'pos']); print(vars(v), r, p.format_help())
for a in (['-n', 'x'], ['--ch', 'z'], ['--nope'], ['-n']):
    try: p.parse_args(a)
    except SystemExit as e: print('exit', e.code, flush=True)
a = array.array('i', [1, 2, 3]); a.append(4); a.extend([5]); a[1:3] = array.array('i', [9]); print(a, a.tobytes()[:4], a.typecode, a.itemsize, a.index(9), a.count(1), a.pop(), a[::-1], a + a, a * 2, a == array.array('d', [1.0, 9.0, 4.0]), array.array('u', 'hé'), a.buffer_info()[1]); attempt(lambda: a.append('x')); attempt(lambda: array.array('z')); attempt(lambda: a.append(2**40)); attempt(lambda: a[9]); attempt(lambda: array.array('b', [200])); attempt(lambda: a.frombytes(b'abc'))
print(colorsys.rgb_to_hsv(.2, .4, .6), stat.filemode(0o100755), errno.errorcode[2], quopri.encodestring(b'a=\xe9'), plistlib.loads(plistlib.dumps({'a': [1, 2.5, True, b'x', 'é']})), plistlib.dumps({'k': 1}).decode(), plistlib.loads(plistlib.dumps([1, {'z': 'q'}], fmt=plistlib.FMT_BINARY)), codeop.compile_command('if 1:') is None, codeop.compile_command('x = 1') is not None); attempt(lambda: codeop.compile_command('a b')); attempt(lambda: plistlib.loads(b'junk')); attempt(lambda: plistlib.dumps({1: 2}))
st = symtable.symtable('def f(a):\n global g\n b = a + g\n return lambda: b', 'f.py', 'exec'); fn = st.get_children()[0]; print(st.get_type(), fn.get_name(), fn.get_parameters(), fn.get_locals(), fn.get_globals(), fn.lookup('b').is_local(), fn.lookup('g').is_declared_global(), fn.get_children()[0].get_frees(), fn.lookup('a'))
class Sh(cmd.Cmd):
    prompt = '> '
    def do_hi(self, a): "says hi"; self.stdout.write('hi ' + a + '\n')
    def do_EOF(self, a): return True
o = io.StringIO(); sh = Sh(stdin=io.StringIO('hi bob\nhelp hi\nnope\nhelp\n'), stdout=o); sh.use_rawinput = False; sh.cmdloop('intro'); print(o.getvalue()); i = code.InteractiveInterpreter({'a': 4}); print(i.runsource('print(a + 1)'), i.runsource('if 1:'), gettext.gettext('x'), locale.format_string('%d %s', (1000, 'q')), locale.atof('1.5'), locale.str(1.5)); atexit.register(print, 'at exit', 1); atexit.register(lambda: print('first')); u = atexit.register(print, 'never'); atexit.unregister(print); atexit.register(print, 'bye')
