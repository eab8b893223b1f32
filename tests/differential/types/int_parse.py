# int() from text, bytes, floats and objects, with every base.
def attempt(*args, **kw):
    try:
        print(args, kw, int(*args, **kw))
    except Exception as e:
        print(args, kw, type(e).__name__, e)


for text in ('0', '  12\n', '-3', '+4', '1_000', '1__0', '_1', '1_', '', ' ', 'x', '0x10', '٣', '１２', '1 2', '--1', '1.5'):
    attempt(text)
for base in (0, 2, 8, 10, 16, 36, 1, 37, -1):
    attempt('10', base)
for text in ('0b101', '0o17', '0xff', '0XFF', '0b2', '0', '00', '010', 'zz', '-0x1_f', '0_7'):
    attempt(text, 0)
attempt('ff', 16), attempt('0xff', 16), attempt('zz', 36), attempt('12', base=3)
attempt(b'12'), attempt(b'1\xff'), attempt(bytearray(b' 7 ')), attempt(b'z', 36)
attempt(3.99), attempt(-3.99), attempt(1e20), attempt(float('inf')), attempt(float('nan'))
attempt(), attempt(None), attempt([]), attempt(10, 10), attempt('1', '2'), attempt(base=10), attempt(x=1), attempt(1 + 2j)


class HasIndex:
    def __index__(self): return 42


class HasInt:
    def __int__(self): return 43


class BadInt:
    def __int__(self): return 'no'


for cls in (HasIndex, HasInt, BadInt):
    try:
        print(int(cls()))
    except TypeError as e:
        print(e)
print(int('9' * 50), int('-' + '1' * 40), int('f' * 40, 16))
