def work():
    total = 0
    for _ in range(80):
        a = []
        for i in range(50000):
            a.append(i)
        for i in range(len(a)):
            a[i] = a[i] * 2 + 1
        b = a[::-1]
        for x, y in zip(a, b):
            total += x - y + 1
        while len(b) > 10:
            b.pop()
    return total


print(work())
