# sub and subn: literals, templates, functions, counts, empty matches, wrong types.
import re

print(re.sub(r'\s+', ' ', 'a  b \n c'), re.subn('x', 'y', 'abc'), re.sub('', '-', 'abc'), re.sub('b*', '-', 'abc'))
print(re.sub(r'(\w)(?P<two>\w)', r'\2\1[\g<two>]<\g<1>>\g<0>', 'abcd'), re.sub('(a)|b', r'[\1]', 'ab'))
print(re.sub('a', r'\n\t\\\a\x41' if 0 else r'\n\t\\', 'a'), re.sub('a', r'\0\07\101\377', 'a').encode('unicode_escape'))
print(re.sub('a', lambda m: m.group().upper() * 2, 'banana', 2), re.sub('a', lambda m: None, 'banana'))
print(re.sub(r'(?P<k>\w+)=(?P<v>\w+)', lambda m: '%(v)s=%(k)s' % m.groupdict(), 'a=1 b=2'))
print(re.sub(b'a', b'\\g<0>!', b'banana'), re.sub(b'a', bytearray(b'x'), b'banana'), re.sub(b'(a)', rb'\1\1', bytearray(b'ba')))
print(re.sub('é|\u20ac', lambda m: {'é': 'e', '€': 'EUR'}[m[0]], 'née 5€ \U0001f600'), re.sub('a', '\U0001f600', 'bab'))
for count in (0, 1, 2, -1, 5):
    print(count, re.subn('a', 'b', 'aaa', count))
text = 'unchanged'
print(re.sub('z', 'y', text) is text)
for pattern, replacement, string in (('a', 1, 'a'), ('a', b'b', 'a'), (b'a', 'b', b'a'), ('a', lambda m: 5, 'xa'), (b'a', lambda m: 'x', b'xa'),
                                     ('a', 'b', 5), ('a', 'b', b'a'), (b'a', b'b', 'a'), ('a', r'\1', 'a'), ('(a)', r'\2', 'a'),
                                     ('a', r'\g<x>', 'a'), ('a', r'\g<', 'a'), ('a', r'\g', 'a'), ('a', r'\q', 'a'), ('a', '\\', 'a'),
                                     ('a', r'\g<-1>', 'a'), ('a', r'\g<>', 'a'), ('a', r'\400', 'a'), ('a', None, 'a'), ('a', lambda m: m.zzz, 'a')):
    try:
        print(re.sub(pattern, replacement, string))
    except Exception as error:
        print(type(error).__name__, error)
m = re.match(r'(?P<a>x)(y)?', 'x')
for template in (r'\1-\2-\g<a>', r'\g<0>', 'plain', r'\\', r'\3', r'\g<b>'):
    try:
        print(m.expand(template))
    except Exception as error:
        print(type(error).__name__, error)


class Text(str):
    pass


print(type(re.sub('z', '', Text('abc'))), type(re.sub('a', Text('q'), Text('abc'))), type(re.match('abc', Text('abc')).group()))
print(re.split('(-)|,', 'a-b,c'), re.split('', 'ab'), re.split('x*', 'axbc'), re.split(',', 'a,b,c', 1), re.split('(,)', 'a,b,c', maxsplit=1))
