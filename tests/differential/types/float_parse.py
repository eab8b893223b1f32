# float() from every kind of input.
def attempt(*args):
    try:
        print(args, repr(float(*args)))
    except Exception as e:
        print(args, type(e).__name__, e)


for text in ('1', ' 1.5 \n', '-2.', '.5', '+.5e3', '1e5', '1E-5', '1_000.5', '1__0', '1._5', '1_.5', 'e5', '', '  ', '.', '1e', '1e+',
             'inf', '-Infinity', '+INF', 'nan', '-nan', 'NaN', 'infinit', '0x1p3', '１.５', '٣', '1,5', '1 5', '--1', '1\0', 'é'):
    attempt(text)
attempt(), attempt(None), attempt([]), attempt(1, 2), attempt(b'1.5'), attempt(bytearray(b' 2 ')), attempt(b'x'), attempt(1 + 0j)
attempt(10**308), attempt(10**309), attempt(-10**400), attempt(2**1024 - 1), attempt(True), attempt(2**53 + 1), attempt(2**54 + 3)
attempt('179769313486231580793e289'), attempt('1' * 400), attempt('0.' + '0' * 330 + '1'), attempt('4.9e-324'), attempt('2.4e-324')
attempt('123456789012345678901234567890'), attempt('0.1000000000000000055511151231257827'), attempt('9007199254740992.5')


class F:
    def __float__(self): return 2.5


class I:
    def __index__(self): return 7


class Bad:
    def __float__(self): return 3


for cls in (F, I, Bad):
    try:
        print(float(cls()))
    except TypeError as e:
        print(e)
for text in ('0x1.8p1', '-0x1p-1074', 'inf', '0x.8', '1.5', '0x1p5000', 'zz', '', '0x'):
    try:
        print(text, float.fromhex(text))
    except Exception as e:
        print(text, type(e).__name__, e)
