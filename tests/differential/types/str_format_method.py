# str.format and format_map: fields, attributes, indexes, conversion, nesting, errors.
class P:
    def __init__(self): self.x, self.items = 5, {'k': [1, 2]}
    def __format__(self, spec): return f'P<{spec}>'
    def __repr__(self): return 'P()'


def attempt(fmt, *args, **kw):
    try:
        print(repr(fmt), repr(fmt.format(*args, **kw)))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)


p = P()
for fmt in ('{}', '{0}', '{0.x}', '{0.items[k]}', '{0.items[k][1]}', '{!r}', '{!s}', '{!a}', '{:abc}', '{:{}}', '{0:{1}}', '{{}}', '{{{0}}}', '{', '}', '{0', '{0!}',
            '{0!x}', '{0!rx}', '{0.}', '{0[}', '{0[]}', '{0.missing}', '{0[k]}', '{1} {0}', '{} {1}', '{0} {}', '{5}', '{name}', '{:{:{}}}', '{0.x.y}', '{ 0}', '{0 }', '{-1}',
            'plain', '', '{0.items[missing]}', '{0.items[k][x]}', '{0.items[k][9]}', '{!}', '{:}', '{0!r:>10}', '}}{{', '{a.b}', '{0x}', '{0]}', '{[0]}'):
    attempt(fmt, p, 7)
attempt('{name} {name!r} {0:>{width}}', 'v', name='n', width=5)
attempt('{a[0]}{a[-1]}', a=[1, 2]), attempt('{a[key with space]}', a={'key with space': 1}), attempt('{0:%Y}', 5), attempt('{:d}', 'x'), attempt('{:s}', 5)
attempt('{:>10}|{:<10}|{:^10}|{:.2}', 'a', 'b', 'c', 'defg'), attempt('{:=5}', 'a'), attempt('{:+}', 'a'), attempt('{:,}', 'a'), attempt('{:#}', 'a'), attempt('{:05}', 'ab'), attempt('{:x<5.3}', 'abcdef')
attempt('{} {}', 1), attempt('{:{w}.{p}f}', 3.14159, w=8, p=2), attempt('{!r:^{w}}', 'x', w=9), attempt('{0}{0}{0}', 'ab'), attempt('{:>5}', None), attempt('{}', None), attempt('{:5}', [1])


class Default(dict):
    def __missing__(self, key): return f'<{key}>'


print('{a} {b}'.format_map(Default(a=1)), '{x[1]}'.format_map({'x': 'ab'}))
for bad in (5, [], None):
    try:
        print('{a}'.format_map(bad))
    except Exception as e:
        print(type(e).__name__, e)
