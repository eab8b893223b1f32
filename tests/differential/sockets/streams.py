# Streams over IPv4, IPv6 and unix sockets: names, data, timeouts, options.
import _socket
import _thread
import os


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


def echo_once(server):
    fd, peer = server._accept()
    connection = _socket.socket(server.family, server.type, server.proto, fileno=fd)
    while data := connection.recv(1000):
        connection.sendall(data.upper())
    connection.close()


for family, address in [(_socket.AF_INET, ("127.0.0.1", 0)), (_socket.AF_INET6, ("::1", 0)), (_socket.AF_UNIX, "sock"),
                        (_socket.AF_UNIX, b"\0taipan-test-%d" % os.getpid())]:
    server = _socket.socket(family, _socket.SOCK_STREAM)
    server.bind(address)
    server.listen()
    _thread.start_new_thread(echo_once, (server,))
    client = _socket.socket(family)
    client.settimeout(5)
    name = server.getsockname()
    print(client.connect(name), name[0] if family in (_socket.AF_INET, _socket.AF_INET6) else type(name), len(name) > 1)
    print(client.send(b"hello"), client.recv(3), client.recv(100), client.getpeername() == name)
    client.sendall(memoryview(b"buffer"))
    target = bytearray(10)
    print(client.recv_into(target, 4), client.recv_into(memoryview(target)[4:]), target)
    print(client.sendmsg([b"ab", bytearray(b"cd")]), client.recvmsg(10)[:3], client.shutdown(_socket.SHUT_WR), client.recv(5))
    print(client.timeout, client.family == family, client.fileno() > 2, client.close(), client.fileno(), server.close())
os.unlink("sock")

a, b = _socket.socketpair()
print(a.family == _socket.AF_UNIX, a.gettimeout(), a.getblocking(), a.setblocking(False), a.gettimeout(), a.getblocking())
attempt(lambda: a.recv(1))
a.settimeout(0.02)
attempt(lambda: a.recv(1))
for value in (-1, "x", 1e30, None, 0, 2.5):
    attempt(lambda: (a.settimeout(value), a.timeout))
print(b.sendall(b"x" * 10), a.recv(4, _socket.MSG_PEEK), a.recvfrom(20), b.close(), a.recv(5))
attempt(lambda: a.send(b"into nothing"))
attempt(lambda: a.recv(-1))
attempt(lambda: a.recv_into(bytearray(2), 5))
attempt(lambda: a.send("text"))
attempt(lambda: a.recv_into(b"read-only"))
fd = a.detach()
print(a.fileno(), fd > 2)
attempt(lambda: a.recv(1))
_socket.close(fd)
attempt(lambda: _socket.close(fd))

s = _socket.socket()
print(s.getsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR), s.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1),
      s.getsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR), s.getsockopt(_socket.SOL_SOCKET, _socket.SO_TYPE, 4))
s.setsockopt(_socket.SOL_SOCKET, _socket.SO_LINGER, b"\1\0\0\0\2\0\0\0")
for call in [lambda: s.bind("x"), lambda: s.bind((1, 2)), lambda: s.bind(("127.0.0.1",)), lambda: s.bind(("127.0.0.1", 70000)),
             lambda: s.bind(("127.0.0.1", "x")), lambda: s.connect(("127.0.0.1", 1)), lambda: s.listen("x"),
             lambda: s.getsockopt(1, 2, 5000), lambda: s.getpeername(), lambda: s.sendto(b""), lambda: _socket.socket(999),
             lambda: _socket.socket(fileno=-5), lambda: _socket.socket(fileno=998), lambda: _socket.socket(1, 2, 3, 4, 5),
             lambda: _socket.socket(bad=1), lambda: s.sendto(b"x", 1, 2, 3), lambda: s.connect_ex(("127.0.0.1", 1))]:
    attempt(call)
s.close()
print(repr(s))
_socket.setdefaulttimeout(3)
with_default = _socket.socket()
print(_socket.getdefaulttimeout(), with_default.gettimeout(), _socket.setdefaulttimeout(None), with_default.close())
