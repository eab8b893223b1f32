# What iterators over a dict see when it changes; popitem, fromkeys, hashes asked for; lists that shrink in ==.
for view in (iter, dict.keys, dict.values, dict.items, reversed, lambda d: reversed(d.items())):
    d = {0: 'a'}
    try:
        for x in view(d):
            print('saw', x)
            del d[0]
            d[0] = 'b'
    except RuntimeError as e:
        print(e)
d = {i: i for i in range(5)}
seen = []
for k in d:
    seen.append(k)
    if len(seen) < 9:
        del d[k]
        d[k + 10] = k
        if len(seen) == 4: break
print(seen, d)
it = iter(d)
print(next(it), d.popitem(), d.setdefault(99, 1), it.__length_hint__())
try:
    print(list(it))
except RuntimeError as e:
    print(e)
d = {}
for i in range(200):  # a queue
    d[i] = i
    if i >= 3: del d[i - 3]
print(d, list(reversed(d)), d.popitem(), d)
while d: d.popitem()
d['x'] = 1
print(d, d.pop('x'), d, len(d))


class Counting(int):
    count = 0

    def __hash__(self):
        Counting.count += 1
        return int(self) % 7


source = dict.fromkeys(map(Counting, range(10)))
print(Counting.count, len(dict.fromkeys(source, 1)), len(dict.fromkeys(set(source))), Counting.count)
print(len(dict.fromkeys(frozenset(source), [])), Counting.count, len(dict.fromkeys(list(source))), Counting.count)


class Shrinking:
    def __eq__(self, other):
        left.clear()
        return NotImplemented


left, right = [Shrinking()], [1]
print(left == right, left, right)
left = [Shrinking(), 2]
print(left == [1, 2], left)
left = [Shrinking(), 2]
print(left != [1, 2], left)


class Text(str): pass
class Plain: pass


p = Plain()
p.msg = 'm'
print(getattr(p, Text('msg')), p.__dict__[Text('msg')], hasattr(p, Text('nope')))
setattr(p, Text('other'), 1)
print(p.other, vars(p))
