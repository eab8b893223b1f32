# select, poll and epoll objects, fcntl.
import fcntl
import os
import select
import time


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


class Wrapped:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd

    def __repr__(self):
        return "Wrapped"


reader, writer = os.pipe()
wrapped = Wrapped(reader)
print(select.select([reader], [], [], 0), select.select([], [writer], [], 0)[1] == [writer])
os.write(writer, b"x")
print(select.select([wrapped], [], []), select.select((reader,), {writer: 1}, [], 1.5)[0] == [reader])
start = time.monotonic()
select.select([], [], [], 0.05)
print(time.monotonic() - start >= 0.05)
for arguments in [([], [], [], -1), ([], [], [], "x"), (1, 2, 3), ([-1], [], []), (["x"], [], []), ([100000], [], []),
                  ([999], [], [], 0), ([], [])]:
    attempt(lambda: select.select(*arguments))

poll = select.poll()
print(poll.register(wrapped, select.POLLIN), poll.poll(0) == [(reader, 1)], poll.poll(0.5) == [(reader, 1)])
print(poll.modify(reader, select.POLLOUT), poll.poll(10), poll.unregister(reader), poll.poll(0), type(poll))
for call in [lambda: poll.unregister(77), lambda: poll.modify(77, 1), lambda: poll.register("x"), lambda: poll.register(reader, -1),
             lambda: poll.register(reader, 1 << 20), lambda: poll.poll("x"), lambda: type(poll)()]:
    attempt(call)
os.close(writer)
os.read(reader, 1)
poll.register(reader)
print([events & (select.POLLHUP | select.POLLIN) for _, events in poll.poll()])

reader, writer = os.pipe()
with select.epoll() as epoll:
    print(epoll.closed, epoll.fileno() > 2, epoll.register(reader, select.EPOLLIN), epoll.poll(0), epoll.poll(0.01, 5))
    os.write(writer, b"y")
    print(epoll.poll() == [(reader, select.EPOLLIN)], epoll.poll(timeout=1, maxevents=1) == [(reader, 1)])
    for call in [lambda: epoll.register(reader), lambda: epoll.unregister(writer), lambda: epoll.poll(0, 0), lambda: epoll.poll("x"),
                 lambda: epoll.modify(writer, 1), lambda: epoll.register(-1)]:
        attempt(call)
    print(epoll.modify(reader, 0), epoll.poll(0), epoll.unregister(reader))
print(epoll.closed)
attempt(lambda: epoll.poll(0))
attempt(lambda: epoll.fileno())
attempt(lambda: select.epoll(0))
attempt(lambda: select.epoll(1, 7))
print(epoll.close(), select.error is OSError, select.PIPE_BUF)

flags = fcntl.fcntl(reader, fcntl.F_GETFD)
print(flags, fcntl.fcntl(reader, fcntl.F_SETFD, 0), fcntl.fcntl(wrapped.__class__(reader), fcntl.F_GETFD))
attempt(lambda: fcntl.fcntl(-1, fcntl.F_GETFD))
attempt(lambda: fcntl.fcntl(999, fcntl.F_GETFD))
attempt(lambda: fcntl.fcntl(reader, "x"))
attempt(lambda: fcntl.fcntl(reader, fcntl.F_GETFD, b"x" * 2000))
buffer = bytearray(4)
os.write(writer, b"abc")
print(fcntl.ioctl(reader, 0x541B, buffer), buffer, fcntl.ioctl(reader, 0x541B, bytes(4)))
path = "lockfile"
fd = os.open(path, os.O_CREAT | os.O_RDWR)
print(fcntl.flock(fd, fcntl.LOCK_EX), fcntl.flock(fd, fcntl.LOCK_UN), fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 10),
      fcntl.lockf(fd, fcntl.LOCK_UN))
attempt(lambda: fcntl.lockf(fd, 0))
other = os.open(path, os.O_RDWR)
fcntl.flock(other, fcntl.LOCK_EX)
attempt(lambda: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB))
os.unlink(path)
