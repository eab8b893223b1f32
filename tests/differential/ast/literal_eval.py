# ast.literal_eval: what it takes, and its complaints.
import ast

for text in ("1", "-1", "+1", "- -1", "1+2j", "1-2j", "-1+2j", "1+2", "2j+1", "1j*2", "'a' 'b'", "b'x'", "[1, [2, (3,)]]", "{}", "set()",
             "{1, 2}", "{'a': [None, True, ...]}", "(1,)", "()", "1_000", "0xff", "1e5", "f'x'", "x", "f()", "[*a]", "{**a}", "a.b", "-'a'",
             "not 1", "1 if 2 else 3", "lambda: 1", "  1", "\t[1]", "\n1", "1\n", "1 2", "", "(", "'\\ud800'", "-True", "--1j", "~1",
             "set([1])", "frozenset()", "{[]: 1}", "{1: 2, 1: 3}", "1" * 5000, "0x" + "f" * 50, "(-1.5e10, -0.0, 1e999)", "{1:2}[1]",
             "((((1))))", "'a'b'b'", "1 <2", "print", "None", "True", "__debug__"):
    try:
        value = ast.literal_eval(text)
        print(ascii(text[:40]), "->", type(value).__name__, ascii(value)[:60])
    except SyntaxError as error:
        print(ascii(text[:40]), type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
    except Exception as error:
        print(ascii(text[:40]), type(error).__name__, str(error).split(" at 0x")[0])
for node in (ast.Constant(5), ast.Expression(ast.List([ast.Constant("x")], ast.Load())), ast.Name("x", ast.Load()), ast.UnaryOp(ast.USub(), ast.Constant(3)),
             ast.BinOp(ast.Constant(1), ast.Add(), ast.Constant(2j)), ast.Set([]), ast.Call(ast.Name("set", ast.Load()), [], []), ast.Module([], [])):
    try:
        print(type(node).__name__, ast.literal_eval(node))
    except Exception as error:
        print(type(node).__name__, type(error).__name__, str(error).split(" at 0x")[0])
