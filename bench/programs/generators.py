def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def chain(n):
    yield from count(n)
    yield from count(n)


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(sum(chain(3000000)), sum(tree(15)), sum(x for x in count(3000000)))
