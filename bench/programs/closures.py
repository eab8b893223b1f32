def make(n):
    count = 0

    def step(x):
        nonlocal count
        count += x
        return count + n
    return step


steps = [make(i) for i in range(10)]
total = 0
for _ in range(600000):
    for step in steps:
        total += step(1)
print(total)
