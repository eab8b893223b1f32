# exits 3: SystemExit in its forms, each in a process of its own, then in this one.
import subprocess
import sys
for code in ('import sys; sys.exit()',
    'import sys; sys.exit(7)',
    'import sys; sys.exit("message")',
    'import sys; sys.exit(None)',
    'import sys; sys.exit([1])',
    'raise SystemExit',
    'raise SystemExit(5)',
    'raise SystemExit("text")',
    'exit(4)',
    'quit("bye")',
             'raise KeyboardInterrupt',
             '1/0',
             'import os; os._exit(9)',
             'raise SystemExit(300)',
             'raise SystemExit(-1)',
             'raise SystemExit(True)',
             'raise SystemExit(1.5)',
             'raise SystemExit(2**70)',
             'import atexit, sys; atexit.register(print, "at exit"); sys.exit(2)',
             'try:\n raise SystemExit(1)\nfinally:\n print("finally")',
             'import sys\ntry: sys.exit(1)\nexcept SystemExit as e: print("caught", e.code)',
             'import sys; sys.stderr.write("no newline"); sys.exit(6)',
             'class E(BaseException): pass\nraise E("custom")',
             'assert False',
             'import sys; sys.exit((1,2))'):
    result = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True)
    print(repr(code), result.returncode, repr(result.stdout), repr(result.stderr))


def cleanup():
    print('cleaning up', flush=True)


import atexit
atexit.register(cleanup)
atexit.register(lambda: print('registered last, run first'))
sys.stdout.flush()
raise SystemExit(3)
