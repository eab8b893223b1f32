# abs, bin, divmod, format, hash, input, len, print, repr, round and friends.
# stdin: first line\nsecond\n
import sys


def attempt(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


print(input(), input('prompt> ')); attempt(lambda: input())
attempt(lambda: input(1, 2)), attempt(lambda: len(5)), attempt(lambda: len()), attempt(lambda: len([], [])), attempt(lambda: abs('a')), attempt(lambda: abs()), attempt(lambda: bin(1.5)), attempt(lambda: hex('a')), attempt(lambda: oct(None)), attempt(lambda: divmod('a', 1)), attempt(lambda: divmod(1)), attempt(lambda: hash([])), attempt(lambda: hash({})), attempt(lambda: round('x')), attempt(lambda: pow('a', 1)), attempt(lambda: format(1, 2)), attempt(lambda: format()), attempt(lambda: ascii()), attempt(lambda: id()), attempt(lambda: globals(1)), attempt(lambda: exit(3)), attempt(lambda: __import__(5)), attempt(lambda: open()), attempt(lambda: print(foo=1)), attempt(lambda: print(sep=1)), attempt(lambda: print(end=5)), attempt(lambda: print(file=5)), attempt(lambda: sorted), attempt(lambda: print)
print(1, 'a', None, sep='-', end='!\n'); print(); print(sep='x'); print('a', 'b', sep=''); print(*range(5), sep=', '); print('to stderr', file=sys.stderr) if False else None; print('x', end=None); print('y', sep=None); print('flush', flush=True); print('é€🐍')


class Bad:
    def __repr__(self): return 5
class BadStr:
    def __str__(self): return b'x'
class BadLen:
    def __len__(self): return -1
class BigLen:
    def __len__(self): return 2**70
class BadHash:
    def __hash__(self): return 'x'
class BigHash:
    def __hash__(self): return 2**70 + 5
class NoHash:
    __hash__ = None
class BadFormat:
    def __format__(self, s): return 5
attempt(lambda: repr(Bad())), attempt(lambda: str(BadStr())), attempt(lambda: print(BadStr())), attempt(lambda: len(BadLen())), attempt(lambda: len(BigLen())), attempt(lambda: hash(BadHash())), attempt(lambda: hash(BigHash())), attempt(lambda: hash(NoHash())), attempt(lambda: format(BadFormat())), attempt(lambda: f'{BadFormat()}'), attempt(lambda: ascii(Bad())), attempt(lambda: f'{Bad()!r}')
print(len.__name__, len.__qualname__, len.__module__, print.__name__, type(len), [].append.__name__, [].append.__qualname__, str.join.__qualname__, type(str.join), type([].append), len.__self__.__name__, type(int.__dict__['from_bytes']))
print(repr(len), repr(str.join), repr(int.__add__), dict.fromkeys.__qualname__, [f(5) for f in (bin, oct, hex, abs, float, str, chr)], help is not None, copyright is not None, __debug__, __name__)
