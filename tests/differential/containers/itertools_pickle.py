# __reduce__, __setstate__ and copies of every iterator of itertools, at every stage of its life.
import copy
import operator
import re
from itertools import *


def clean(x):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(x)).replace('str_ascii_iterator', 'str_iterator')


def reduced(it):
    try:
        return clean(it.__reduce__())
    except Exception as e:
        return f'{type(e).__name__}: {e}'


makers = {
    'accumulate': lambda: accumulate([1, 2, 3]), 'accumulate mul': lambda: accumulate([1, 2, 3], operator.mul),
    'accumulate initial': lambda: accumulate([1, 2], initial=9),
    'accumulate None': lambda: accumulate([None, 2, 3], lambda a, b: None),
    'chain': lambda: chain([1], [2, 3]), 'from_iterable': lambda: chain.from_iterable([[1], [2, 3]]),
    'combinations': lambda: combinations('abc', 2), 'no combinations': lambda: combinations('ab', 3),
    'replacement': lambda: combinations_with_replacement('ab', 2),
    'no replacement': lambda: combinations_with_replacement('', 2),
    'permutations': lambda: permutations('abc', 2), 'no permutations': lambda: permutations('abc', 5),
    'compress': lambda: compress([1, 2, 3], [1, 0, 1]), 'count': lambda: count(5), 'count by 2': lambda: count(5, 2),
    'count by 1.0': lambda: count(5, 1.0), 'count by True': lambda: count(0, True), 'big count': lambda: count(2**70),
    'cycle': lambda: cycle('ab'), 'empty cycle': lambda: cycle(''), 'dropwhile': lambda: dropwhile(bool, [1, 0, 1]),
    'takewhile': lambda: takewhile(bool, [1, 0, 1]), 'filterfalse': lambda: filterfalse(bool, [1, 0, 1]),
    'starmap': lambda: starmap(pow, [(1, 2), (2, 3)]), 'groupby': lambda: groupby('aabb'),
    'islice': lambda: islice([1, 2, 3, 4, 5, 6], 1, 5, 2), 'islice all': lambda: islice([1, 2], None),
    'pairwise': lambda: pairwise([1, 2, 3]), 'product': lambda: product('ab', 'cd'),
    'no product': lambda: product('ab', ''), 'empty product': lambda: product(), 'repeat': lambda: repeat('a', 2),
    'repeat for ever': lambda: repeat('a'), 'zip_longest': lambda: zip_longest('ab', 'c', fillvalue=0),
    'nothing zipped': lambda: zip_longest(), 'tee': lambda: tee('abc')[0],
}
for name, make in makers.items():
    it = make()
    for stage in range(5):
        print(name, stage, reduced(it), repr(it) if name.startswith(('count', 'big', 'repeat')) else '')
        if stage and name not in ('pairwise', 'groupby'):
            for duplicate in (copy.copy, copy.deepcopy):
                twin = make()
                for _ in range(stage):
                    next(twin, None)
                print('    ', clean(list(islice(duplicate(twin), 4))))
        next(it, None)

states = [(), 1, (1,), (1, 2), (1, 2, 3), ([1], 0), ([], []), ((0, 0), (1, 1)), ((5, 5, 5), (9, 9)), ((0, 1, 2), (3, 'x')),
          (-5, 99), (2**70, 0), True, None, (iter([1, 2]), iter([3]))]
for name in ('chain', 'combinations', 'no combinations', 'replacement', 'permutations', 'cycle', 'dropwhile', 'takewhile',
             'islice', 'product', 'no product', 'zip_longest', 'tee', 'groupby'):
    for state in states:
        it = makers[name]()
        try:
            it.__setstate__(state)
            print(name, clean(state), clean([x if name != 'groupby' else (x[0], [*x[1]]) for x in islice(it, 3)]))
        except Exception as e:
            print(name, clean(state), type(e).__name__, e)

first, second = tee('abc')
Link = type(first.__reduce__()[2][0])
for arguments in ((), (1,), (iter('a'), 1, None), (iter('a'), [1], None), (iter('a'), ['q'] * 58, None),
                  (iter('a'), ['q'], 1), (iter('x'), ['q'] * 57, Link(iter('r'), [], None)),
                  (iter('x'), ['q'], Link(iter('r'), [], None))):
    try:
        print(clean(Link(*arguments).__reduce__()))
    except Exception as e:
        print(type(e).__name__, e)
print(tee(first)[0] is first, tee(first)[1] is first, tee('ab', 0), type(first)('xyz').__next__())
groups = groupby('aabb')
key, group = next(groups)
print(reduced(group), next(group), reduced(group), next(groups)[0], reduced(group))
