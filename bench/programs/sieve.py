def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            j = i * i
            while j <= n:
                flags[j] = False
                j += i
    return sum(flags)


for _ in range(9):
    print(sieve(1000000))
