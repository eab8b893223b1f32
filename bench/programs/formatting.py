out = 0
for i in range(450000):
    out += len(f'{i}: {i * 2:>8} {i / 3:.3f} {"x"!r}')
    out += len('%d-%s-%05d' % (i, 'abc', i))
print(out)
