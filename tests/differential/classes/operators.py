# Operator methods: reflected, in-place, NotImplemented, subclass priority.
import operator
log = []


def make(name, result):
    ns = {}
    for op in 'add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or'.split():
        for prefix in ('', 'r', 'i'):
            if op == 'divmod' and prefix == 'i': continue
            full = f'__{prefix}{op}__'
            def method(self, other, *rest, full=full): log.append(f'{name}.{full}'); return result
            ns[full] = method
    for op in 'neg pos abs invert'.split(): ns[f'__{op}__'] = lambda self, op=op: f'{name} {op}'
    for op in 'lt le eq ne gt ge'.split():
        def compare(self, other, op=op): log.append(f'{name}.{op}'); return result
        ns[f'__{op}__'] = compare
    ns['__hash__'] = object.__hash__
    return ns


Full = type('Full', (), make('Full', 'F')); Refuse = type('Refuse', (), make('Refuse', NotImplemented)); Sub = type('Sub', (Full,), make('Sub', 'S'))
f, r, s = Full(), Refuse(), Sub()
for name in ('add', 'sub', 'mul', 'matmul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and_', 'xor', 'or_', 'lt', 'le', 'eq', 'ne', 'gt', 'ge', 'iadd', 'isub', 'imul', 'imatmul', 'itruediv', 'ifloordiv', 'imod', 'ipow', 'ilshift', 'irshift', 'iand', 'ixor', 'ior'):
    op = getattr(operator, name)
    for a, b in ((f, 1), (1, f), (f, r), (r, f), (f, s), (s, f), (r, 1), (1, r), (r, r)):
        log.clear()
        try: out = op(a, b)
        except TypeError as e: out = e
        if isinstance(out, bool): out = 'bool'
        print(name, type(a).__name__, type(b).__name__, out, log)
print(-f, +f, abs(f), ~f, divmod(f, 1), divmod(1, f), pow(f, 2, 3))
for g in (lambda: divmod(r, 1), lambda: pow(r, 1, 2), lambda: -object(), lambda: object() + 1, lambda: object() < object(), lambda: [] + (), lambda: print >> 5, lambda: round(f)):
    try: print(g())
    except TypeError as e: print(e)
class Idx:
    def __index__(self): return 3
    def __len__(self): return 2
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 't'
    def __length_hint__(self): return 7
print([0, 1, 2, 3][Idx()], bin(Idx()), operator.index(Idx()), len(Idx()), round(Idx()), round(Idx(), 2), operator.length_hint(Idx()), 'abcde'[Idx():], range(Idx()), [1] * Idx(), hex(Idx()), chr(Idx()) == '\x03')
