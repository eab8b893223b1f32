# Attribute hooks, calls, containers, copying, formatting, truth and init_subclass.
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)


class Hooks:
    def __init__(self): object.__setattr__(self, 'store', {})
    def __getattr__(self, n): 
        if n.startswith('_'): raise AttributeError(n)
        return f'got {n}'
    def __setattr__(self, n, v): print('set', n, v); self.store[n] = v
    def __delattr__(self, n): print('del', n)
    def __call__(self, *a, **k): return a, k
    def __getitem__(self, k): return k
    def __contains__(self, x): return x == 1
    def __len__(self): return 0
    def __bool__(self): return True
    def __repr__(self): return 'Hooks!'
    def __format__(self, s): return f'fmt {s}'
    def __bytes__(self): return b'bytes'
    def __reversed__(self): return 'rev'
    def __missing__(self, k): return 'unused'
    def __int__(self): return 5
    def __complex__(self): return 1j
    def __dir__(self): return ['b', 'a']
    def __sizeof__(self): return 100


h = Hooks(); h.x = 1; del h.x
print(h.y, h(1, a=2), h['k'], 1 in h, 2 in h, bool(h), len(h), f'{h:z}', bytes(h), reversed(h), int(h), complex(h), dir(h), h.store, str(h), '%s' % h, h.__class__.__name__)


class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kw): super().__init_subclass__(**kw); Plugin.registry[key] = cls.__name__
    def __class_getitem__(cls, item): return f'{cls.__name__}[{item}]'


class P1(Plugin, key='one'): pass
class P2(P1): pass
print(Plugin.registry, Plugin[int], P2['x', 'y'])
attempt(lambda: type('P3', (Plugin,), {}, wrong=1)), attempt(lambda: type('Q', (), {}, wrong=1)), attempt(lambda: Plugin()['x'])
class NoCall: __call__ = None
class InstCall: pass
i = InstCall(); i.__call__ = lambda: 1; i.__len__ = lambda: 5
attempt(lambda: NoCall()()), attempt(lambda: i()), attempt(lambda: len(i)), attempt(lambda: i.__call__())
class GA:
    def __getattribute__(self, n): raise AttributeError('always')
    def __getattr__(self, n): return 'fallback ' + n
class GB:
    def __getattr__(self, n): raise KeyError(n)
attempt(lambda: GA().anything), attempt(lambda: GB().x), attempt(lambda: hasattr(GB(), 'x')), attempt(lambda: getattr(GB(), 'x', 1)), attempt(lambda: GA().__class__)
class EqOnly:
    def __eq__(self, o): return True
attempt(lambda: hash(EqOnly())), attempt(lambda: {EqOnly()}), attempt(lambda: EqOnly() == 5), attempt(lambda: EqOnly() != 5)
class New:
    def __new__(cls, *a): return a[0] if a else super().__new__(cls)
    def __init__(self, *a): print('init called')
print(New(5), type(New()).__name__, New.__doc__, New.__module__, New.__qualname__, New.__weakrefoffset__ > 0)
