"""type[...] makes a generic alias; other classes without __class_getitem__ refuse."""
import typing


class Meta(type):
    pass


class Plain(metaclass=Meta):
    pass


class Own:
    def __class_getitem__(cls, key):
        return f"{cls.__name__}<{key!r}>"


class Child(Own):
    pass


T = typing.TypeVar("T")
print(type[int], type["x", int], typing.Type[int], type[type[int]], type[int] | None)
alias = type[int]
print(alias.__origin__, alias.__args__, alias.__parameters__, alias == type[int], hash(alias) == hash(type[int]))
print(alias(3), alias.__mro_entries__(()), dict[T, list[T]][int], list[T].__parameters__)
print(Own[1], Child["a", 2])
for cls in (Meta, Plain, int, str, object):
    try:
        print(cls[int])
    except TypeError as error:
        print(error)
try:
    isinstance(1, type[int])
except TypeError as error:
    print(error)
