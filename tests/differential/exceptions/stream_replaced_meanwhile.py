# The stream that a traceback is written to replaces itself by its first write.
import sys


class Vanishing:
    seen = ''
    def write(self, text):
        Vanishing.seen += text
        sys.stderr = None
    def flush(self): pass


class Huge:
    def __sizeof__(self): return sys.maxsize


print(sys.getsizeof(Huge()) > sys.maxsize, sys.getsizeof(Huge(), 5) > sys.maxsize)
for bad in (-1, 'x', None, 2**70):
    class Bad:
        def __sizeof__(self): return bad
    for default in ((), ('default',)):
        try: print(sys.getsizeof(Bad(), *default))
        except Exception as error: print(type(error).__name__, error)
sys.stderr = Vanishing()
sys.stdout.flush()
sys.excepthook(ValueError, ValueError('first'), None)
print(sys.stderr, ascii(Vanishing.seen))
