# traceback: TracebackException, StackSummary, FrameSummary and the printing functions, with all their options.
import io
import re
import sys
import traceback


_print = print


def print(*values, **options):  # without addresses
    _print(*(re.sub("0x[0-9a-f]{6,}", "0x", str(value)) for value in values), **options)


def level(n, value):
    local = [value] * 3
    if n == 0:
        return local["x"]
    return level(n - 1, value)


class Odd(Exception):
    def __str__(self):
        raise ValueError("no text")

    def __repr__(self):
        raise ValueError("no repr")


def catch(function, *args):
    try:
        function(*args)
    except BaseException as error:
        return error


def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise KeyError("key") from error
    except KeyError:
        raise Odd("odd")


error = catch(level, 2, "é")
for options in ({}, {"limit": 1}, {"limit": -1}, {"limit": 0}, {"capture_locals": True}, {"lookup_lines": False}, {"compact": True}):
    te = traceback.TracebackException.from_exception(error, **options)
    print(options, [(f.filename.rsplit("/")[-1], f.lineno, f.name, f.line, f.locals, f.end_lineno, f.colno, f.end_colno) for f in te.stack])
    print("".join(te.format()), list(te.format_exception_only()), te.exc_type, str(te), te == traceback.TracebackException.from_exception(error, **options))
print("".join(traceback.format_exception(catch(chain))), "".join(traceback.format_exception(catch(chain), chain=False)))
print(traceback.format_exception_only(catch(chain)), traceback.format_exception_only(None), traceback.format_exception_only(ValueError, ValueError("a\nb")))
syntax = catch(compile, "x = (1 +\n  é ü)", "<s>", "exec")
print(traceback.format_exception_only(syntax), vars(traceback.TracebackException.from_exception(syntax))["offset"])
for args in (("m", ("f", 1, 3, "abc\n", 1, 5)), ("m", ("f", 1, 3, None)), ("m", (None, None, None, "x")), ("m", ("f", 1, 9, "   abc", 1, 100)), ("m", ("f", 2, 0, "abc", 2, 0)), ("m", ("f", 1, -1, "abc", 1, -2)), ("m", ("f", 1, 2, "abc", 3, 1)), (None, ("f", 1, 1, "a\nb"))):
    print(traceback.format_exception_only(SyntaxError(*args)))
group = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(i) for i in range(20)]), catch(level, 0, 1)])
group.add_note("note\nof two lines")
print("".join(traceback.TracebackException.from_exception(group, max_group_width=3, max_group_depth=2).format()))
print("".join(traceback.format_exception(group)))
try:
    level(1, 2)
except TypeError:
    for out in (io.StringIO(),):
        traceback.print_exc(file=out, limit=1)
        traceback.print_exc(file=out, chain=False)
        print(out.getvalue(), traceback.format_exc(0), traceback.extract_tb(sys.exc_info()[2])[-1], len(traceback.extract_tb(sys.exc_info()[2], limit=2)))
        print([(f.f_code.co_name, n) for f, n in traceback.walk_tb(sys.exc_info()[2])])
stack = traceback.extract_stack()
print(stack[-1].name, stack[-1].line, traceback.format_list(stack)[-1], [f.f_code.co_name for f, _ in traceback.walk_stack(sys._getframe())])
summary = traceback.StackSummary.from_list([("f", 1, "n", "line"), ("f", 2, "n", None), traceback.FrameSummary("g", 3, "m", lookup_line=False, line="l", locals={"a": "b"}, end_lineno=3, colno=0, end_colno=1)])
print(summary, summary.format(), list(summary[0]), summary[0] == ("f", 1, "n", "line"), repr(summary[2]))
print(traceback.StackSummary.from_list([("f", 1, "n", "line")] * 6).format())


def deep(n):
    return deep(n - 1) if n else 1 / 0


print("".join(traceback.format_exception(catch(deep, 20))))
traceback.print_list(stack[-1:], file=sys.stdout)
traceback.print_tb(error.__traceback__, 1, sys.stdout)
traceback.print_stack(limit=1, file=sys.stdout)
a = ValueError("a"); a.__context__ = a
print("".join(traceback.format_exception(a)))
b = ValueError("b"); b.__cause__ = TypeError("c"); b.__cause__.__context__ = b
print("".join(traceback.format_exception(b)))
traceback.clear_frames(error.__traceback__)
for call in (lambda: traceback.format_exception(1), lambda: traceback.TracebackException(1, 2, 3), lambda: traceback.format_exception(ValueError), lambda: traceback.print_exception(ValueError, value=1)):
    try:
        print(call())
    except Exception as problem:
        print(type(problem).__name__, problem)
