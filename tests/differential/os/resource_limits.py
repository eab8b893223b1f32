# resource: limits, usage, argument errors.
import resource


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
print(soft > 0, resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard)), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
print(resource.prlimit(0, resource.RLIMIT_NOFILE)[0], resource.prlimit(0, resource.RLIMIT_NOFILE, (60, hard))[0])
usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage), len(usage), usage.ru_maxrss > 0, usage.ru_utime >= 0.0, usage[0] == usage.ru_utime)
for call in [lambda: resource.getrlimit(99), lambda: resource.getrlimit("x"), lambda: resource.setrlimit(0, (1,)),
             lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (100, 50)), lambda: resource.getrusage(77),
             lambda: resource.getrlimit()]:
    attempt(call)
print(resource.getpagesize(), resource.RLIM_INFINITY, resource.error is OSError)
