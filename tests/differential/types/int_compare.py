# stderr has a SyntaxWarning.
# Comparison and equality across numeric types; hashing agreement.
import math
values = [0, 1, -1, True, False, 1.0, 0.5, 2**53, 2**53 + 1, float(2**53), 10**400, -10**400, 1e308, float('inf'), -float('inf')]
for a in values:
    print([a < b for b in values].count(True), [a == b for b in values].count(True), [a >= b for b in values].count(True),
          [a != b for b in values].count(True))
nan = float('nan')
print(1 < nan, 1 > nan, 1 == nan, nan == nan, 10**400 < nan, nan != nan)
for a, b in ((1, 1.0), (2**60, float(2**60)), (True, 1), (0, -0.0), (10**20, 1e20), (1, 1 + 0j)):
    print(a == b, hash(a) == hash(b), {a: 'x'}.get(b))
for op in ('<', '<=', '>', '>='):
    for right in ("'a'", 'None', '[]', '1j', '()'):
        try:
            print(eval(f'1 {op} {right}'))
        except TypeError as e:
            print(e)
print(1 == 'a', 1 != 'a', 1 == None, 1 in [1.0], [1, 2] == [1.0, 2.0])
print(sorted([3, -1, 2.5, True, 10**20, -10**20, 0.1]), max(1, 1.0, True), min(2, 1.0, 1))
print(hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(1e100), hash(0.1), hash(math.inf), hash(-math.inf), hash(2**61 - 2))
print(1 is True, (1).__eq__('x'), (1).__lt__(1.5), 1 <= 1 <= 2 < 3 != 4, not 1 < 2)
print(sum([1, 2, 3]), sum([0.1] * 3), sum([], 5), sum([[1], [2]], []), sum(range(1000)), sum([2**62, 2**62, 1.5]))
class N(int):
    def __eq__(self, o): return 'eq'
    def __lt__(self, o): return 'lt'
    __hash__ = int.__hash__
print(N(1) == 2, 2 == N(1), N(1) < 5, 5 > N(1), 5 < N(1), N(3) + 1, type(N(3) + 1))
