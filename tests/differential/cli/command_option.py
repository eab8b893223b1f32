# -c: arguments, several lines, sys.path, errors with their positions, encodings of the command itself.
import subprocess
import sys


def run(*args, stdin=''):
    r = subprocess.run([sys.executable, *args], input=stdin, capture_output=True, text=True)
    print(args, r.returncode, repr(r.stdout), r.stderr.replace(sys.executable, '<python>'), sep='\n  ')


run('-c', 'import sys; print(sys.argv, sys.path[0], __name__, __builtins__.__name__)', 'a', '-c', '--', '-')
run('-c', 'print(1)\nif True:\n    print(2)\n\nprint(3)'), run('-c', ''), run('-c', '\n\n'), run('-c', '#only'), run('-c', 'pass\\')
run('-cprint(5)'), run('-Ic', 'print(6)'), run('-c'), run('-c', '  print(1)'), run('-c', 'x = \n'), run('-c', 'def f(:\n  pass')
run('-c', 'print("é", ascii("日本"), "\U0001f600")'), run('-c', 'print("a" "b"\n'), run('-c', '"""'), run('-c', "print('x)")
run('-c', '1/0'), run('-c', 'def f():\n    return g()\n\ndef g():\n    raise KeyError("k")\n\nf()'), run('-c', 'import nosuchmodule')
run('-c', 'raise SystemExit'), run('-c', 'raise SystemExit(None)'), run('-c', 'raise SystemExit(5)'), run('-c', 'raise SystemExit("text")'), run('-c', 'raise SystemExit(256 + 7)'), run('-c', 'raise SystemExit(-1)'), run('-c', 'raise SystemExit(2 ** 70)'), run('-c', 'raise SystemExit((1, 2))'), run('-c', 'raise SystemExit(True)'), run('-c', 'raise SystemExit(1.5)')
run('-c', 'import os; os._exit(4)'), run('-c', 'import os; os.abort' + '\nprint("no")'), run('-c', 'exit(3)'), run('-c', 'quit("bye")'), run('-c', 'print(exit, copyright.__class__.__name__)')
run('-c', 'print(globals().keys() - {"__file__"})' if False else 'print(sorted(globals()))'), run('-c', 'import __main__; print(__main__.__dict__ is globals(), hasattr(__main__, "__file__"), __main__.__loader__, __main__.__spec__, __main__.__package__)')
run('-c', 'class E(Exception):\n  def __str__(self): raise ValueError\nraise E'), run('-c', 'raise type("E", (Exception,), {"__module__": "m"})("text")'), run('-c', 'import sys\nsys.stdout.write("no newline")'), run('-c', 'import sys; sys.stderr = None; 1/0'), run('-c', 'import sys; sys.stdout = None; print(1)'), run('-c', 'import sys; del sys.stdout; print(1)')
run('-c', 'x: int = 1; print(__annotations__)'), run('-c', 'import sys; sys.excepthook = lambda *a: print("hook", a[0].__name__, a[1]); 1/0'), run('-c', 'import sys; sys.excepthook = 5; 1/0'), run('-c', 'import sys; del sys.excepthook; 1/0'), run('-c', 'import sys\ndef hook(*a): raise KeyError("in hook")\nsys.excepthook = hook\n1/0')
