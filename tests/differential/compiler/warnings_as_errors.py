# Warnings of lexer, strings and compiler: category, place, order, and what they become when they are errors.
import warnings

for source in ("'\\z'", "b'\\z'", "f'\\z{x}\\q'", "'\\400'", "b'\\777'", "'''\n\n\\d'''", "r'\\z'", "'\\z' '\\y'\n'\\x41\\w'", "1if x else 2", "0x1for x in y", "0o7and 1", "0b1or 2", "1jif x else y", "1.5in x", "1_000is y", "x is 1", "x is not 'a'", "x is ()", "1 is 1", "x is None", "x is ...", "x is -1", "assert (x, 'm')", "assert ()", "'a'()", "1()", "[]()", "{}[1]", "[1]['a']", "(1,)[1.5]", "(1)[0]", "'a'['b']",
               "f'{x}'()", "(lambda: 1)()", "[1][1, 2]", "[1][x]", "[1][1:2]", "{1: 2}()", "{1}()", "None()", "...()", "(x for x in y)()", "(x for x in y)[0]", "'a'.b()", "x = '\\z'; y = 1if x else '\\q'; z is 5", "def f():\n  x is 1\n  '\\z'\n", "'\\N{BULLET}\\z'", "'\\u00e9\\z'", "f'{1if x else 2}'", "f'{x is 1}'", "'\\\n\\8'", "'\\9'"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<s>", "exec")
        except SyntaxError as error:
            print(ascii(source), error)
    print(ascii(source), [(w.category.__name__, str(w.message), w.filename, w.lineno) for w in caught])
    for category in (SyntaxWarning, DeprecationWarning):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", category)
            try:
                compile(source, "<s>", "exec")
            except SyntaxError as error:
                print("   ", category.__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, ascii(error.text))
            except Warning as error:
                print("   ", type(error).__name__, error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for _ in range(3):
        compile("x is 1\nx is 1\n'\\z'", "<t>", "exec")
    exec("'\\z'")
    eval("'\\z' is 5")
print([(w.category.__name__, str(w.message), w.filename, w.lineno) for w in caught])
