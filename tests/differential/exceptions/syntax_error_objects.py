# SyntaxError: its attributes from all kinds of arguments, str(), and the picture that is printed for odd positions.
import io
import sys
import traceback

for args in ((), ("m",), ("m", ()), ("m", ("f",)), ("m", ("f", 1, 2)), ("m", ("f", 1, 2, "text")), ("m", ("f", 1, 2, "text", 1)), ("m", ("f", 1, 2, "text", 1, 3)), ("m", ("f", 1, 2, "text", 1, 3, 4)), ("m", ["f", 1, 2, "text"]), ("m", 5), ("m", "abcd"), ("m", (None,) * 4), ("m", ("/a/b.py", "x", [], 5)), (1, 2, 3), ("m", ("f", 1, 2, "text"), "more"), (None, ("f", 1, 2, "t"))):
    for kind in (SyntaxError, IndentationError, TabError):
        try:
            error = kind(*args)
            print(kind.__name__, args, "->", str(error), error.args, error.msg, error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset, error.print_file_and_line)
        except Exception as problem:
            print(kind.__name__, args, "->", type(problem).__name__, problem)
        if kind is SyntaxError and not args:
            print(vars(error), [n for n in dir(error) if not n.startswith("_")])
places = [("bad.py", 1, 2, "abcdefg", 1, 7), ("bad.py", 1, 2, "abcdefg", 1, 3), ("bad.py", 1, 2, "abcdefg", 1, -2), ("bad.py", 1, 4, "abcdefg", 1, 2), ("bad.py", 1, -4, "abcdefg", 1, -2), ("bad.py", 1, -4, "abcdefg", 1, -5), ("bad.py", 1, 0, "abcdefg", 1, 0), ("bad.py", 1, 0, "abcdefg", 1, 5), ("bad.py", 1, 2, "abcdefg", 1, 100),
          ("bad.py", 1, 50, "abc", 1, 60), ("bad.py", 1, 3, "   abc\n", 1, 5), ("bad.py", 1, 6, "\t\tab cd  \n", 1, 8), ("bad.py", 2, 3, "ab\ncd\nef", 3, 1), ("bad.py", 1, 4, "é ü x\n", 1, 5), ("bad.py", 1, 1, "", 1, 1), ("bad.py", 1, 1, "\n", 1, 1), (None, 3, 1, "abc", 3, 2), ("bad.py", 1, 2, None, 1, 3), ("bad.py", None, 2, "abc", 1, 3), ("bad.py", 1, None, "abc", 1, 3), ("bad.py", 1, 2, "abc", None, None), ("bad.py", 1, 1, "a" * 5, 4, 2)]
for place in places:
    error = SyntaxError("message", place)
    print(place)
    print("".join(traceback.format_exception_only(error)))
    saved, sys.stderr = sys.stderr, io.StringIO()
    sys.__excepthook__(SyntaxError, error, None)
    text, sys.stderr = sys.stderr.getvalue(), saved
    print(text)
for name, value in (("msg", 5), ("filename", 5), ("lineno", "x"), ("offset", 1.5), ("end_lineno", None), ("end_offset", "x"), ("print_file_and_line", None)):
    error = SyntaxError("message", ("f", 1, 2, "text", 1, 3))
    setattr(error, name, value)
    saved, sys.stderr = sys.stderr, io.StringIO()
    sys.__excepthook__(SyntaxError, error, None)
    text, sys.stderr = sys.stderr.getvalue(), saved
    print(name, value, str(error), text)
