# find, index, count, replace, startswith and relatives.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


s = 'the cat sat on the mat with the hat €uro the'
for sub in ('the', 'at', '', 'x', 'the ', '€', 'hat €', s, s + '!'):
    print(repr(sub), s.find(sub), s.rfind(sub), s.count(sub), s.find(sub, 5), s.find(sub, 5, 20), s.rfind(sub, 0, -3), s.count(sub, 4, 30), sub in s)
    attempt(lambda: s.index(sub, 3)), attempt(lambda: s.rindex(sub, None, 10))
    print(s.startswith(sub), s.endswith(sub), s.startswith(sub, 4), s.endswith(sub, 0, 3), s.replace(sub, '<>')[:50], s.replace(sub, '', 2)[:50])
    print(s.partition(sub) if sub else None, s.rpartition(sub) if sub else None)
attempt(lambda: s.partition('')), attempt(lambda: s.find()), attempt(lambda: s.find(1)), attempt(lambda: s.index('zz')), attempt(lambda: s.count(None)), attempt(lambda: s.replace('a')), attempt(lambda: s.replace(1, 2))
attempt(lambda: s.startswith(1)), attempt(lambda: s.startswith(['a'])), attempt(lambda: s.startswith(('x', 'the'))), attempt(lambda: s.endswith(())), attempt(lambda: s.startswith(('a', 1))), attempt(lambda: s.endswith((1,)))
print('aaaa'.replace('a', 'bb'), 'aaaa'.replace('aa', 'b'), 'abc'.replace('', '-'), ''.replace('', 'x'), ''.replace('', 'x', 0), 'abc'.replace('', '-', 2), 'aXbX'.replace('X', '🐍'))
print('abc'.removeprefix('a'), 'abc'.removeprefix('x'), 'abc'.removesuffix('bc'), 'abc'.removesuffix(''), 'abc'.removeprefix('abc'), 'abc'.removesuffix('abcd'))
attempt(lambda: 'a'.removeprefix(1)), attempt(lambda: 'abc'.find('a', 'x')), attempt(lambda: 'abc'.find('', 3)), attempt(lambda: 'abc'.find('', 4)), attempt(lambda: 'abc'.rfind('', 1, 2)), attempt(lambda: ''.find(''))
long = 'ab' * 2000 + 'c' + 'ab' * 2000
print(long.find('c'), long.rfind('c'), long.count('ab'), long.find('bac'), long.find('abab' * 900 + 'c'), long.replace('ab', 'x').count('x'), long.count('aba'))
print('a\u0100b'.find('\u0100'), 'abc'.find('\u0100'), 'abc\u0100'.find('c'), '\U0001f40d\u0100'.find('\u0100'), 'é'.find('e'), 'ÿ'.count('\xff'))
class S(str): pass
print(S('abc').replace('a', 'x'), type(S('abc').replace('z', 'x')), type(S('abc').removeprefix('z')), S('abc').find(S('b')))
