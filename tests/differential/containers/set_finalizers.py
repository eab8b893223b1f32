"""Finalizers that change the set they are dropped from."""
import gc


class Item:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number

    def __eq__(self, other):
        return self.number == other.number

    def __del__(self):
        for new in action(self.number):
            target.add(new)


def show(label):
    print(label, len(target), sorted(x if isinstance(x, int) else x.number for x in target), 999 in target, 5 in target)


def fill(n):
    global action, target
    action = lambda number: ()
    target = {Item(i) for i in range(n)}
    keep = {Item(i) for i in range(0, n, 3)}
    action = lambda number: range(1000 + number * 30, 1030 + number * 30)
    return keep


for n in (3, 5, 12, 40, 200):
    for change in ('&=', 'intersection_update', '-=', 'difference_update', '^=', 'clear', '|=', 'init', 'discard', 'pop'):
        keep = fill(n)
        if change == '&=': target &= keep
        elif change == 'intersection_update': target.intersection_update(keep, list(keep))
        elif change == '-=': target -= keep
        elif change == 'difference_update': target.difference_update(list(keep))
        elif change == '^=': target ^= keep
        elif change == 'clear': target.clear()
        elif change == '|=': target |= keep
        elif change == 'init': target.__init__(keep)
        elif change == 'discard': target.discard(Item(2))
        elif change == 'pop': target.pop() if n == 3 else None
        size = len(target)
        action = lambda number: ()
        print(n, change, size, sum(x if isinstance(x, int) else x.number for x in target), 999 in target, 1005 in target)
        target.update(range(100000, 100040))
        print(len(target), all(i in target for i in range(100000, 100040)))
action = lambda number: ()
del keep, target
gc.collect()
target = set()
