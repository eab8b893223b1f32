# code.InteractiveInterpreter and InteractiveConsole: what they run, ask for more of, print and report.
import code
import io
import sys


class Console(code.InteractiveConsole):
    def write(self, data):
        print("WRITE", repr(data))


console = Console({"__name__": "__console__", "__doc__": None}, filename="<con>")
for line in ("x = 1", "x", "x + 'a'", "def f():", "  return 5", "", "f()", "if x:", "  print('yes')", "else:", "  print('no')", "", "for i in (1, 2): i", "", "(1,", "2)", "'''a", "b'''", "1 +", "x = ", "class A:", "  def m(self):",
             "    raise ValueError('m')", "", "A().m()", "undefined", "try:", "  1/0", "except ZeroDivisionError as e:", "  raise KeyError('k') from e", "", "  indented", "@", "return 1", "import sys", "sys.exit(3)", "print(x); y = 2; y", "None", "while 0: pass", "", "\\", "1", "raise SystemExit"):
    try:
        print(ascii(line), console.push(line))
    except SystemExit as error:
        print("SystemExit", error.code)
interpreter = code.InteractiveInterpreter()
interpreter.write = lambda data: print("W", repr(data))
for source in ("a = 1", "if a:", "a b", "if a:\n  print(a)\n", "1/0", "(", "\x00"):
    for symbol in ("single", "exec", "eval"):
        try:
            print(ascii(source), symbol, interpreter.runsource(source, symbol=symbol))
        except Exception as error:
            print(ascii(source), symbol, type(error).__name__, error)
print(sorted(interpreter.locals), sys.last_type.__name__)
interpreter.runcode(compile("print(undefined_name)", "f", "exec"))
saved, sys.excepthook = sys.excepthook, lambda *info: print("HOOK", info[0].__name__, info[1])
console.push("1/0")
console.push("a b")
sys.excepthook = saved
console.resetbuffer()
lines = iter(["x", "def g():", "  1", "", "g()"])
def reader(prompt=""):
    print("PROMPT", repr(prompt))
    try:
        return next(lines)
    except StopIteration:
        raise EOFError
sys.ps1, sys.ps2 = "P1", "P2"
console.raw_input = reader
console.interact(banner="BANNER", exitmsg="BYE")
