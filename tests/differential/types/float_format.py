# Format specifications for floats, exhaustively mixed.
values = [0.0, -0.0, 1.0, -1234.5678, 0.000012345, 1e10, 1.5e300, float('inf'), float('-nan'), 999999.5, 0.1]
specs = ['', 'f', 'e', 'g', 'G', 'E', 'F', '%', 'n', '.0f', '.1f', '.10f', '.0e', '.3e', '.3g', '.10g', '#.3g', '#.0f', '#g', '10.2f', '<10.2f|',
         '^12.3e', '+.2f', ' .2f', '010.2f', '+010.1f', ',.2f', '_.2f', '15,.3f', '=+12.1f', '*>12.1f', '.3', '10', '.2%', 'z.1f', '.25f', '020,.1f']
for v in values:
    line = []
    for s in specs:
        try:
            line.append(format(v, s))
        except Exception as e:
            line.append(f'{type(e).__name__}: {e}')
    print(v, line)
for bad in ('d', 'x', 'c', 's', '.f', '10.', 'ff', '+-', ',_', '.2147483648f'):
    try:
        print(format(1.5, bad))
    except Exception as e:
        print(bad, type(e).__name__, e)
print('%f %e %g %G %E %.2f %8.3f|%-8.1f|%+.1f %05.1f %.0f %#.0f %r %s' % ((1.5,) * 14))
print('%f %e %g' % (float('inf'), float('nan'), -float('inf')), '%.3f' % 2, '%g' % 1e100, '%.50f' % 0.1, '%5.1f%%' % 99.5)
for v in (1e15, 1e16, 123456.0, 1234567.0, 0.0001, 0.00001):
    print('%g' % v, f'{v:g}', f'{v:.15g}', f'{v:.17g}', f'{v:n}')
for fmt, arg in (('%f', 'x'), ('%g', None), ('%e', 1j), ('%.1f', '1')):
    try:
        print(fmt % arg)
    except Exception as e:
        print(type(e).__name__, e)
print(f'{3.14159:{10}.{3}}|', f'{2.5!r:>8}|', f'{1e3:,}', f'{-0.04:.1f}', f'{-0.04:z.1f}')
