# Functions called in the middle of things: recursion into re, exceptions, texts that change.
import re

depth = 0


def nested(m):
    global depth
    depth += 1
    return re.sub('b', lambda n: n.group() + m.group(), 'abc') if depth < 3 else '.'


print(re.sub('a', nested, 'aXaYaZ'))


def fail(m):
    raise ValueError(m.start())


for function in (fail, lambda m: m.group(7), lambda m, n: '', lambda: ''):
    try:
        re.sub('b', function, 'abb')
    except Exception as error:
        print(type(error).__name__, error)
data = bytearray(b'abcabc')
m = re.search(b'ca', data)
del data[3:]
print(m.group(), m.span(), m.string)


def shrink(m):
    try:
        data.clear()
    except BufferError as error:
        return str(error).encode()
    return b'?'


data = bytearray(b'xax')
print(re.sub(b'a', shrink, data), data)
scanner = re.compile(b'.').scanner(data)
print(scanner.match(), scanner.match())
try:
    del data[1:]
except BufferError as error:
    print(error)
print(scanner.match(), scanner.match())
iterator = re.finditer('a', 'aaa')
print(next(iterator).span(), [m.span() for m in iterator], next(iterator, 'done'), type(iterator).__name__)


class Evil(str):
    def __len__(self):
        return 99

    def __getitem__(self, i):
        raise RuntimeError


print(re.findall('a', Evil('banana')), re.match('b(.*)', Evil('banana')).group(1), re.split('n', Evil('banana')))
