# Programs from standard input: plain, with "-", arguments, errors, encodings, partial reading, interactive look-alikes.
import subprocess
import sys


def run(program, *args):
    r = subprocess.run([sys.executable, *args], input=program, capture_output=True)
    print(program[:60], args, r.returncode, r.stdout, r.stderr.decode('utf-8', 'replace').replace(sys.executable, '<python>'), sep='\n  ')


run(b'print(1)\n'), run(b'print(1)'), run(b''), run(b'\n\n# nothing\n'), run(b'import sys; print(sys.argv, repr(sys.path[0]))\n', '-', 'a', '-b'), run(b'print(__name__, __file__)\n')
run(b'if 1:\n  print(2)\nelse:\n  print(3)\n'), run(b'def f():\n\n    x = 1\n\n    return x\nprint(f())\n'), run(b'1/0\nprint("never")\n'), run(b'x = (\n'), run(b'  x\n'), run(b'print("\xc3\xa9")\n'), run(b'print("\xe9")\n')
run(b'# -*- coding: latin-1 -*-\nprint(ascii("\xe9"))\n'), run(b'# coding: nosuch\nprint(1)\n'), run(b'\xef\xbb\xbfprint("bom")\n'), run(b'print(1)\r\nprint(2)\r\n'), run(b'print(1)\rprint(2)\r'), run(b'x = """a\r\nb"""\r\nprint(repr(x))\n')
run(b'import sys\nprint(repr(sys.stdin.read()))\n'), run(b'print(input())\ntext\n'), run(b'import inspect\ndef f(): pass\ntry: print(inspect.getsource(f))\nexcept OSError as e: print(e)\n'), run(b'raise ValueError("x")\n'), run(b'def f():\n  raise ValueError("deep")\nf()\n')
run(b'x = 1\0\nprint(x)\n'), run(b'print(1)\n', '-x'), run(b'garbage here\nprint(2)\n', '-x', '-'), run(b'print(3)\n', '-i', '-c', 'print("c")'), run(b'print(4)\n', '-O', '-u', '-')
run(b'while True: pass\nelse: pass\nprint(' + b'(' * 300 + b')' * 300 + b')\n'), run(b'lambda: (yield)\nreturn 5\n'), run(b'"abc\n'), run(b'\xff\xfe\n'), run(b'print(' + b'"x" ' * 2000 + b')\n')
