# IncrementalNewlineDecoder over nothing and over another decoder.
from _io import IncrementalNewlineDecoder as D
def attempt(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
for translate in (True, False):
    d = D(None, translate)
    for piece in ('a\n', 'b\r', '\nc\r', 'd', 'e\r\n', '\r', '', '\r\n\r'):
        print(ascii(d.decode(piece)), ascii(d.newlines), d.getstate(), end=' ')
    print(ascii(d.decode('', final=True)), ascii(d.newlines)); d.reset(); print(d.newlines, d.getstate())
    d.setstate((b'', 1)); print(ascii(d.decode('\nx')), ascii(d.newlines)); d.setstate((b'', 1)); print(ascii(d.decode('x')))
    print(ascii(d.decode('é\r€\r\n\U0001F600\r')), ascii(d.decode('', True)))
class Inner:
    def __init__(self): self.state = (b'', 0)
    def decode(self, data, final=False): print('decode', data, final); return data.decode('latin-1')
    def getstate(self): return self.state
    def setstate(self, s): print('set', s); self.state = s
    def reset(self): print('reset')
d = D(Inner(), translate=True, errors='strict')
print(ascii(d.decode(b'ab\r')), d.getstate()); d.setstate((b'q', 7)); print(d.getstate(), ascii(d.decode(b'\n', final=1))); d.reset()
for line in ('D()', 'D(None)', 'D(None, "a")', 'D(None, 1, "x", 2)', 'd.setstate(3)', 'd.setstate((1, "a"))', 'D(None, 1).decode(b"bytes")', 'D.__new__(D).decode("")', 'D.__new__(D).newlines',
             'D.__new__(D).getstate()', 'd.decode()'):
    attempt(lambda: eval(line))
Inner.decode = lambda self, data, final=False: 5
attempt(lambda: d.decode(b''))
Inner.getstate = lambda self: 5
attempt(lambda: d.getstate())
