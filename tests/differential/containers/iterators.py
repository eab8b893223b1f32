# itertools and the built-in iterators, one line each.
from itertools import *
from collections import deque, defaultdict

print(list(chain("ab", [1], ())), list(chain.from_iterable(["x", "yz"])))
print(list(islice(count(5, 3), 2, 12, 4)), count(1), count(1, 2), repeat(3, 2))
it = iter(range(10))
print(list(islice(it, 5, 3)), next(it))
print(list(combinations("abcd", 2)), list(combinations_with_replacement("ab", 3)))
print(list(permutations(range(3))), list(permutations("abc", 2)), list(permutations([], 0)))
print(list(product("ab", repeat=2)), list(product()), list(product([], [1])))
print([(k, list(g)) for k, g in groupby("aaabbca")])
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], max, initial=2)))
print(list(zip_longest("ab", [1], fillvalue="-")), list(pairwise("abcd")))
print(list(takewhile(bool, [1, 1, 0, 1])), list(dropwhile(bool, [1, 0, 1])))
print(list(compress("abc", [1, 0, 1])), list(filterfalse(None, [0, 1])), list(starmap(pow, [(2, 3)])))
first, second = tee(iter("abc"))
print(list(first), list(second), list(islice(cycle("ab"), 5)))
print(list(enumerate("ab", 5)), list(reversed([1, 2])), list(map(lambda *a: a, "ab", [1, 2])))
for arguments in ((["a"], "bc"), (["a", "b"], "c")):
    try:
        print(list(zip(*arguments, strict=True)))
    except ValueError as error:
        print(error)
d = deque(range(10), maxlen=5)
d.rotate(2); d.appendleft(0); d.insert(0, 1) if len(d) < 5 else None
print(d, d.index(5), d[-1], list(reversed(d)), d + deque([7]))
counts = defaultdict(list)
counts["a"].append(1)
print(counts, counts.copy() == {"a": [1]})
print(sorted([3, 1, 2], reverse=True), sorted("bca", key=lambda c: -ord(c)))
print(range(10)[::-2], 5 in range(0, 10, 5), range(10**20)[-1], list(range(10**20, 10**20 + 2)))
