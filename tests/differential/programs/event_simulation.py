"""A discrete-event simulation on generators: a hospital with priorities, resources, interruptions and statistics; its own random numbers."""
import bisect
import heapq
import math
import statistics
import sys
import weakref
from abc import ABC, abstractmethod
from collections import Counter, defaultdict, deque, namedtuple
from contextlib import ExitStack, contextmanager
from enum import Flag, IntEnum, auto
from fractions import Fraction
from itertools import accumulate, count, groupby


class Lcg:
    """A generator of our own, so that the run is the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return self.state >> 33

    def uniform(self, low=0.0, high=1.0):
        return low + (high - low) * self.next() / (1 << 31)

    def expovariate(self, mean):
        return -mean * math.log(1.0 - self.uniform())

    def choice(self, items, weights):
        cumulative = list(accumulate(weights))
        return items[bisect.bisect(cumulative, self.uniform(0, cumulative[-1]))]


class Priority(IntEnum):
    URGENT = 0
    HIGH = 1
    NORMAL = 2
    LOW = 3


class Needs(Flag):
    NOTHING = 0
    X_RAY = auto()
    LABORATORY = auto()
    SURGERY = auto()


class Interrupt(Exception):
    @property
    def cause(self):
        return self.args[0]


class Event:
    PENDING = object()

    def __init__(self, world):
        self.world = world
        self.callbacks = []
        self.value = Event.PENDING
        self.failed = False
        self.processed = False

    @property
    def triggered(self):
        return self.value is not Event.PENDING

    def succeed(self, value=None, delay=0.0):
        if self.triggered:
            raise RuntimeError(f"{self!r} has been triggered")
        self.value = value
        self.world.schedule(self, delay)
        return self

    def fail(self, error):
        self.failed = True
        return self.succeed(error)

    def __repr__(self):
        return f"<{type(self).__name__} {'done' if self.triggered else 'pending'}>"

    def __or__(self, other):
        return AnyOf(self.world, [self, other])

    def __and__(self, other):
        return AllOf(self.world, [self, other])


class Timeout(Event):
    def __init__(self, world, delay, value=None):
        if delay < 0:
            raise ValueError(f"negative delay {delay}")
        super().__init__(world)
        self.succeed(value, delay)


class Condition(Event, ABC):
    def __init__(self, world, events):
        super().__init__(world)
        self.events, self.finished = list(events), []
        for event in self.events:
            if event.processed:
                self.note(event)
            else:
                event.callbacks.append(self.note)

    def note(self, event):
        self.finished.append(event)
        if not self.triggered and self.satisfied():
            self.succeed({e: e.value for e in self.finished})

    @abstractmethod
    def satisfied(self): ...


class AnyOf(Condition):
    def satisfied(self):
        return bool(self.finished)


class AllOf(Condition):
    def satisfied(self):
        return len(self.finished) == len(self.events)


class Process(Event):
    def __init__(self, world, generator, name=None):
        super().__init__(world)
        self.generator, self.name, self.target = generator, name or generator.__name__, None
        Event(world).succeed().callbacks.append(self.resume)

    def interrupt(self, cause):
        if self.triggered:
            raise RuntimeError("too late to interrupt " + self.name)
        if self.target is not None and self.resume in self.target.callbacks:
            self.target.callbacks.remove(self.resume)
        event = Event(self.world)
        event.callbacks.append(self.resume)
        event.fail(Interrupt(cause))

    def resume(self, event):
        try:
            if event.failed:
                self.target = self.generator.throw(event.value)
            else:
                self.target = self.generator.send(event.value)
        except StopIteration as stop:
            self.succeed(stop.value)
        except Interrupt as error:
            self.succeed(("interrupted", error.cause))
        else:
            self.target.callbacks.append(self.resume)


class World:
    def __init__(self):
        self.now, self.queue, self.serial, self.handled = 0.0, [], count(), 0

    def schedule(self, event, delay=0.0):
        heapq.heappush(self.queue, (self.now + delay, next(self.serial), event))

    def timeout(self, delay, value=None):
        return Timeout(self, delay, value)

    def process(self, generator, name=None):
        return Process(self, generator, name)

    def run(self, until=math.inf):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, event = heapq.heappop(self.queue)
            self.handled += 1
            callbacks, event.callbacks = event.callbacks, []
            event.processed = True
            for callback in callbacks:
                callback(event)
        if until < math.inf:
            self.now = until


class Request(Event):
    def __init__(self, resource, priority):
        super().__init__(resource.world)
        self.resource, self.priority = resource, priority

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.resource.release(self)


class Resource:
    instances = weakref.WeakValueDictionary()

    def __init__(self, world, name, capacity):
        self.world, self.name, self.capacity = world, name, capacity
        self.users, self.waiting, self.serial = set(), [], count()
        self.busy, self.changed, self.longest = 0.0, 0.0, 0
        Resource.instances[name] = self

    def account(self):
        self.busy += len(self.users) * (self.world.now - self.changed)
        self.changed = self.world.now

    def request(self, priority=Priority.NORMAL):
        request = Request(self, priority)
        heapq.heappush(self.waiting, (priority, next(self.serial), request))
        self.longest = max(self.longest, len(self.waiting))
        self.serve()
        return request

    def serve(self):
        while self.waiting and len(self.users) < self.capacity:
            self.account()
            request = heapq.heappop(self.waiting)[-1]
            self.users.add(request)
            request.succeed(self)

    def release(self, request):
        self.account()
        if request in self.users:
            self.users.remove(request)
        else:
            self.waiting = [entry for entry in self.waiting if entry[-1] is not request]
            heapq.heapify(self.waiting)
        self.serve()

    def utilisation(self):
        self.account()
        return self.busy / (self.capacity * self.world.now)


Visit = namedtuple("Visit", "name priority needs arrived waited left outcome")


class Hospital:
    STEPS = {Needs.X_RAY: ("x-ray", 12.0), Needs.LABORATORY: ("laboratory", 20.0), Needs.SURGERY: ("theatre", 90.0)}

    def __init__(self, seed):
        self.world, self.random, self.visits = World(), Lcg(seed), []
        self.resources = {name: Resource(self.world, name, n) for name, n in
                          {"doctor": 3, "x-ray": 1, "laboratory": 2, "theatre": 1}.items()}
        self.events = deque(maxlen=6)
        self.present = {}

    def log(self, text):
        self.events.append(f"{self.world.now:8.2f} {text}")

    def needs(self):
        needs = Needs.NOTHING
        for need, chance in ((Needs.X_RAY, 0.3), (Needs.LABORATORY, 0.4), (Needs.SURGERY, 0.1)):
            if self.random.uniform() < chance:
                needs |= need
        return needs

    def patient(self, name, priority):
        arrived, waited, needs = self.world.now, 0.0, self.needs()
        outcome = "treated"
        self.present[name] = priority
        with ExitStack() as stack:
            stack.callback(self.present.pop, name)
            try:
                request = stack.enter_context(self.resources["doctor"].request(priority))
                patience = self.world.timeout(45.0 + 30.0 * priority)
                yield request | patience
                waited = self.world.now - arrived
                if not request.triggered:
                    outcome = "left"
                    return outcome
                yield self.world.timeout(self.random.expovariate(14.0))
                for need in Needs:
                    if need and need in needs:
                        room, mean = self.STEPS[need]
                        with self.resources[room].request(priority) as place:
                            yield place
                            yield self.world.timeout(self.random.expovariate(mean))
            except Interrupt as interrupt:
                outcome = f"moved ({interrupt.cause})"
            finally:
                self.log(f"{name} {outcome}")
                self.visits.append(Visit(name, priority, needs, arrived, waited, self.world.now, outcome))
        return outcome

    def arrivals(self, mean):
        for number in count(1):
            yield self.world.timeout(self.random.expovariate(mean))
            priority = self.random.choice(list(Priority), [1, 2, 5, 3])
            process = self.world.process(self.patient(f"patient {number}", priority))
            if number % 17 == 0:
                self.world.process(self.transfer(process, 10.0))

    def transfer(self, process, delay):
        yield self.world.timeout(delay)
        if not process.triggered:
            process.interrupt("other clinic")

    def run(self, minutes):
        self.world.process(self.arrivals(8.0))
        self.world.run(until=minutes)


@contextmanager
def section(title):
    print(f"--- {title} " + "-" * (60 - len(title)))
    yield
    print()


def report(hospital):
    with section("visits"):
        print(len(hospital.visits), "visits", hospital.world.handled, "events", len(hospital.present), "present")
        print(dict(sorted(Counter(v.outcome for v in hospital.visits).items())))
        order = sorted(hospital.visits, key=lambda v: v.priority)
        for priority, group in groupby(order, key=lambda v: v.priority):
            waits = [v.waited for v in group]
            print(f"{priority!r:24} {len(waits):4} mean {statistics.fmean(waits):7.3f} median {statistics.median(waits):7.3f} "
                  f"sd {statistics.pstdev(waits):7.3f} max {max(waits):7.3f}")
    with section("resources"):
        for name, resource in sorted(Resource.instances.items()):
            print(f"{name:<12}{resource.utilisation():8.2%} longest queue {resource.longest}")
    with section("needs"):
        table = defaultdict(list)
        for visit in hospital.visits:
            table[visit.needs].append(visit.left - visit.arrived)
        for needs in sorted(table, key=lambda n: n.value):
            share = Fraction(len(table[needs]), len(hospital.visits))
            print(f"{str(needs):34} {len(table[needs]):4} {statistics.fmean(table[needs]):9.3f} {share}")
    with section("last events"):
        print(*hospital.events, sep="\n")


def conditions():
    world = World()

    def worker(name, delay, log):
        try:
            result = yield world.timeout(delay, name.upper())
            log.append((world.now, result))
        except Interrupt as interrupt:
            log.append((world.now, f"{name} interrupted by {interrupt.cause}"))
            yield world.timeout(1)
        return name

    def boss(log):
        a, b, c = (world.process(worker(n, d, log)) for n, d in (("a", 3), ("b", 5), ("c", 50)))
        first = yield a | b
        log.append((world.now, sorted(v for v in first.values())))
        both = yield a & b
        log.append((world.now, sorted(both.values())))
        c.interrupt("boss")
        log.append((world.now, (yield c)))
        for wrong in (lambda: c.interrupt("again"), lambda: a.succeed(), lambda: world.timeout(-1)):
            try:
                wrong()
            except (RuntimeError, ValueError) as error:
                log.append(str(error))

    log = []
    world.process(boss(log))
    world.run()
    print(*log, sep="\n")


def main():
    for seed in (1, 20260101):
        hospital = Hospital(seed)
        hospital.run(60 * 24 * 2)
        report(hospital)
    conditions()
    del hospital
    print(len(Resource.instances) in (0, 4), file=sys.stderr)


main()
