# bool: construction, operators, truth protocol and errors.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(True, False, repr(True), str(False), bool(), bool(0), bool(''), bool([0]), bool(None), bool(0.0), bool(-1))
print(True + True, True * 5, True / 2, -True, True ** False, True == 1, True is True, hash(True), int(True), float(True))
print(True & False, True | False, True ^ True, True & 3, 3 ^ True, ~False, type(True | False), type(True | 1))
print(isinstance(True, int), bool.__mro__, bool.__bases__, issubclass(bool, int))
attempt(lambda: bool(1, 2)), attempt(lambda: bool(x=1))


class Len:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


class Both(Len):
    def __bool__(self): return True


class Bad:
    def __bool__(self): return 1


class BadLen:
    def __len__(self): return 'x'


print(bool(Len(0)), bool(Len(3)), bool(Both(0)), not Len(0), not Both(0))
attempt(lambda: bool(Bad())), attempt(lambda: not Bad()), attempt(lambda: bool(Len(-1))), attempt(lambda: bool(BadLen()))
attempt(lambda: 1 if Bad() else 2), attempt(lambda: [x for x in [1] if Bad()]), attempt(lambda: type('B', (bool,), {}))
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, 0 or '' or [], 1 and 2 and 3, not 0, not not 'x', (1 or 2) and 3)
print(f'{True}', f'{True:d}', f'{True:>6}', f'{True!s:>6}', '%s %d %r' % (True, True, True), format(False, '<7') + '|')
print(True.real, True.imag, True.bit_length(), True.to_bytes(1, 'big'), bool.from_bytes(b'\x05', 'big'), True.__and__(2), True.__and__('x'))
print(sorted([True, False, True]), ['a', 'b'][True], {True: 1, 1: 2, 1.0: 3}, any([]), all([]), any([0, 1]), all([1, 0]))
attempt(lambda: any(5)), attempt(lambda: all(None))
