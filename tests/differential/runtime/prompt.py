# The interactive prompt, fed from a pipe: blocks, errors, ps1 and ps2, sys.displayhook, exits.
import os
import subprocess
import sys
import tempfile


def run(text, *options, **env):
    result = subprocess.run([sys.executable, '-i', *options], input=text, capture_output=True, text=True,
                            env={**os.environ, **env})
    err = '\n'.join(line for line in result.stderr.split('\n') if not line.startswith('Python 3.11'))
    print(result.returncode, repr(result.stdout), err.replace(sys.executable, '<python>'), sep='\n')


run('1 + 1\nx = 3\nx\nNone\n_\n"a" "b"\n')
run('if 1:\n  print(2)\n\nfor i in range(2):\n    print(i)\n\n\nprint("end")\n', '-q')
run('def f(a,\n      b):\n  """doc\n\n  more"""\n  return a + b\n\nf(1,\n  2)\n', '-q')
run('1/0\nprint(1)\n  print(2)\nx = (\n\n1)\nx\nx = \nfoo bar\nif x:\n\nprint("é")\n', '-q')
run('# comment\n\n   \nprint(1) # more\n@property\n\ndef g(): pass\n\nclass A: x = 1; y = 2\n\nA.x\ntry: 1/0\nexcept ZeroDivisionError as e: e\n\n', '-q')
run('import sys\nsys.ps1 = "one "\nsys.ps2 = "two "\nif 1:\n  5\n\nclass P:\n  n = 0\n  def __str__(self): P.n += 1; return str(P.n) + ">"\n\nsys.ps1 = P()\n1\n2\n', '-q')
run('import sys\nsys.displayhook = lambda v: print("shown", v)\n5\ndel sys.displayhook\n6\n', '-q')
run('raise SystemExit(7)\n', '-q'), run('import sys\nsys.exit("text")\n', '-q'), run('exit(3)\n', '-q')
run('print(x)\n', '-c', 'x = 5'), run('print(1)\n', '-c', '1/0'), run('print(1)\n', '-c', 'import sys; sys.exit(9)'), run('', '-c', 'import sys; sys.exit(9)')
run('while True:\n  break\nelse:\n  pass\n\nmatch 5:\n  case 5: print("five")\n\nmatch = 3\nmatch\nasync def f(): await x\n\n', '-q')
run('"""abc\ndef"""\n\'abc\na = 1 \\\n+ 2\na\n{1: 2,\n\n3: 4}\nx = """', '-q')
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'start.py')
    with open(path, 'w') as f:
        f.write('import sys\nstarted = sys.argv\nprint("startup")\n')
    run('started\n', '-q', PYTHONSTARTUP=path)
    run('1\n', '-q', '-E', PYTHONSTARTUP=path)
