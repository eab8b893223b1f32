# repr, str and round trips of floats.
import struct
values = [0.0, -0.0, 1.0, -1.5, 0.1, 0.1 + 0.2, 1e15, 1e16, 123456789012345680.0, 1e-4, 1e-5, 1.5e300, 5e-324, 2.2250738585072014e-308,
          1.7976931348623157e308, float('inf'), float('-inf'), float('nan'), 1 / 3, 2 / 3, 100.0, 1e22, 1e23, 9007199254740993.0,
          0.30000000000000004, 4.35, 1e100, 12345.678, 1e-7]
for v in values:
    print(repr(v), str(v), '%r' % v, f'{v}', v.hex(), v == float(repr(v)))
bits = 0x3ff0000000000000
for i in range(60):
    bits = (bits * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
    v = struct.unpack('<d', struct.pack('<Q', bits))[0]
    print(v, v.hex())
for i in range(-30, 30, 3):
    print(10.0 ** i, 3 * 10.0 ** i, 7.77 ** i)
print([1.0, 2.5], (0.1,), {1.5: 2.5}, {0.5})
print(1e308 * 10, -1e308 * 10, 1e-323 / 10, float('1e400'), float('-1e400'), float('1e-400'))
x = 0.1
for _ in range(20):
    x += 0.1
print(x)
print(sum([0.1] * 10), 1.1 * 1.1, 3.3 / 3, 2 ** 0.5, 1e16 + 1, 1e16 + 2.0000001)
