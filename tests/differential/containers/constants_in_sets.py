"""None, Ellipsis and NotImplemented have fixed hashes, so sets and frozensets with them have a fixed order."""
import itertools

CONSTANTS = (None, ..., NotImplemented)
print([hash(value) for value in CONSTANTS], hash((None, ...)), hash((1, None, "x")))
for extra in range(0, 40, 3):
    print({None, *range(extra)}, frozenset([..., None, extra, "a"]))
for size in range(1, 5):
    for group in itertools.combinations([None, True, ..., "abc", 2.5, b"z"], size):
        print(set(group), end=" ")
    print()
marks = {None: 1, ...: 2}
marks.update(dict.fromkeys([NotImplemented, False]))
print(marks, {None} | {...} | {NotImplemented}, {None, 1} & {None, 2}, {None, 3} ^ {...})


def check(name):
    return name in {None, "abc", "functools"}


print([check(x) for x in (None, "abc", "typing")], check.__code__.co_consts)
print(sorted(CONSTANTS, key=hash), min(CONSTANTS, key=hash))
