# Building strings by concatenation, join, slices and formatting inside loops.
out = ''
for i in range(300):
    out += chr(97 + i % 26)
    if i % 50 == 0:
        out += 'é'
    if i % 120 == 0:
        out += '\U0001f40d'
print(len(out), out.count('a'), out[:30], out[-5:], hash(out) == hash(out[:150] + out[150:]))
kept = out
out += 'changed'
print(len(kept), len(out), kept == out[:-7])
parts = []
for word in ('alpha', 'beta', 'gamma'):
    parts.append(word[::-1].title())
    parts.insert(0, word.upper().center(9, '.'))
print('|'.join(parts), ''.join(reversed(parts))[:12])
table = [(n, n * n, n ** 0.5) for n in range(1, 6)]
print('\n'.join('{:<4}{:>6}{:>9.3f}'.format(*row) for row in table))
caesar = str.maketrans('abcdefghijklmnopqrstuvwxyz', 'nopqrstuvwxyzabcdefghijklm')
print('hello world'.translate(caesar), 'hello world'.translate(caesar).translate(caesar))
print(''.join(sorted('the quick brown fox'.replace(' ', ''))), ' '.join(w.capitalize() for w in 'the quick brown fox'.split()))
print('ab' * 3 + 'c', ('x' + 'y') * 2, 'na' * 4 + ' batman', '-' * 20, len('é' * 1000 + 'a'))
palindromes = [w for w in ('level', 'noon', 'python', 'été', '') if w == w[::-1]]
print(palindromes, [w.encode() for w in palindromes], sum(map(ord, 'checksum')))
