# typing: reprs, generics, protocols, TypedDict, NamedTuple, hints, errors.
import typing, collections.abc
from typing import *
T = TypeVar('T'); K = TypeVar('K', bound=int); V = TypeVar('V', str, bytes, covariant=True); P = ParamSpec('P'); Ts = TypeVarTuple('Ts')
for x in (T, K, V, P, Ts, P.args, P.kwargs, Any, Optional[int], Union[int, str], Union[int], Union[int, None, int], List[int], Dict[str, T], Tuple[int, ...], Tuple[()], Callable[[int, str], bool], Callable[..., T], Callable[P, T], Type[int], ClassVar[int], Final[str], Literal[1, 'a', None, True], Literal[1, 1], Annotated[int, 'meta', 3], Generic[T], Iterable[T], ContextManager[int], Concatenate[int, P], Unpack[Ts], NoReturn, Never, Self, LiteralString, TypeAlias, TypeGuard[int], Required[int], ForwardRef('X'), Pattern[str], IO[str], DefaultDict[str, int], Union[T, list[T]], Optional['Fwd'], List['Fwd'], Counter[int], Deque[int], AnyStr, Text, Hashable, SupportsInt, Union['A', None]): print(repr(x))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: Union[()], lambda: Optional[int, str], lambda: List[int, str], lambda: Dict[int], lambda: Callable[int], lambda: Callable[[int]], lambda: Literal[[]] == Literal[[]], lambda: Generic[int], lambda: Generic[T, T], lambda: Any(), lambda: Union[int, str](), lambda: isinstance(1, Union[int, str]), lambda: isinstance([], List[int]), lambda: isinstance([], List), lambda: issubclass(list, Sequence), lambda: isinstance(1, Any), lambda: ClassVar[1, 2], lambda: Annotated[int], lambda: TypeVar('X', int), lambda: TypeVar('X', int, bound=str), lambda: TypeVar('X', covariant=True, contravariant=True), lambda: type('X', (Any[int],), {}), lambda: Final[int, str], lambda: List[T][int], lambda: List[T][int, str], lambda: Dict[K, V][int, str], lambda: Tuple[T, K][int, bool], lambda: Callable[[T], K][str, int], lambda: Callable[P, T][[int, str], bool], lambda: Union[T, K][int, str], lambda: Annotated[T, 1][int], lambda: Tuple[Unpack[Ts]][int, str], lambda: type('S', (Union,), {}), lambda: NewType('U', int)(5), lambda: repr(NewType('U', int)), lambda: Self[int], lambda: ForwardRef('1 +'), lambda: ForwardRef(5), lambda: get_type_hints(5), lambda: cast(int, 'x'), lambda: NamedTuple('N', [('a', int)])(1), lambda: NamedTuple('N', a=int), lambda: assert_never(1), lambda: assert_type(1, str), lambda: reveal_type and 1): attempt(f)
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
class IntBox(Box[int]): pass
class Two(Box[T], Generic[T, K]): pass
print(Box[int], Box[int](3).v, Box[int](3).__orig_class__, IntBox.__orig_bases__, IntBox.__mro__, Two.__parameters__, Two[str, int], Box[T][str], Box.__class_getitem__(str)); attempt(lambda: Box[int, str]); attempt(lambda: IntBox[int]); attempt(lambda: exec('class Bad(Generic[T], Box[K]): pass')); attempt(lambda: exec('class Bad(Box): pass\nBad[int]'))
@runtime_checkable
class Sized2(Protocol):
    size: int
    def grow(self, n: int) -> None: ...
class Good: size = 1; grow = lambda self, n: None
class NotGood: size = 1
class Proto2(Protocol): x: int
print(isinstance(Good(), Sized2), isinstance(NotGood(), Sized2)); attempt(lambda: issubclass(Good, Sized2)); attempt(lambda: isinstance(Good(), Proto2)); attempt(lambda: Sized2()); attempt(lambda: runtime_checkable(int)); attempt(lambda: exec('class X(Protocol, int): pass')); print(isinstance(5, SupportsIndex), isinstance('x', SupportsFloat), issubclass(int, SupportsAbs))
class TD(TypedDict, total=False): a: int; b: Required[str]
class TD2(TD): c: NotRequired[list[int]]; d: 'float'
print(TD2(a=1), TD2.__annotations__, sorted(TD2.__required_keys__), sorted(TD2.__optional_keys__), TD.__total__, TypedDict('F', {'x y': int}).__annotations__, is_typeddict(TD), is_typeddict(dict)); attempt(lambda: isinstance({}, TD)); attempt(lambda: exec('class X(TD, int): pass')); attempt(lambda: exec('class X(TD):\n a = 1'))
class NT(NamedTuple):
    "doc"
    x: int
    y: str = 'd'
    def both(self): return self.x, self.y
print(NT(1), NT(1).both(), NT.__annotations__, NT._field_defaults, NT.__doc__); attempt(lambda: exec('class B(NamedTuple):\n x: int = 1\n y: int')); attempt(lambda: exec('class B(NamedTuple, int): x: int')); attempt(lambda: exec('class B(NamedTuple):\n _x: int'))
class H:
    a: 'int'; b: Optional['H'] = None; c: ClassVar['list[str]']
    def m(self, x: 'H', *a: Annotated[int, 1], k: None = None) -> 'Union[int, str]': ...
print(get_type_hints(H), get_type_hints(H.m), get_type_hints(H.m, include_extras=True), get_origin(List[int]), get_args(Dict[str, int]), get_origin(Annotated[int, 1]), get_args(Callable[[int], str]), get_args(Callable[..., int]), get_origin(int), get_args(Literal[1, 2]), get_origin(Union[int, str]), get_origin(int | str), get_origin(P.args)); attempt(lambda: get_type_hints(type('Z', (), {'__annotations__': {'q': 'Undefined'}})))
@overload
def ov(a: int) -> int: ...
@overload
def ov(a: str) -> str: ...
def ov(a): return a
print(len(get_overloads(ov)), ov(1), no_type_check(H.m) is H.m, final(H).__final__, clear_overloads()); 
@dataclass_transform()
def dt(c): return c
print(dt.__dataclass_transform__['eq_default'], Union[int, str] == Union[str, int], hash(Union[int, str]) == hash(Union[str, int]), Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1], Optional[None], Union[List[int], List[int]], Callable[[int], str] == collections.abc.Callable[[int], str], List[int] == list[int], TYPE_CHECKING, T.__bound__, K.__bound__, V.__constraints__, V.__covariant__, T.__name__); import pickle, copy; print(pickle.loads(pickle.dumps(List[int])), copy.copy(Union[int, str]), pickle.loads(pickle.dumps(T)) is T)
