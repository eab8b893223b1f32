# fork with hooks and threads, fork_exec.
import _posixsubprocess
import _thread
import os


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


def in_child(function):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(writer, repr(function()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    data = b""
    while piece := os.read(reader, 1000):
        data += piece
    os.close(reader)
    print(data.decode(), os.waitpid(pid, 0)[1])


in_child(lambda: 1 + 1)
log = []
for i in range(2):
    os.register_at_fork(before=lambda i=i: log.append(f"before {i}"), after_in_parent=lambda i=i: log.append(f"parent {i}"),
                        after_in_child=lambda i=i: log.append(f"child {i}"))
in_child(lambda: log)
print(log)
attempt(lambda: os.register_at_fork())
attempt(lambda: os.register_at_fork(before=3))
attempt(lambda: os.register_at_fork(after_in_child="x"))
attempt(lambda: os.register_at_fork(lambda: 0))

# Only the forking thread lives on in the child.
stop = _thread.allocate_lock()
stop.acquire()
ready = _thread.allocate_lock()
ready.acquire()


def waiting():
    ready.release()
    with stop: pass  # one lets the next go


for _ in range(3):
    _thread.start_new_thread(waiting, ())
    ready.acquire()
print(_thread._count())
in_child(lambda: (_thread._count(), _thread.get_ident() == main))


def fork_in_thread():
    in_child(lambda: _thread.get_ident() == main)
    ready.release()


main = _thread.get_ident()
_thread.start_new_thread(fork_in_thread, ())
ready.acquire()
stop.release()


def run(program, *arguments, preexec=None, cwd=None, environment=None, close=True, keep=(), vfork=True):
    out_reader, out_writer = os.pipe()
    error_reader, error_writer = os.pipe()
    pid = _posixsubprocess.fork_exec([program, *arguments], [program], close, tuple(sorted((error_writer, *keep))), cwd,
                                     environment, -1, -1, out_reader, out_writer, -1, -1, error_reader, error_writer, True,
                                     False, -1, None, None, None, -1, preexec, vfork)
    os.close(out_writer)
    os.close(error_writer)
    results = []
    for reader in (out_reader, error_reader):
        data = b""
        while piece := os.read(reader, 1000):
            data += piece
        os.close(reader)
        results.append(data)
    return *results, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


for vfork in (True, False):
    print(run(b"/bin/echo", b"a", "b", vfork=vfork))
print(run(b"/bin/pwd", cwd="/usr"), run(b"/usr/bin/env", environment=[b"A=1", b"B=2"]))
print(run(b"/nonexistent"), run(b"/bin/pwd", cwd="/nonexistent"), run(b"/etc/passwd"))
print(run(b"/bin/echo", b"x", preexec=lambda: os.write(1, b"pre ")), run(b"/bin/echo", preexec=lambda: 1 / 0))
attempt(lambda: _posixsubprocess.fork_exec())
attempt(lambda: run(b"/bin/echo", b"a\0b"))
