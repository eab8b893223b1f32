# What the compiler and the methods say about wrong input.
import re
import warnings

for pattern in ('(', ')', '[', 'a**', '*a', '(?P<1>a)', '(?P<a>x)(?P<a>y)', '(?P=b)', '\\1', '(?z)', '(?<a', 'a{3,2}', '[z-a]', '(?<=a*)b', '\\',
                '(?P<n', '(?(1)a)', '(?(x)a)', '(?i-i:a)', 'x{99999999999}', '[\\d-z', '(?', '(?P', '(?#', '\\x1', '\\u12', '\\N{foo}', '(?L)a', '\\p',
                'a(?i)', 'a++*', '(?>a', 'a\n(b', '(?au:x)', '(?-', '(?-i', '(?:a'):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        try:
            print(pattern, re.compile(pattern))
        except re.error as error:
            print(pattern, '->', error, error.msg, error.pos, error.lineno, error.colno)
        except Exception as error:
            print(pattern, '->', type(error).__name__, error)
    for w in seen:
        print('   ', w.category.__name__, w.message)
for args in ((5,), (None,), ('a', 'b'), ('a', re.A | re.U), (b'a', re.U), ('a', re.L), (re.compile('a'), re.I), ([],)):
    try:
        print(re.compile(*args))
    except Exception as error:
        print(type(error).__name__, error)
for function, args in ((re.match, ('a', 5)), (re.match, ('a', b'a')), (re.match, (b'a', 'a')), (re.findall, ('a', None)), (re.split, ('a', [])),
                       (re.search, ('a', memoryview(b'a')[::2])), (re.fullmatch, (b'a', memoryview(b'a'))), (re.match, (b'a', bytearray(b'ab')))):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)
print(re.escape('a.b*c[d]\n é-_'), re.escape(b'a.b\xff'), re.escape(''))
print(re.NOFLAG, re.I | re.M, repr(re.RegexFlag(0)), re.RegexFlag(300), repr(~re.I))
