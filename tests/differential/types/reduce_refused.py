# object.__reduce_ex__ refuses objects whose native fields it cannot save; type[...] makes an alias; bisect at the limit.
import _bisect
import _bz2
import array
import zlib


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


class Plain:
    pass



class Numbers(list):
    pass


class Pair(tuple):
    pass


for value in (_bz2.BZ2Compressor(), _bz2.BZ2Decompressor(), zlib.compressobj(), (i for i in ()), type(zlib)('m'),
              property()):
    attempt(value.__reduce_ex__, 2)
for value in (Plain(), Numbers([1]), Pair((1, 2)), object()):
    print([str(part).split(' at ')[0].split(' object')[0] for part in value.__reduce_ex__(2)][1:3])
print(type[int], type[int, str], type[int].__origin__, type[int].__args__)


class Meta(type):
    pass


attempt(lambda: Meta[int])
attempt(lambda: int[int])
attempt(lambda: Plain()[0])


class Huge:
    def __len__(self):
        return 2 ** 63 - 1

    def __getitem__(self, i):
        return i


print(_bisect.bisect_right(Huge(), 2 ** 63 - 3), _bisect.bisect_left(Huge(), 2 ** 62 + 5), _bisect.bisect_right(Huge(), 10 ** 30))
from collections.abc import MutableSequence
print(isinstance(array.array('i'), MutableSequence), issubclass(array.array, MutableSequence))
