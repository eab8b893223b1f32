# String concatenation in place: who else holds the text must not see it grow.
def build(n):
    s = ''
    kept = []
    for i in range(n):
        s += chr(97 + i % 26)
        if i % 7 == 0:
            kept.append(s)
    return s, kept

s, kept = build(60)
print(s, [len(k) for k in kept], kept[-1])
print(all(s.startswith(k) for k in kept))

def alias():
    a = 'x'
    for _ in range(10):
        b = a
        a += 'y'
        print(a, b, hash(b) == hash('x' + 'y' * (len(b) - 1)))
    return a

alias()

def keys():
    d = {}
    s = 'k'
    for i in range(40):
        d[s] = i
        s = s + 'é' if i == 20 else s + 'k'
    return [k for k in d if len(k) in (1, 20, 22, 40)], d['k' * 7]

print(keys())

def wide():
    s = 'abc'
    for c in 'dé', '漢', '😀', 'z', '':
        s += c
        print(s, len(s), s.isascii(), max(map(ord, s)))
    return s

for _ in range(3):
    print(ascii(wide()))

def both():
    s = 'q'
    for _ in range(6):
        s += s
    return s

print(both())

class T(str):
    def __add__(self, other):
        return T('T(' + str.__add__(self, other) + ')')

def any_text(s):
    for c in 'abc' * 20:
        s += c
    return s

print(any_text('')[-5:], len(any_text(T(''))), type(any_text(T(''))).__name__)

def numbers(s):
    for c in (1, 2, 3) * 20:
        s += c
    return s

print(numbers(0), numbers(0.5), numbers(''.count('')))
try:
    print(any_text('') and numbers('a'))
except TypeError as e:
    print(e)

def interned():
    import sys
    s = sys.intern('in' + 'terned')
    t = s
    s += '!'
    return t, s, sys.intern('interned') is t

print([interned() for _ in range(5)][-1])

def hashed():
    s = 'a'
    for _ in range(5):
        h = hash(s)
        s += 'b'
        assert hash(s) == hash(''.join(list(s))), s
    return s

print(hashed())

def closure():
    s = 'c'

    def f():
        return s

    for _ in range(5):
        s += 'd'
    return f()

print(closure())

def chars(t):
    return t[0], t[-1], t[1]

print([chars(t) for t in ('abc', 'xyz', 'éèê', '漢字仮', 'a😀b') * 4][-5:])
long = ''
for i in range(3000):
    long += 'ab'
print(len(long), long[:6], long[-3:], long.count('ab'))
