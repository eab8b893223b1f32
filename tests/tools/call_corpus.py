"""Calls of built-in functions and methods with arguments drawn from a pool, one line for each: what came of it.

Runs under either interpreter (compare_calls.py does, and compares):
    call_corpus.py              prints the names and kinds of all that can be called
    call_corpus.py SEED COUNT   reads the names to choose from, then calls
Nothing here depends on time, addresses or the order of hashes.
"""
import random
import re
import sys

MODULES = ["math", "cmath", "operator", "itertools", "functools", "collections", "struct", "binascii", "array", "bisect",
           "heapq", "json", "re", "string", "textwrap", "fractions", "decimal", "statistics", "unicodedata", "base64",
           "colorsys", "copy", "difflib", "fnmatch", "html", "ipaddress", "keyword", "numbers", "pprint", "quopri",
           "reprlib", "shlex", "stringprep", "types", "urllib.parse", "zlib", "datetime", "calendar", "enum", "ast",
           "tokenize", "textwrap", "csv", "hashlib", "codecs", "posixpath", "ntpath", "typing", "inspect", "dis", "marshal", "pickle"]
TYPES = [int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, memoryview, bool,
         type(None), object, enumerate, zip, map, filter, reversed, property, classmethod, staticmethod, BaseException,
         OSError, UnicodeDecodeError, StopIteration, SyntaxError, ExceptionGroup, type(Ellipsis)]
SKIPPED = {"input", "breakpoint", "exit", "quit", "help", "open", "exec", "eval", "compile", "__import__", "print", "id", "hash", "dir",
           "vars", "globals", "locals", "copyright", "credits", "license", "gc", "memory_at", "sleep", "__hash__", "__sizeof__", "__dir__",
           "__init_subclass__", "__subclasshook__", "__reduce__", "__reduce_ex__", "__getstate__", "display", "pprint", "pp", "main", "test", "now", "utcnow",
           "today", "distb", "getrandbits", "set_int_max_str_digits", "__new__", "__doc__", "timezone", "object", "setcontext", "localcontext", "getcontext", "register", "unregister",
           "register_error", "lookup", "open_code", "open", "EncodedFile", "stack", "trace", "currentframe", "getmodule", "findsource", "getsource", "getsourcelines", "getfile", "getsourcefile",
           "getabsfile", "getcomments", "getinnerframes", "getouterframes", "walktree", "register_dialect", "unregister_dialect", "field_size_limit", "expanduser", "expandvars",
           "realpath", "abspath", "relpath", "lexists", "exists", "isfile", "isdir", "getsize", "getmtime", "getatime", "getctime", "islink", "ismount", "samefile", "setfirstweekday", "detect_encoding",
           "repeat", "cycle", "count", "__class_getitem__", "__subclasses__", "__setattr__", "__delattr__", "mro", "__getattribute__", "getwarningoptions", "pbkdf2_hmac", "scrypt", "file_digest", "new_class", "namedtuple",
           "get_type_hints", "getdoc", "getmembers", "getmembers_static", "classify_class_attrs", "help", "no_type_check", "NewType", "TypeVar", "ParamSpec", "dataclass_transform", "runtime_checkable", "overload", "final", "reveal_type", "clear_overloads", "get_overloads", "singledispatch", "total_ordering", "lru_cache", "cache", "wraps", "update_wrapper"}
ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]+|0x[0-9a-f]{6,}|\.\.\.x?[0-9a-f]+(?=>)")


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __repr__(self):
        return f"Index({self.value})"


class Faulty:
    def __repr__(self):
        return "Faulty()"

    def __eq__(self, other):
        raise ValueError("no comparison")

    __hash__ = None

    def __iter__(self):
        raise KeyError("no iteration")

    def __len__(self):
        return -1


class Text(str):
    pass


class Numbers(list):
    pass


def pool():
    return [0, 1, -1, 2, 3, 7, 10, 255, 256, -5, 2**31, 2**63, -2**64, 10**30, True, False, None, ...,
            0.0, -0.0, 1.0, 1.5, -2.25, 1e100, 1e-7, float("inf"), float("-inf"), float("nan"), 3.0,
            1j, 2 + 3j, complex("nan"), "", "a", "abc", "ABC", " a b ", "123", "-1", "1.5", "é", "日本", "\U0001f600", "a\nb", "%s", "%d %5.2f",
            "{}", "{0:>5}", "\x00", "ß", "utf-8", "ascii", "strict", "ignore", "big", "little", "x=1", "ǅ", "\ud800", "0x1f", "nan", "aAbB", "tEST case",
            b"", b"a", b"abc", b"\xff\x00", b"12", b"a b", bytearray(b"xy"), memoryview(b"mem"), [], [1, 2, 3], [3, 1, 2], ["b", "a"], [[1], [2]], [None],
            (), (1,), (1, 2), ("a", "b"), (1, "a", None), {}, {"a": 1}, {1: 2, 3: 4}, {"b": [1]}, set(), {1}, {1, 2, 3}, frozenset({2}), range(5), range(10, 0, -3), range(0),
            slice(None), slice(1, 3), slice(None, None, -1), int, str, list, len, abs, max, "sep".join, Index(3), Index(-1), Faulty(), Text("text"), Numbers([1, 2]),
            lambda *a: len(a), lambda x: x, ValueError("v"), iter([1, 2, 3]), (i for i in "ab"), enumerate("xy"), zip([1], [2]), type, object, NotImplemented]


def targets():
    import builtins
    found = []
    for name in sorted(vars(builtins)):
        value = getattr(builtins, name)
        if name not in SKIPPED and callable(value):
            found.append(("builtins." + name, value))
    for kind in TYPES:
        for name in sorted(dir(kind)):
            if name not in SKIPPED and callable(getattr(kind, name)):
                found.append((f"{kind.__name__}.{name}", getattr(kind, name)))
    for module_name in MODULES:
        module = __import__(module_name, fromlist=["x"])
        for name in sorted(getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]):
            value = getattr(module, name)
            if name not in SKIPPED and callable(value) and getattr(value, "__module__", module_name) not in ("sys", "os", "posix"):
                found.append((f"{module_name}.{name}", value))
                if isinstance(value, type) and not issubclass(value, BaseException):
                    for method in sorted(set(vars(value)) - SKIPPED):
                        function = getattr(value, method, None)
                        if callable(function) and not isinstance(function, type):
                            found.append((f"{module_name}.{name}.{method}", function))
    return found


def kind(function):
    """Python code or native, of what sort?"""
    if not isinstance(function, type):
        return type(function).__name__
    return "Python class" if any(type(v).__name__ == "function" for v in vars(function).values()) else "native class"


def shown(value, depth=0):
    if isinstance(value, (set, frozenset)) and type(value) in (set, frozenset):
        return f"{type(value).__name__}{sorted(map(shown, value))}"
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple) and depth < 3:
        return f"{type(value).__name__}[" + ", ".join(shown(item, depth + 1) for item in value[:20]) + "]"
    text = repr(value)
    if hasattr(value, "__next__") and depth < 2:
        items = []
        try:
            for item in value:
                items.append(shown(item, depth + 1))
                if len(items) == 6:
                    break
        except Exception as error:
            items.append(f"{type(error).__name__}: {error}")
        text += " -> " + ", ".join(items)
    return ADDRESS.sub("0x", text)[:600]


def call(function, arguments):
    """What came of the call, with the arguments that it may have changed."""
    try:
        outcome = shown(function(*arguments))
        changed = [shown(a) for a in arguments if isinstance(a, (list, dict, bytearray, set))]
        return " | ".join([outcome, *changed])
    except RecursionError:
        return "RecursionError"  # how deep is too deep is compared elsewhere
    except Exception as error:
        return ADDRESS.sub("0x", f"{type(error).__name__}: {error}")


def draw(generator, name):
    values = pool()
    arguments = [generator.choice(values) for _ in range(generator.choice((0, 1, 1, 1, 2, 2, 2, 3, 3, 4)))]
    # Two large numbers may ask for more memory or time than there is.
    if sum(isinstance(a, int) and abs(a) > 2**20 for a in arguments) > (not name.startswith(("int.", "math."))):
        arguments = [1000 if isinstance(a, int) and abs(a) > 2**20 else a for a in arguments]
    return arguments


def ascii_line(text):
    return text.encode("ascii", "backslashreplace").decode().replace("\n", "\\n").replace("\r", "\\r")


def main(seed, count):
    functions = dict(targets())
    names = [name for name in sys.stdin.read().split("\n") if name in functions]
    generator = random.Random(seed)
    for number in range(count):
        name = generator.choice(names)
        arguments = draw(generator, name)
        described = ADDRESS.sub("0x", ", ".join(map(repr, arguments)))
        print(ascii_line(f"{number}\t{name}\t{described}\t{call(functions[name], arguments)}"), flush=number % 100 == 0)


if len(sys.argv) == 1:
    for name, function in targets():
        print(name, kind(function), sep="\t")
else:
    main(int(sys.argv[1]), int(sys.argv[2]))
