# dataclasses, enum, datetime, decimal, fractions, statistics, random, copy, pickle, uuid, ipaddress.
import copy, dataclasses, datetime, decimal, enum, fractions, ipaddress, pickle, random, statistics, typing, uuid
@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.0
    tags: list = dataclasses.field(default_factory=list, compare=False)
    def __post_init__(self): self.total = self.price * 2
@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Frozen: x: int; y: int = 2
a = Item('a', 2.0); print(a, a == Item('a', 2.0), a < Item('b'), dataclasses.asdict(a), dataclasses.replace(a, name='z'), [f.name for f in dataclasses.fields(a)], Frozen(x=1), hash(Frozen(x=1)) == hash(Frozen(x=1)))
for f in (lambda: setattr(Frozen(x=1), 'x', 2), lambda: Frozen(1), lambda: Item(), lambda: dataclasses.asdict(5), lambda: dataclasses.dataclass(type('B', (), {'__annotations__': {'l': list}, 'l': []}))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Color(enum.Enum): RED = 1; GREEN = 2; ALIAS = 1
class Perm(enum.Flag): R = enum.auto(); W = enum.auto(); X = enum.auto()
class Num(enum.IntEnum): ONE = 1; TWO = 2
print(Color.RED, repr(Color.RED), Color(2), Color['RED'], Color.ALIAS is Color.RED, list(Color), Perm.R | Perm.W, Perm.R in Perm(3), ~Perm.R, Num.ONE + 1, Num.TWO > Num.ONE, f'{Num.ONE}', Color.RED.name, Color.__members__)
for f in (lambda: Color(9), lambda: Color['X'], lambda: Color.RED < Color.GREEN, lambda: setattr(Color, 'RED', 5), lambda: type('Sub', (Color,), {})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t = datetime.datetime(2024, 2, 29, 13, 5, 7, 123456, tzinfo=datetime.timezone.utc); print(t, repr(t), t.isoformat(), t + datetime.timedelta(days=366, hours=-5), t.strftime('%a %d %b %Y %H:%M:%S.%f %j %z'), t.timestamp(), datetime.date.fromisoformat('2020-01-02').isocalendar(), datetime.timedelta(seconds=-1), datetime.datetime.strptime('2020 03', '%Y %m'), t.weekday())
decimal.getcontext().prec = 20; D = decimal.Decimal; print(D('1.10') + D('2.205'), D(1) / D(7), D('1e5').normalize(), D('-0.5').quantize(D('1')), D(2).sqrt(), D('NaN'), D(10) ** -2, f"{D('1234.5'):,.2f}", D('0.1') == 0.1)
F = fractions.Fraction; print(F(3, 6), F('0.125') + F(1, 3), F(1.5), F(7, 2) // 1, F(22, 7).limit_denominator(5), repr(F(-1, 3)), F(1, 2) == 0.5, statistics.mean([1, 2, 4]), statistics.median([1, 5, 2]), statistics.stdev([1.5, 2.5, 4]), statistics.mode('aab'))
r = random.Random(42); print(r.random(), r.randint(1, 100), r.choice('abc'), r.sample(range(50), 5), r.shuffle(l := list(range(8))), l, r.gauss(0, 1), r.getrandbits(70), r.uniform(1, 2), r.choices('ab', [1, 3], k=5), random.Random('seed').random())
o = [1, [2, {'k': (3,)}]]; o.append(o); c = copy.deepcopy(o); print(c[2] is c, c[1] is o[1], c[1], copy.copy(o)[1] is o[1])
for p in range(6): d = pickle.dumps([1, 'é', (2.5, None), {'a': {1}}, a, Color.RED, 2**70, b'x', datetime.date(2020, 1, 1)], p); print(p, pickle.loads(d)[:4], pickle.loads(d)[4] == a, len(d) > 100)
print(uuid.UUID('12345678123456781234567812345678'), uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), ipaddress.ip_network('10.0.0.0/30').num_addresses, list(ipaddress.ip_network('10.0.0.0/30').hosts()), ipaddress.ip_address('::1').is_loopback)
print(typing.Optional[int], typing.get_type_hints(Item), list[int], dict[str, list[int]], int | None, typing.Union[int, str, int], typing.Callable[[int], str])
