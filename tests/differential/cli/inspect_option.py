# -i: the prompt after a program, PYTHONINSPECT, os.environ at run time, exits and errors before it.
import os
import subprocess
import sys

with open('prog.py', 'w') as f:
    f.write('import sys\nx = 5\ndef f(): return x\nprint("ran", sys.argv, __file__, sys.flags.inspect)\n')
with open('fails.py', 'w') as f:
    f.write('y = 7\n1 / 0\n')
with open('exits.py', 'w') as f:
    f.write('import atexit, sys\natexit.register(print, "at exit")\nz = 1\nsys.exit(4)\n')


def run(stdin, *args, **env):
    r = subprocess.run([sys.executable, *args], input=stdin, capture_output=True, text=True, env=os.environ | env)
    err = '\n'.join(line for line in r.stderr.split('\n') if not line.startswith('Python 3.11'))
    print(repr(stdin), args, env, r.returncode, r.stdout, err.replace(os.getcwd(), '<cwd>').replace(sys.executable, '<python>'), sep='\n  ')


run('x\nf()\n', '-i', 'prog.py', 'a'), run('y\nimport sys; sys.last_type, sys.last_value\n', '-i', 'fails.py'), run('z\n', '-i', 'exits.py'), run('exit(9)\n', '-i', 'exits.py'), run('raise SystemExit\n', '-i', 'prog.py'), run('1/0\nx\n', '-i', 'prog.py'), run('', '-i', 'prog.py'), run('__file__\n', '-i', 'prog.py'), run('__name__, __loader__ is not None\n', '-i', 'prog.py')
run('x + 1\n', '-i', '-c', 'x = 1'), run('x\n', '-i', '-c', 'x = 1; raise SystemExit(3)'), run('x\n', '-i', '-c', 'x = '), run('5\n', '-i', 'nosuch.py'), run('q\n', '-i', '-m', 'prog'), run('1\n', '-i', '-q'), run('1\n', '-i'), run('print(2)\n', '-i', '-')
run('x\n', 'prog.py', PYTHONINSPECT='1'), run('x\n', '-E', 'prog.py', PYTHONINSPECT='1'), run('z\n', '-c', 'import os; os.environ["PYTHONINSPECT"] = "1"; z = 8'), run('if 1:\n  2\n\n3\n', '-i', 'prog.py'), run('import sys; sys.ps1 = "? "\n1\nsys.ps1\n', '-i', '-c', ''), run('def g():\n  raise KeyError(1)\n\ng()\n_\n', '-i', '-c', '_ = 3'), run('x = 1; x\nfor i in (1, 2): i\n\n', '-i', '-c', ''), run('"é"\n\'\\ud800\'\n', '-i', '-c', ''), run('def f(:\n1 +\n(\n)\n', '-i', '-c', ''), run('"""a\n\nb"""\n', '-i', '-c', ''), run('try:\n  1/0\nexcept E: pass\nfinally: print("f")\n\n', '-i', '-c', '')
