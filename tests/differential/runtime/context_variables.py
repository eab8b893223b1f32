# _contextvars: variables, tokens, contexts; many variables against a dict.
import _contextvars as c
import _typing
V = c.ContextVar


def attempt(function):
    try:
        print("ok", function())
    except BaseException as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


for f in (lambda: V(), lambda: V(1), lambda: V('a', 3), lambda: V('a', foo=3), lambda: V(name='q')):
    attempt(f)
v = V('v')
w = V('w', default=[1])
print(v.name, w.get(), w.get(4), v.get(3), repr(w).startswith("<ContextVar name='w' default=[1] at 0x"))
attempt(lambda: v.get())
attempt(lambda: v.get(1, 2))
attempt(lambda: v.get(default=3))
attempt(lambda: v.set())
attempt(lambda: v.reset(3))
attempt(lambda: setattr(v, "name", 1))
token = v.set(5)
inner = v.set(6)
print(token.var is v, token.old_value, inner.old_value, c.Token.MISSING, type(c.Token.MISSING), v.get())
attempt(lambda: V('b').reset(token))
ctx = c.copy_context()
attempt(lambda: ctx.run(v.reset, token))
attempt(lambda: ctx.run())
attempt(lambda: ctx.run(lambda: ctx.run(print)))
v.reset(inner)
print(v.get(), ctx[v], repr(inner).startswith("<Token used var=<ContextVar name='v' at"))
attempt(lambda: v.reset(inner))
v.reset(token)
print(v.get("gone"), v in c.copy_context(), v in ctx, len(ctx), w in ctx)
for f in (lambda: ctx[3], lambda: ctx[V('z')], lambda: 3 in ctx, lambda: ctx.get(3), lambda: ctx.get(V('e'), 7),
          lambda: ctx.get(V('e')), lambda: hash(ctx), lambda: hash(token), lambda: c.Context(1), lambda: c.Token(),
          lambda: ctx < ctx, lambda: type('X', (V,), {}), lambda: c.Context().run(attempt, lambda: v.get())):
    attempt(f)
print(ctx == ctx.copy(), ctx == c.Context(), ctx != ctx.copy(), ctx == 5)
print(list(ctx.values()), [k.name for k in ctx], [(k.name, x) for k, x in ctx.items()], len(ctx.items()))
print(type(iter(ctx)).__name__, type(ctx.items()).__name__, V[int], c.Token[str])


def change():
    v.set("inside")
    return v.get()


print(ctx.run(change), ctx[v], v.get("outside"))
def fails(a, *, b): raise KeyError(a, b)
attempt(lambda: ctx.run(fails, 1, b=2))
print(ctx.run(lambda *a, **k: (a, k), 1, x=2))

variables = [V(str(i)) for i in range(3000)]
model = {}
versions = []


def work():
    tokens = []
    for i, x in enumerate(variables):
        tokens.append(x.set(i))
        model[x] = i
        if i % 500 == 0:
            versions.append((c.copy_context(), dict(model)))
    for i, x in enumerate(variables):
        if i % 3:
            x.reset(tokens[i])
            del model[x]
        if i % 700 == 0:
            versions.append((c.copy_context(), dict(model)))
    return c.copy_context()


last = c.Context().run(work)
print(len(last), len(model), all(last[k] == x for k, x in model.items()), set(last) == set(model))
print(all(len(a) == len(b) and dict(a.items()) == b for a, b in versions), [len(a) for a, b in versions])
print(sum(last.values()), sum(x.get(0) for x in variables), _typing._idfunc(4))
