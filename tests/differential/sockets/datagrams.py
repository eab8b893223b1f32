# Datagrams, ancillary data, names and numbers.
import _socket as socket
import os


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 0))
server.settimeout(5)
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.bind(("127.0.0.1", 0))
print(client.sendto(b"one", server.getsockname()), client.sendto(b"two", 0, server.getsockname()))
data, peer = server.recvfrom(100)
print(data, peer == client.getsockname())
target = bytearray(2)
count, peer = server.recvfrom_into(target)
print(count, target, peer == client.getsockname())
client.connect(server.getsockname())
client.send(b"")
print(server.recv(10), client.sendmsg([b"a", b"b"], [], 0), server.recvmsg(10)[0])
buffers = [bytearray(2), bytearray(3)]
client.send(b"abcd")
print(server.recvmsg_into(buffers)[0], buffers)

left, right = socket.socketpair()
reader, writer = os.pipe()
print(left.sendmsg([b"fd"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, writer.to_bytes(4, "little"))]))
data, ancillary, flags, address = right.recvmsg(10, socket.CMSG_SPACE(4))
level, kind, payload = ancillary[0]
received = int.from_bytes(payload, "little")
os.write(received, b"through")
print(data, level, kind, received != writer, flags, os.read(reader, 10))
print(socket.CMSG_LEN(4), socket.CMSG_SPACE(5), socket.CMSG_LEN(0))
attempt(lambda: socket.CMSG_LEN(-1))
attempt(lambda: left.recvmsg(-1))
attempt(lambda: left.sendmsg([b""], [(1, 2)]))
attempt(lambda: left.sendmsg(5))
for one in (left, right, server, client):
    one.close()

for function in (socket.htons, socket.ntohs, socket.htonl, socket.ntohl):
    for value in (0, 1, 0x1234, 0xffff, 0x10000, 1 << 32, -1, 1 << 70, "x"):
        attempt(lambda: function(value))
for text in ("127.0.0.1", "1", "1.2", "255.255.255.255", "256.1.1.1", "", "x"):
    attempt(lambda: socket.inet_aton(text))
    attempt(lambda: socket.inet_pton(socket.AF_INET, text))
for text in ("::1", "::", "fe80::1:2", "::ffff:1.2.3.4", "x"):
    attempt(lambda: socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, text)))
attempt(lambda: socket.inet_ntoa(b"\x7f\0\0\1"))
attempt(lambda: socket.inet_ntoa(b"123"))
attempt(lambda: socket.inet_ntop(socket.AF_INET, b"123"))
attempt(lambda: socket.inet_ntop(99, b"1234"))
attempt(lambda: socket.inet_pton(99, "1.2.3.4"))
for arguments in [("127.0.0.1", 80), ("127.0.0.1", "80", socket.AF_INET, socket.SOCK_STREAM), ("::1", None), (None, 8080, 0, 1),
                  ("127.0.0.1", 1, 99), (None, None), (5, 6), ("127.0.0.1", 1.5)]:
    attempt(lambda: socket.getaddrinfo(*arguments))
attempt(lambda: socket.getaddrinfo("127.0.0.1", 0, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM))
attempt(lambda: socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
attempt(lambda: socket.getnameinfo("x", 0))
attempt(lambda: socket.gethostbyname("127.0.0.1"))
attempt(lambda: socket.getprotobyname("no such protocol"))
attempt(lambda: socket.if_nametoindex("no such"))
attempt(lambda: socket.if_indextoname(socket.if_nametoindex("lo")))
print(socket.gaierror.__mro__, socket.herror, socket.timeout is TimeoutError, socket.error is OSError, socket.has_ipv6)
