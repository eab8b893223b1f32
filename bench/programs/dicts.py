d = {}
for i in range(600000):
    key = i % 5003
    d[key] = d.get(key, 0) + i
counts = {}
words = ['alpha', 'beta', 'gamma', 'delta', 'eps']
for i in range(2000000):
    w = words[i % 5]
    if w in counts:
        counts[w] += 1
    else:
        counts[w] = 1
total = 0
for _ in range(60):
    for k, v in d.items():
        total += k ^ v
print(total, counts)
