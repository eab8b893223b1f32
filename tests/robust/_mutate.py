"""What the programs of this folder share: random numbers, mutation, and a limit on the time of one experiment."""
import collections
import os
import random
import signal
import sys

rng = random.Random(f"{os.path.basename(sys.argv[0])} {os.environ.get('ROBUST_SEED', '0')}")
outcomes = collections.Counter()
TRACE = os.environ.get('ROBUST_TRACE')  # a file that names the experiment under way, to find the one that crashed


class TooLong(BaseException):
    pass


def onAlarm(number, frame):
    raise TooLong


signal.signal(signal.SIGALRM, onAlarm)
sys.unraisablehook = lambda info: None


def mutateBytes(data, most=4):
    """`data` with a few bytes changed, removed, doubled or copied from elsewhere."""
    data = bytearray(data)
    for _ in range(rng.randint(1, most)):
        if not data:
            break
        at = rng.randrange(len(data))
        kind = rng.randrange(8)
        if kind < 3:
            data[at] = rng.randrange(256)
        elif kind == 3:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 4:
            del data[at:at + rng.randint(1, 8)]
        elif kind == 5:
            data[at:at] = bytes(rng.choice((0, 1, 127, 128, 255)) for _ in range(rng.randint(1, 4)))
        elif kind == 6:
            other = rng.randrange(len(data))
            data[at:at + 8] = data[other:other + 8]
        else:
            data[at:at + 4] = rng.choice((0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xffff)).to_bytes(4, 'little')
    return bytes(data)


def attempt(action, *args, describe=None, seconds=0.5):
    """Calls action(*args); any exception is an answer.  Notes which, and gives (result or None)."""
    if TRACE:
        with open(TRACE, 'w') as file:
            try:
                file.write(repr(describe if describe is not None else args))
            except RecursionError:
                file.write(f'{action}')
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.05)
    try:
        try:
            result = action(*args)
            outcomes['done'] += 1
            return result
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except BaseException as e:
        signal.setitimer(signal.ITIMER_REAL, 0)
        outcomes[type(e).__name__] += 1
    return None


def summary():
    print(sum(outcomes.values()), 'experiments:', ', '.join(f'{k} {v}' for k, v in outcomes.most_common(12)))
