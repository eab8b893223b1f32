# LOAD_GLOBAL: rebinding, deleting, shadowing builtins, other globals for the same code.
import sys

value = 1

def read():
    return value

def size(x):
    return len(x)

def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'

for _ in range(5):
    read(), size('abc')
print(read(), size('abc'))
value = 2
print(read())
for i in range(30):
    globals()[f'extra{i}'] = i
print(read(), size([1, 2]))
len = lambda x: 'shadowed'
print(size('abc'))
for _ in range(60):
    size('abc')
del len
print(size('abc'))
del value
print(attempt(read))
value = 'again'
print(read())
import builtins
old = builtins.len
builtins.len = lambda x: 'patched'
print(size('abc'))
builtins.len = old
print(size('abc'))
builtins.brand_new = 7

def fresh():
    return brand_new

for _ in range(4):
    fresh()
print(fresh())
del builtins.brand_new
print(attempt(fresh))

code = compile('def f():\n    return x\nfor _ in range(5):\n    f()\nresult = f()', 's', 'exec')
spaces = [{'x': i} for i in range(4)] + [{'pad': 0, 'x': 'second'}]
for space in spaces:
    exec(code, space)
    print(space['result'])
functions = [s['f'] for s in spaces]
shared = [type(functions[0])(functions[0].__code__, {'y': 0, 'x': n} if n % 2 else {'x': n}) for n in range(6)]
for _ in range(20):
    out = [g() for g in shared]
print(out)

class Space(dict):
    def __missing__(self, key):
        return f'<{key}>'

print(attempt(eval, '[x for _ in (1, 2)] and y', Space(x=3)))
table = {'__builtins__': {'len': lambda x: 'own', 'range': range}}
exec('def f():\n    return len("ab")\nfor i in range(9):\n    r = f()', table)
print(table['r'])
table['__builtins__'].pop('len')
print(attempt(table['f']))
g = globals()
for i in range(30):
    g.pop(f'extra{i}')
print(read(), size('four'))
