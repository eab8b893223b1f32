# sys.setrecursionlimit, what is left after a RecursionError, limits of compilation and of nesting.
import sys
import threading


def depth(n=0):
    try: return depth(n + 1)
    except RecursionError: return n


def attempt(label, function, *args):
    try: print(label, function(*args))
    except BaseException as e: print(label, type(e).__name__, str(e)[:32])


for limit in (50, 100, 500, 2000):
    sys.setrecursionlimit(limit); first = depth(); print(limit, limit - 60 < first < limit, depth() == first)
sys.setrecursionlimit(1000)
for value in (0, -1, 'x', None, 2 ** 31, 1.0, 1):
    attempt(f'limit {value!r}', sys.setrecursionlimit, value)
print(sys.getrecursionlimit())


def low(n):
    if n: return low(n - 1)
    sys.setrecursionlimit(20)


attempt('too low', low, 50); print(sys.getrecursionlimit())
sys.setrecursionlimit(300)


def handled(n):
    try: return handled(n + 1)
    except RecursionError as e: return type(e).__name__
    finally: handled.count = getattr(handled, 'count', 0) + 1


attempt('finally', handled, 0); print(handled.count > 100)


def context():
    try: context()
    except RecursionError: raise ValueError('from recursion')


try: context()
except ValueError as e:
    chain = 0
    while e: chain += 1; last = e; e = e.__context__
    print(chain > 10, type(last).__name__)
except RecursionError as e: print('RecursionError', type(e.__context__).__name__)


def generator(n): yield from generator(n + 1)


attempt('yield from', lambda: next(generator(0)))


class Tree:
    def __init__(self, n): self.child = Tree(n + 1) if n < 10 ** 6 else None


attempt('init', Tree, 0)
attempt('comprehension', lambda f: f(f), lambda f: [f(f) for _ in (1,)]); attempt('lambda', lambda f: f(f), lambda f: f(f)); attempt('decorated', lambda: exec('def d(f):\n  def g(*a): return g(*a)\n  return g\n@d\ndef h(): pass\nh()', {})); attempt('exec', lambda: exec('s = "exec(s)"; exec(s)', {})); attempt('import', lambda: exec('def f():\n  import sys\n  f()\nf()', {})); attempt('async', lambda: exec('async def f(): await f()\nf().send(None)', {})); attempt('classbody', lambda: exec('def f():\n  class A: f()\nf()', {})); attempt('subclass hook', lambda: exec('class A:\n  def __init_subclass__(c): type("B", (A,), {})\nclass C(A): pass', {})); attempt('set_name', lambda: exec('class D:\n  def __set_name__(s, o, n): type("X", (), {"d": D()})\nclass C: d = D()', {})); attempt('missing', lambda: exec('class M(dict):\n  def __missing__(s, k): return s[k]\nM()[1]', {})); attempt('del', lambda: exec('class M:\n  def __delitem__(s, k): del s[k]\ndel M()[1]', {})); attempt('star', lambda: exec('def f(*a, **k): return f(*a, **k)\nf(1, b=2)', {})); attempt('super', lambda: exec('class A:\n  def m(s): return super(A, s).__getattribute__("m")()\nA().m()', {})); attempt('metaclass', lambda: exec('class M(type):\n  def __new__(m, n, b, d): return M(n, b, d)\nclass A(metaclass=M): pass', {})); attempt('descriptor', lambda: exec('class D:\n  def __get__(s, i, o): return i.x\nclass A: x = D()\nA().x', {})); attempt('hash in dict', lambda: exec('class H:\n  def __hash__(s): return hash((s,))\n{H()}', {})); attempt('abc', lambda: exec('import abc\nclass A(abc.ABC):\n  @classmethod\n  def __subclasshook__(c, o): return issubclass(o, A)\nissubclass(int, A)', {})); attempt('slots', lambda: exec('class S:\n  __slots__ = "a"\n  def __getattr__(s, n): return s.a\nS().a', {})); attempt('warn', lambda: exec('import warnings\ndef sw(*a): warnings.warn("x")\nwarnings.showwarning = sw\nwarnings.simplefilter("always")\nwarnings.warn("x")', {}))
results = []


def inThread():
    results.append(0 < depth() < 300)


t = threading.Thread(target=inThread); t.start(); t.join(); print(results)
for n in (50, 90, 150, 210):
    for label, text in (('parens', '(' * n + '1' + ')' * n), ('lists', '[' * n + ']' * n), ('unary', '-' * n + '1'), ('not', 'not ' * n + '1'), ('lambda', 'lambda: ' * n + '1'), ('ternary', '1 if 1 else ' * n + '1'), ('subscript', 'x' + '[0]' * n), ('power', '1**' * n + '1'), ('fstring', "f'{1}'" * n), ('dicts', '{1:' * n + '1' + '}' * n)):
        attempt(f'{label} {n}', lambda: type(compile(text, 'f', 'eval')).__name__)
