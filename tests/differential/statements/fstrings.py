# f-strings: nesting, conversion, format specs, `=`, quotes, errors.
import datetime
w, p, name, d = 10, 3, 'Ann', {'k': 'v', 'n': 2}
print(f'{name}', f'{name!r:>{w}}|', f'{3.14159:{w}.{p}f}|', f'{d["k"]}', f"{d['n'] + 1}", f'{{}}', f'{{{name}}}', f'{name!s}{name!a}', f'{"nested " + f"{name}"}')
print(f'{name=}', f'{name = }', f'{w + p = }', f'{name=!s}', f'{3.14159=:.2f}', f'{ d = !r:>30}', f'{w=:>5}', f'{(lambda x: x * 2)(3)}', f'{[i for i in range(3)]}', f'{d | {"z": 1}}')
print(f'''{
    name
} multi
{w
 + 1}''', f'a{1}b' 'c' f'd{2}', rf'\n{w}', f'\n\x41{w}', fr'{name}\d', F'{1:#x}', f'{1_000:,}', f'{True:5}', f'{None!s:^8}|', f'{"é"!a}', f'{w:{"0"}{5}}')
print(f'{datetime.date(2020, 1, 2):%Y/%m/%d}', f'{1 if w else 2}', f'{w if w > 100 else "small"}', f'{w!r:{"^"}{w}}|', f'{lambda_ if (lambda_ := 5) else 0}', f'{(y := 7)}{y}', f'{w:=5}', f'{{{{', f'}}}}')
class F:
    def __format__(self, s): return f'<{s}>'
    def __repr__(self): return 'repr!'
    def __str__(self): return 'str!'
f = F()
print(f'{f}', f'{f:abc}', f'{f!r}', f'{f!s}', f'{f:{w}x{p}}', f'{f=}', f'{f=:x}', f'{f=!s}', f'{f!r:>8}', f'{f:}}}' if False else '', f'{f:%H:%M}')
for code in ("f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{a!}'", "f'{a!x}'", "f'{a b}'", "f'{1:{2:{3}}}'", "f'{\\'a\\'}'", "f'{#}'", "f'{a:{b}'", "f'{lambda x: 1}'", "f'{*a}'", "f'{a!r'", "f'{a['", "f'{(1}'", "f'{1+}'", "f'{=}'", "f'{yield}'", "f'{!r}'", "f'{a:{}}'", "fb''", "f'{undefined}'", "f'{1:z}'", "f'{\"a\":d}'", "f'{a.}'", "f'{3.x}'", "b'' f''"):
    try: print(code, eval(code, {'a': 1}))
    except Exception as e: print(code, type(e).__name__, e)
def fn(x):
    """not f"""
    return f'{x}' f'{x!r}' '' f''
print(fn('q'), fn.__doc__, f'', f'' '', type(f''), f'{"a" "b"}', f'{x for x in ()}'[:9] if False else '', f'{ {1: 2}[1] }', f'{1,}', f'{1, 2}', f'{*[1, 2],}', f'{not 1}', f'{-1:+}', f'{1 == 1}', f'{1!=2}', f'{w>=p}', f'{"%s" % 5}')
