# del in all forms, assert, pass, expression statements, chained comparisons, conditional expressions.
# stderr has SyntaxWarnings.
class Log:
    def __getattr__(self, n): return f'attr {n}'
    def __delattr__(self, n): print('delattr', n)
    def __delitem__(self, k): print('delitem', k)
    def __getitem__(self, k): return self


o = Log()
del o.x, o[1], o[1:2], o[..., 3], (o.y, [o.z])
del o[0][1][2]
d = {'a': 1, 'b': 2}; l = list(range(6))
del d['a'], l[0], l[::2]
print(d, l)
for code in ('del 5', 'del f()', 'del a + b', 'del (a, 1)', 'del *a', 'del', 'del x.y()', 'del None', 'del "a"', 'del a if b else c', 'del [a, b', 'assert', 'assert 0', 'assert 0, "message"', 'assert 0, (1, 2)', 'assert (1, "always")', 'assert 1 == 2, f"{1}"', 'pass 1', 'del undefined', 'del d["q"]', 'del l[99]'):
    try: exec(code, {'d': d, 'l': l}); print('ok', code)
    except Exception as e: print(repr(code), type(e).__name__, e, e.args if 'assert' in code else '')


def trace(v): print('t', v, end=' '); return v


print(trace(1) < trace(2) < trace(3), trace(3) < trace(2) < trace(1), trace(1) == trace(1) != trace(2))
print(trace(0) and trace(1), trace(0) or trace(2), trace(1) if trace(0) else trace(3), not trace(0))
print(1 < 2 > 1, 1 in [1] == True, (1 in [1]) == True, 1 is 1 is not None, not 1 == 2, -2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, 7 // 2 * 2, -7 // 2, ~1 + 1, 1 + 2 << 3, 6 & 3 | 8 ^ 1, not True in [False], 1 if 0 else 2 if 0 else 3)
'expression'; 1 + 1; [1, 2]; (yield_ := 5); ...
print((lambda: (yield))().__class__.__name__, (lambda *a, **k: (a, k))(1, x=2), (lambda x=1: x)(), (lambda: ())(), [] == (), () is ())
x = 1,; y = (1); z = (); print(x, y, z, (1, 2)[0], {1, 2}.__len__(), 1 .real, 1..real, 0xFF, 0o17, 0b11, 1_0, 1e3, 1E-3, 5j, .5, 5., 0_0, 00)
if 0: pass
elif 0.0: pass
elif '': pass
else: print('else')
if x: print('then')
while 0: print('never')
class Empty: pass
def doc(): "only doc"
print(doc(), doc.__doc__, Empty.__doc__, Empty.__name__)
# stderr has SyntaxWarnings
