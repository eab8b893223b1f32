"""sysconf, pathconf, confstr; posix_spawn with all that it takes; wait3 and wait4; normal paths; breakpoint()."""
import itertools
import os
import posix
import sys
import tempfile

print(len(os.sysconf_names), len(os.pathconf_names), len(os.confstr_names), os.sysconf("SC_PAGE_SIZE"), os.sysconf(30))
print(os.confstr("CS_PATH"), os.pathconf("/", "PC_NAME_MAX"), os.fstatvfs(0).f_namemax > 0)


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for name in ("x", 99999, 1.5, None):
    print(attempt(os.sysconf, name), attempt(os.confstr, name), attempt(os.pathconf, "/", name), attempt(os.fpathconf, 1, name))
print(attempt(os.pathconf, "/no/such", "PC_NAME_MAX"), attempt(os.login_tty, 9999))


def spawn(*args, **keywords):
    result = attempt(os.posix_spawn, *args, **keywords)
    if not isinstance(result, int):
        return result
    _, status = os.waitpid(result, 0)
    return os.waitstatus_to_exitcode(status)


TRUE = "/bin/true"
for args in ((TRUE, 5, {}), (TRUE, [], {}), (TRUE, [""], {}), (TRUE, ["a"], None), (TRUE, ["a"], {1: 2}), (TRUE, ["a"], {"a=b": "x"}),
             ("/no/such", ["a"], {}), (TRUE, ["a"], {}), ("/bin/false", ("a", "b"), {"A": "1"})):
    print(args, spawn(*args))
for keywords in ({"file_actions": 5}, {"file_actions": [()]}, {"file_actions": [(0,)]}, {"file_actions": [(1,)]}, {"file_actions": [(2, 1)]},
                 {"file_actions": [(7,)]}, {"file_actions": [("x",)]}, {"setsigmask": [0]}, {"setsigmask": 5}, {"setpgroup": "x"},
                 {"setsigmask": [10, 12], "setsigdef": [2]}, {"setpgroup": 0, "resetids": True}, {"setsid": True},
                 {"scheduler": (None, os.sched_param(0))}, {"scheduler": (os.SCHED_OTHER, os.sched_param(sched_priority=0))}):
    print(keywords, spawn(TRUE, ["true"], {}, **keywords))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "out")
    actions = [(os.POSIX_SPAWN_OPEN, 1, path, os.O_WRONLY | os.O_CREAT, 0o600), (os.POSIX_SPAWN_DUP2, 1, 2), (os.POSIX_SPAWN_CLOSE, 0)]
    print(spawn("/bin/sh", ["sh", "-c", "echo $A; echo err >&2; exit 7"], {"A": "value"}, file_actions=actions))
    print(open(path).read().split(), oct(os.stat(path).st_mode & 0o777))
pid = os.posix_spawnp("sh", ["sh", "-c", "exit 3"], os.environ)
found, status, usage = os.wait4(pid, 0)
print(found == pid, os.waitstatus_to_exitcode(status), type(usage), usage.ru_utime >= 0, attempt(os.wait4, pid, 0), attempt(os.wait3, os.WNOHANG))
paths = ["".join(p) for n in range(5) for p in itertools.product(["/", ".", "..", "a", "//"], repeat=n)]
print(hash(tuple(posix._path_normpath(p) for p in paths)), posix._path_normpath("a\0b/../c/é/\udcff"), attempt(posix._path_normpath, b"a"))
sys.breakpointhook = lambda *args, **keywords: print("hook", args, keywords)
breakpoint(1, a=2)
del sys.breakpointhook
print(attempt(breakpoint))
