def risky(i):
    if i % 3 == 0:
        raise ValueError(i)
    return i


total = 0
for i in range(900000):
    try:
        total += risky(i)
    except ValueError:
        total += 1
    finally:
        total -= 1
for i in range(2000000):
    try:
        total += i
    except TypeError:
        pass
print(total)
