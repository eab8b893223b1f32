# Attributes and constructors of the exception classes.
def attempt(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)


for cls in (BaseException, Exception, ValueError, KeyError, OSError, SystemExit, StopIteration, UnicodeError, AttributeError, NameError, ImportError, RecursionError, NotImplementedError, AssertionError, EOFError, MemoryError, BufferError, GeneratorExit, KeyboardInterrupt, Warning, FloatingPointError):
    for args in ((), ('one',), ('one', 2), ('a', 'b', 'c')):
        e = cls(*args)
        print(repr(e), '|', str(e), '|', e.args)
e = OSError(2, 'No such file', 'name.txt', None, 'other'); print(type(e).__name__, e, e.errno, e.strerror, e.filename, e.filename2, e.args)
for n in (1, 2, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111): print(n, type(OSError(n, 'x')).__name__, OSError(n, 'x'))
i = ImportError('msg', name='mod', path='p'); print(i.name, i.path, i.msg, i)
a = AttributeError('msg', name='n', obj=5); print(a.name, a.obj); x = NameError('m', name='q'); print(x.name)
s = StopIteration(5); print(s.value, SystemExit(3).code, SystemExit((1, 2)).code, SystemExit().code)
y = SyntaxError('m', ('file', 3, 4, 'text', 3, 6)); print(y.filename, y.lineno, y.offset, y.text, y.end_lineno, y.end_offset, y.msg, y)
u = UnicodeDecodeError('utf-8', b'abc', 1, 2, 'why'); print(u, u.object, u.start, u.end, u.reason); u.start = 0; print(u)
print(UnicodeEncodeError('ascii', 'aé', 1, 2, 'r'), UnicodeTranslateError('aé', 1, 2, 'r'), KeyError('k'), KeyError(), KeyError('a', 'b'))
attempt(lambda: UnicodeDecodeError()), attempt(lambda: UnicodeDecodeError('a', 'b', 1, 2, 'c')), attempt(lambda: ImportError('a', foo=1)), attempt(lambda: ValueError(x=1)), attempt(lambda: SyntaxError('m', (1, 2))), attempt(lambda: AttributeError(foo=1))
e = ValueError('v')
for attr, value in (('__traceback__', 5), ('__cause__', 5), ('__context__', 'x'), ('args', 5), ('args', 'ab'), ('__suppress_context__', 'x'), ('__notes__', 5), ('__cause__', KeyError('c')), ('custom', 1)):
    try: setattr(e, attr, value); print('set', attr, repr(getattr(e, attr)))
    except Exception as x: print(attr, type(x).__name__, x)
attempt(lambda: e.add_note('n')), attempt(lambda: e.add_note(5)), attempt(lambda: ValueError().with_traceback(5)), attempt(lambda: ValueError('w').with_traceback(None)), attempt(lambda: e.__reduce__())
class My(Exception):
    def __init__(self, a, b=2): super().__init__(a); self.b = b
    def __str__(self): return f'My({self.args}, {self.b})'
attempt(lambda: My()), print(My(1), repr(My(1, 3)), My.__mro__)
print(issubclass(FileNotFoundError, OSError), IOError is OSError, EnvironmentError is OSError, ConnectionError.__subclasses__(), [c.__name__ for c in ArithmeticError.__subclasses__()], [c.__name__ for c in LookupError.__subclasses__()])
