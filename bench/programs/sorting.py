import random
r = random.Random(1)
data = [r.random() for _ in range(200000)]
pairs = [(r.randrange(1000), str(i)) for i in range(60000)]


def bubble(a):
    n = len(a)
    for i in range(n):
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


for _ in range(7):
    sorted(data)
    sorted(pairs)
    sorted(pairs, key=lambda p: p[1])
print(bubble(list(range(900, 0, -1)))[0])
