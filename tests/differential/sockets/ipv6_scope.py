# Scopes of IPv6 addresses are the fourth item, and not part of the host.
import socket
for a in 'fe80::1%1', 'fe80::1%lo', '::1', 'fe80::1':
    try: print(socket.getaddrinfo(a, 80, socket.AF_INET6, socket.SOCK_STREAM))
    except OSError as e: print(e)
try:
    s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); s.bind(('::1', 0)); print(s.getsockname()[0]); s.connect(('fe80::1%lo', 9)); print(s.getpeername())
except OSError as e: print(e)
