def kind(v):
    match v:
        case int(n) if n > 10:
            return 1
        case int():
            return 2
        case [a, b]:
            return a + b
        case {'k': x}:
            return x
        case str():
            return 3
        case _:
            return 0


values = [5, 50, [1, 2], {'k': 9}, 'text', None, (3, 4)]
total = 0
for i in range(250000):
    for v in values:
        total += kind(v)
print(total)
