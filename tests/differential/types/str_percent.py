# The % operator of str in all forms.
def attempt(fmt, arg):
    try:
        print(repr(fmt), repr(fmt % arg))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)


for fmt, arg in (('%s', 1), ('%s', (1,)), ('%s', ((1, 2),)), ('%s %s', (1,)), ('%s', (1, 2)), ('', ()), ('', (1,)), ('', {}), ('x', {'a': 1}), ('%(a)s', {'a': 1}), ('%(a)s %(b)5d', {'a': 1, 'b': 2}),
                 ('%(a)s', {}), ('%(a)s', 5), ('%(a', {'a': 1}), ('%', 1), ('%z', 1), ('%5', 1), ('%%', ()), ('%5%|', ()), ('%(x)%', {'x': 1}), ('%s %%', 1), ('%r %a', ('é', 'é')), ('%.2s', 'abc'), ('%5.1s|', 'abc'),
                 ('%-5s|', 'ab'), ('%*d', (5, 42)), ('%-*d|', (5, 42)), ('%.*f', (2, 3.14159)), ('%*.*f', (8, 2, 3.14159)), ('%*d', ('x', 1)), ('%*d', (1,)), ('%c', 'é'), ('%c', 128013), ('%c', ''), ('%5c|', 'x'),
                 ('%ld %hd %Ld', (1, 2, 3)), ('%s', None), ('%s', []), ('%d', '1'), ('%d', 1.9), ('%i', 10**20), ('%x', -255), ('%#X', 255), ('%+x', 255), ('% x', 255), ('%08x', 255), ('%-8x|', 255), ('%()s', {'': 7}),
                 ('%((a))s', {'(a)': 1}), ('%s %(a)s', {'a': 1}), ('%(a)s %s', {'a': 1}), ('%s', {'a': 1}), ('%e', 12345.678), ('%.0e', 5), ('%G', 1e-10), ('%05s', 'a'), ('%+s', 'a'), ('%y', ()), ('abc%', ()), ('%é', 1)):
    attempt(fmt, arg)


class Str:
    def __str__(self): return 'S'
    def __repr__(self): return 'R'


class IndexOnly:
    def __index__(self): return 7


class Mapping:
    def __getitem__(self, key): return key * 2


attempt('%s %r %a', (Str(), Str(), Str())), attempt('%d', IndexOnly()), attempt('%x', IndexOnly()), attempt('%(ab)s', Mapping()), attempt('%f', IndexOnly())
x = 'a%sc'
x %= 'b'
print(x, '%s' * 3 % (1, 2, 3), '€%s' % '🐍', '%s' % b'x', '%d%%' % 50)
class FancyStr(str):
    def __mod__(self, other): return ('mod', other)
    def __rmod__(self, other): return ('rmod', other)
print(FancyStr('a') % 1, 'x' % FancyStr('b'), '%s' % FancyStr('c'))
