# Formatting integers through format(), f-strings, % and str methods.
def attempt(value, spec):
    try:
        print(repr(spec), '->', repr(format(value, spec)))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)


for spec in ('', 'd', 'b', 'o', 'x', 'X', '#b', '#o', '#x', '#X', '5', '<5', '>5', '^5', '=5', '05', '+', ' ', '-', '+08d',
             ',', '_', '_x', '_b', '10,', '#010x', '*^9d', 'c', 'n', 'e', '.2f', 'g', '%', '.3', 's', 'q', ',x', '_,', '5.2d',
             'é>6', '<06', '=+7', 'E', 'F', '10c'):
    attempt(65, spec)
    attempt(-1234567, spec)
for value in (0, 10**20, -10**20):
    for spec in (',', '_d', '#x', '30', '<30,', '.1e', 'f', '.0f', '%'):
        attempt(value, spec)
attempt(0x110000, 'c'), attempt(-1, 'c'), attempt(128013, 'c'), attempt(True, ''), attempt(True, 'd'), attempt(True, '5')
print('%d %i %u %x %X %o %c %s %r %5d|%-5d|%05d|%+d|% d|%#x|%#o' % (1, 2, 3, 255, 255, 8, 65, 1, 1, 42, 42, 42, 42, 42, 255, 8))
print('%.3d %10.4d %-10.4d| %d' % (5, 5, 5, 3.99), '%x' % 10**20, '%d' % True)
for fmt, arg in (('%d', 'x'), ('%x', 1.5), ('%c', 'ab'), ('%c', -1), ('%d', None), ('%o', '1'), ('%c', 1.5)):
    try:
        print(fmt % arg)
    except Exception as e:
        print(type(e).__name__, e)
print(bin(-10), oct(-10), hex(-255), bin(0), f'{10:>{6}}', f'{255:{"#"}{"x"}}')
