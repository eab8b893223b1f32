"""Code objects with changed instructions, constants, tables and sizes, made by code.replace() and called."""
import types
import _mutate
from _mutate import rng, attempt, mutateBytes


def arithmetic(a, b, *rest, key=3):
    total = a + b * key
    for item in rest or (1, 2, 3):
        total -= item
        if total % 2:
            continue
        total = total ** 2 // 7
    return [total, -total, ~total, not total]


def catching(a, b):
    try:
        with open_like(a) as x:
            raise ValueError(x)
    except (ValueError, KeyError) as e:
        return e.args
    finally:
        b.append(1)


class open_like:
    def __init__(self, value): self.value = value
    def __enter__(self): return self.value
    def __exit__(self, *exc): return False


def closure(a, b):
    count = 0
    def inner(c, *, d=a):
        nonlocal count
        count += c
        return count, d, b
    return [inner(i) for i in range(3)], {i: inner(i) for i in (1, 2)}, {*'ab'}


def generator(a, b):
    try:
        got = yield a
        yield from (got, b)
        yield from generator2(b)
    finally:
        a = b = None


def generator2(x):
    yield x
    return x


async def coroutine(a, b):
    async with AsyncContext() as c:
        async for d in agen(a):
            b.append((c, d))
    return await Awaitable()


class AsyncContext:
    async def __aenter__(self): return 1
    async def __aexit__(self, *exc): return None


class Awaitable:
    def __await__(self): yield 1


async def agen(a):
    yield a
    yield 2


def matching(a, b):
    match a:
        case [x, *y]: return x, y
        case {'k': v, **z}: return v, z
        case open_like(value=q) | q: return q
    assert False, f'{a!r:>10} {b}'


def classes(a, b):
    class C(open_like, metaclass=type):
        y: int = 3
        def m(self): return super().__init__(a), __class__
    del b
    import math as m
    from math import pi
    global _unused
    _unused = lambda *p, **k: (p, k)
    return C(a).m(), _unused(*[1], **{'z': m}), a[1:2] if a else pi


FUNCTIONS = [arithmetic, catching, closure, generator, coroutine, agen, matching, classes]
ARGUMENTS = [(1, 2), ([1, 2, 3], []), ('text', {}), ({'k': 1}, [2]), (None, 2.5), ((1,), [3])]
CONSTANTS = [None, True, 1, -5, 2**80, 1.5, 2j, 'name', b'bytes', (), (1, 'a', None), ('a', 'b'), frozenset({1}), Ellipsis, [], {}, object(), int,
             generator.__code__, arithmetic.__code__, ('x',) * 40]


def mutateCode(code, depth=0):
    change = {}
    for _ in range(rng.choice((1, 1, 1, 2))):
        what = rng.randrange(14)
        if what < 6:
            change['co_code'] = mutateInstructions(code.co_code)
        elif what == 6:
            consts = list(code.co_consts)
            for _ in range(2):
                if consts:
                    consts[rng.randrange(len(consts))] = rng.choice(CONSTANTS)
            if rng.random() < 0.3:
                consts = consts[:rng.randrange(len(consts) + 1)]
            change['co_consts'] = tuple(consts)
        elif what == 7:
            change['co_exceptiontable'] = mutateBytes(code.co_exceptiontable or b'\x80\x02\x03\x04', 3)
        elif what == 8:
            change['co_stacksize'] = rng.choice((0, 1, 2, code.co_stacksize - 1, code.co_stacksize + 1, 1000, 2**20, 2**31 - 1, -1))
        elif what == 9:
            change['co_names'] = code.co_names[:rng.randrange(len(code.co_names) + 1)]
        elif what == 10:
            change[rng.choice(('co_varnames', 'co_cellvars', 'co_freevars'))] = rng.choice(
                ((), ('a',), ('a', 'b'), code.co_varnames[:-1], code.co_varnames + ('z',), code.co_names))
        elif what == 11:
            change['co_flags'] = code.co_flags ^ (1 << rng.randrange(20))
        elif what == 12:
            change[rng.choice(('co_argcount', 'co_kwonlyargcount', 'co_posonlyargcount', 'co_nlocals'))] = rng.choice((0, 1, 2, 3, 100, -1))
        else:
            change['co_linetable'] = mutateBytes(code.co_linetable, 6)
    nested = [i for i, c in enumerate(code.co_consts) if isinstance(c, types.CodeType)]
    if nested and depth < 2 and rng.random() < 0.4:
        consts = list(code.co_consts)
        i = rng.choice(nested)
        consts[i] = mutateCode(consts[i], depth + 1)
        change = {'co_consts': tuple(consts)}
    return code.replace(**change)


def mutateInstructions(text):
    """Whole instructions mostly, so that the changes are not all refused at once."""
    units = [text[i:i + 2] for i in range(0, len(text), 2)]
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(units))
        kind = rng.randrange(7)
        if kind == 0:
            units[at] = bytes((rng.randrange(256), units[at][1]))
        elif kind in (1, 2):
            units[at] = bytes((units[at][0], rng.choice((0, 1, 2, 3, 4, 5, 127, 255, rng.randrange(256)))))
        elif kind == 3:
            units[at] = units[rng.randrange(len(units))]
        elif kind == 4:
            del units[at]
            if not units:
                units = [b'\x09\0']
        elif kind == 5:
            units.insert(at, units[rng.randrange(len(units))])
        else:
            return mutateBytes(text)
    return b''.join(units)


def use(code, function, args):
    """Calls the changed code and drives what it returns to its end."""
    globals_ = {k: v for k, v in globals().items() if k[0].islower() or k in ('AsyncContext', 'Awaitable')}
    closure_ = tuple(types.CellType(i) for i in range(len(code.co_freevars)))
    made = types.FunctionType(code, globals_, 'made', function.__defaults__, closure_)
    made.__kwdefaults__ = function.__kwdefaults__
    result = made(*args)
    list(code.co_lines())
    list(code.co_positions())
    if isinstance(result, types.GeneratorType):
        list(zip(result, range(20)))
        result.close()
    elif isinstance(result, types.CoroutineType):
        for _ in range(20):
            result.send(None)
        result.close()
    elif isinstance(result, types.AsyncGeneratorType):
        for _ in range(5):
            step = result.__anext__()
            try:
                step.send(None)
            except StopIteration:
                pass
    str(type(result))


for round_ in range(6000):
    function = rng.choice(FUNCTIONS)
    code = attempt(mutateCode, function.__code__, seconds=5)
    if code is not None:
        args = rng.choice(ARGUMENTS)
        attempt(use, code, function, args, describe=(round_, function.__name__, code.co_code, code.co_stacksize, code.co_exceptiontable))
_mutate.summary()
