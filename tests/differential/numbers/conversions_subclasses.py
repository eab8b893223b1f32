# int(), float() and operator.index() of subclasses with their own __int__, __float__, __index__.
import operator
import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **more: print('   ', category.__name__, message)


class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value


class Int:
    def __init__(self, value): self.value = value
    def __int__(self): return self.value


class Float:
    def __init__(self, value): self.value = value
    def __float__(self): return self.value


class MyInt(int):
    def __index__(self): return 77
    def __int__(self): return 88


class MyFloat(float):
    def __float__(self): return 99.0


class Self(float):
    def __float__(self): return self


class Text(str):
    def __float__(self): return 5.5
    def __int__(self): return 6


class PlainInt(int): pass
class PlainFloat(float): pass


values = [Index(True), Index(PlainInt(3)), Index(1.5), Index(2**100), Int(True), Int(PlainInt(4)), Int('x'), Float(1), Float(2.5),
          Float(PlainFloat(3.5)), Float('x'), MyInt(1), MyFloat(2.0), Self(3.0), Text('7'), PlainInt(5), PlainFloat(6.5), True,
          '12', b'13', '1_0', ' 4 ', None]
for value in values:
    for convert in (int, float, operator.index, PlainInt, PlainFloat, [10, 20, 30].__getitem__, lambda v: 'ab' * v, lambda v: divmod(v, 7),
                    range, lambda v: '%d' % v, lambda v: '%.1f' % v):
        try:
            result = convert(value)
            print(type(value).__name__, repr(value) if not hasattr(value, 'value') else value.value, type(result).__name__, result)
        except Exception as e:
            print(type(value).__name__, type(e).__name__, e)


class WithInit(float):
    def __init__(self, x, extra=None): self.extra = extra


print(WithInit(2.5, extra=3).extra, WithInit(1.5))
for call in (lambda: float(x=1), lambda: PlainFloat(x=1), lambda: WithInit(1, other=2)):
    try:
        print(call())
    except TypeError as e:
        print(e)
it = iter(range(2, 20, 3))
next(it)
print(it.__reduce__(), it.__setstate__(4), list(it), it.__reduce__())
it.__setstate__(-3)
print(list(it))
