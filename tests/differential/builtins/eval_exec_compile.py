# eval, exec, compile with namespaces, modes, flags and errors.
import ast


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(eval('1 + 2'), eval('x + y', {'x': 1}, {'y': 2}), eval('  7'), eval(b'3 * 3'), eval(compile('5', 'f', 'eval')), eval(ast.parse('6', mode='eval').body.value.__repr__()))
ns = {}
exec('a = 1\ndef f(): return a + 1\nb = f()', ns)
print(ns['a'], ns['b'], sorted(k for k in ns if k != '__builtins__'), '__builtins__' in ns)
exec('global g1\ng1 = 5', ns); exec(compile('c = a', 's', 'exec'), ns); print(ns['g1'], ns['c'])
attempt(lambda: eval('1 +')), attempt(lambda: eval('a = 1')), attempt(lambda: eval('')), attempt(lambda: eval('1', 5)), attempt(lambda: eval('1', {}, 5)), attempt(lambda: eval(5)), attempt(lambda: exec(5)), attempt(lambda: exec('1', 5)), attempt(lambda: eval('x', {})), attempt(lambda: compile('1', 'f', 'bad')), attempt(lambda: compile('1', 'f')), attempt(lambda: eval('1\0')), attempt(lambda: compile(5, 'f', 'exec')), attempt(lambda: compile('1', 'f', 'exec', 1 << 30)), attempt(lambda: compile('1;2', 'f', 'single').co_name), attempt(lambda: compile('1\n2\n', 'f', 'single').co_name), attempt(lambda: exec('return 1')), attempt(lambda: exec('yield 1'))
exec(compile('1 + 1\n', 'f', 'single')); exec(compile('for i in range(2): i\n', 'f', 'single'))
code = compile('lambda x, *a, y=1, **k: x', 'name.py', 'eval')
f = eval(code)
print(code.co_filename, code.co_name, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f(5), code.co_firstlineno)
tree = ast.parse('x = 1 + 2'); tree.body[0].value.right.value = 40
exec(compile(tree, 'ast', 'exec'), ns); print(ns['x'], ast.dump(ast.parse('a.b[c]', mode='eval')), compile('a', 'f', 'eval', ast.PyCF_ONLY_AST).__class__.__name__)
def scope():
    z = 10
    exec('z = 20')
    return z, eval('z + 1'), eval('[z for _ in range(2)]', {'z': 3}), sorted(locals())
print(scope(), eval('__import__("sys").maxsize > 0'), eval('__builtins__', {}) is not None)
class Map(dict):
    def __missing__(self, k): return k * 2
print(eval('foo + bar', {}, Map()), eval('len', {'__builtins__': {'len': 'mine'}})); attempt(lambda: eval('len("a")', {'__builtins__': {}}))
attempt(lambda: exec('x = 1', {}, ())), attempt(lambda: eval('c', {'__builtins__': None})), attempt(lambda: eval('f"{1+}"')), attempt(lambda: exec('import nosuchmod')), attempt(lambda: eval('(' * 300))
def closed():
    v = 1
    def inner(): return v
    return inner
attempt(lambda: exec(closed().__code__)), attempt(lambda: exec(closed().__code__, closure=closed().__closure__)), attempt(lambda: exec('1', closure=())), attempt(lambda: eval(closed().__code__))
