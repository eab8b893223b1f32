total = 0
for _ in range(350):
    squares = [x * x for x in range(10000)]
    even = {x for x in squares if x % 2 == 0}
    table = {x: y for x, y in enumerate(squares) if x % 3}
    total += len(even) + len(table) + sum(x for x in squares if x & 4)
print(total)
