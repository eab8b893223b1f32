"""marshal orders the members of sets by their own bytes, whatever the sets hold."""
import marshal


def nested(n):
    value = frozenset()
    for _ in range(n):
        value = frozenset((value,))
    return value


print(marshal.dumps(frozenset((nested(3), nested(2), nested(1)))))
deep = marshal.dumps(nested(12))
print(deep, marshal.loads(deep) == nested(12))
nans = frozenset((float('nan'), float('nan'), -float('nan')))
print(marshal.dumps(nans), len(marshal.loads(marshal.dumps(nans))))
mixed = frozenset((b'a', 1, 1.5, 1 << 100, (1, 2), 'xyz' * 2, 10**30, frozenset((1, 2.5))))
for version in range(5):
    print(version, marshal.dumps({mixed, (mixed, mixed), 1}, version))
print(marshal.dumps([mixed, mixed, {1, 2}, {2, 1}, frozenset((mixed,))]))
many = frozenset(str(i) * 3 for i in range(20000))
data = marshal.dumps(many)
print(len(data), hash(data), marshal.loads(data) == many)
