# Subclasses of int: construction, operators, pickling hooks, reprs.
class Money(int):
    currency = 'EUR'

    def __new__(cls, value, note=''):
        self = super().__new__(cls, value)
        self.note = note
        return self

    def __add__(self, other):
        return Money(int(self) + int(other), self.note)

    __radd__ = __add__

    def __repr__(self):
        return f'{int(self)} {self.currency}' + (f' ({self.note})' if self.note else '')


a = Money(5, 'lunch')
print(a, str(a), repr(a), a + 3, 3 + a, sum([a, a]), a * 2, type(a * 2), a == 5, hash(a) == hash(5))
print(a.__dict__, isinstance(a, int), issubclass(Money, int), int(a), type(int(a)), a.note, [1, 2, 3, 4, 5, 6][a])
print(f'{a:5d}|{a!r:>15}|{a:x}', '%d %s' % (a, a), bin(a), range(a), 'ab' * a)
print({5: 'five'}[a], a in {5}, divmod(a, 2), -a, type(-a), abs(a), round(a), type(round(a)))


class Flag(int):
    def __bool__(self): return False
    def __index__(self): return 3


print(bool(Flag(7)), 1 if Flag(7) else 2, [0, 1, 2, 3, 4, 5, 6, 7][Flag(7)], Flag(7) + 1, hex(Flag(7)))
print(Money.__mro__, Money.__new__ is int.__new__, Money.__add__ is int.__add__)
for bad in ((), ('x',), (1, 2, 3)):
    try:
        print(Money(*bad))
    except Exception as e:
        print(type(e).__name__, e)
class Strict(int): __slots__ = ()
try:
    Strict(1).x = 2
except AttributeError as e:
    print(e)
