# Containers that change while they are looked at: the same errors, never a crash.
def attempt(function):
    try:
        print(function.__name__, function())
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

class Spoiler:
    """Equal to nothing; clears a container whenever it is compared."""
    def __init__(self, container):
        self.container = container
    def __hash__(self):
        return 1
    def __eq__(self, other):
        self.container.clear()
        return False
    def __lt__(self, other):
        self.container.append(1)
        return False

def dict_grows():
    d = {1: 1}
    for key in d:
        d[key + 1] = 1

def set_shrinks():
    s = {1, 2, 3}
    for item in s:
        s.discard(item)

def list_sorted_modified():
    items = []
    items.extend([Spoiler(items), Spoiler(items)])
    items.sort()

def dict_lookup_clears():
    d = {}
    d[Spoiler(d)] = 1
    return d.get(1), len(d)

def list_contains_clears():
    items = []
    items.extend([Spoiler(items)] * 3)
    return 5 in items, items

def set_lookup_clears():
    s = set()
    s.add(Spoiler(s))
    return 1 in s, len(s)

def slice_of_itself():
    items = [1, 2, 3]
    items[1:1] = items
    items[::2] = items[::-2]
    del items[::3]
    return items

def wrong_size():
    items = [1, 2, 3]
    items[::2] = [1]

def not_iterable():
    items = [1, 2, 3]
    items[0:1] = 5

def popped_empty():
    return [].pop()

def missing_key():
    return {"a": 1}["b"]

def unhashable():
    return {[]: 1}

def set_order():
    return list({"a" if i % 2 else i * 37 for i in range(30)} - {"a"}), list(set(range(0, 90, 7)))

def recursive():
    items = [1]
    items.append(items)
    table = {"items": items}
    table["self"] = table
    return items, table

def hashes():
    return hash((1, 2.5, ())), hash(frozenset({1, 2, 3})), hash(range(3)), hash(())

for function in (dict_grows, set_shrinks, list_sorted_modified, dict_lookup_clears,
                 list_contains_clears, set_lookup_clears, slice_of_itself, wrong_size,
                 not_iterable, popped_empty, missing_key, unhashable, set_order, recursive,
                 hashes):
    attempt(function)
