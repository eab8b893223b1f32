# Classes written in Python keep the finalizer of a native base, their own __del__ goes before it.
import socket
import gc

class Plain(socket.socket):
    pass

class Own(socket.socket):
    def __del__(self):
        print('own __del__', self.fileno() >= 0)
        self.close()

for cls in (Plain, Own):
    s = cls()
    s.close()
    del s
    s = cls()
    s.cycle = s
    s.detach() if cls is Plain else None
    del s
    gc.collect()
    print(cls.__name__, 'done')

class D:
    def __del__(self):
        print('D.__del__')

class E(D):
    pass

e = E()
del D.__del__
del e
print('nothing printed above')
D.__del__ = lambda self: print('later')
E()
