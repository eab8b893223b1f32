# SIGINT and other signals in loops, sleeps, reads, imports, finalizers: how the process ends.
import os
import signal
import subprocess
import sys
import time


def run(label, code, sig=signal.SIGINT, program=('-c',), stdin=subprocess.PIPE):
    child = subprocess.Popen([sys.executable, *program, code], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    line = child.stdout.readline()
    time.sleep(0.1)
    child.send_signal(sig)
    time.sleep(0.1)
    try:
        out, err = child.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        child.kill()
        out, err = child.communicate()
        label += ' HUNG'
    last = err.decode().strip().splitlines()
    print(label, child.returncode, line + out, last[-1:] if last else last, len(last) > 1)


ready = 'print("ready", flush=True)\n'
run('loop', ready + 'while True: pass'), run('sleep', 'import time\n' + ready + 'time.sleep(30)'), run('input', ready + 'input()'), run('read', 'import os\n' + ready + 'os.read(0, 1)'), run('comprehension', ready + '[0 for _ in iter(int, 1)]'), run('sum', ready + 'sum(x for x in iter(int, 1))'), run('recursion', ready + 'def f():\n  while True: g()\ndef g(): pass\nf()')
run('caught', 'try:\n  ' + ready + '  while True: pass\nexcept KeyboardInterrupt: print("caught")'), run('finally', 'try:\n  ' + ready + '  while True: pass\nfinally: print("finally")'), run('context', 'import contextlib\nwith contextlib.suppress(KeyboardInterrupt):\n  ' + ready + '  while True: pass\nprint("after")'), run('handler', 'import signal, sys\nsignal.signal(signal.SIGINT, lambda s, f: sys.exit(7))\n' + ready + 'while True: pass'), run('handler raises', 'import signal\ndef h(s, f): raise ValueError(s)\nsignal.signal(signal.SIGINT, h)\n' + ready + 'while True: pass'), run('ignored', 'import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n' + ready + 'time.sleep(.3); print("survived")'), run('default', 'import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\n' + ready + 'time.sleep(30)')
run('term', ready + 'import time; time.sleep(30)', signal.SIGTERM), run('hup', ready + 'import time; time.sleep(30)', signal.SIGHUP), run('term handler', 'import signal, time\nsignal.signal(signal.SIGTERM, lambda *a: print("term", flush=True))\n' + ready + 'time.sleep(.4); print("slept on")', signal.SIGTERM), run('usr1', ready + 'import time; time.sleep(30)', signal.SIGUSR1), run('atexit', 'import atexit, time\natexit.register(print, "at exit")\n' + ready + 'time.sleep(30)'), run('thread', 'import threading, time\nthreading.Thread(target=time.sleep, args=(.2,)).start()\n' + ready + 'while True: pass'), run('join', 'import threading, time\nt = threading.Thread(target=time.sleep, args=(.5,), daemon=True); t.start()\n' + ready + 't.join()'), run('lock', 'import threading\nl = threading.Lock(); l.acquire()\n' + ready + 'l.acquire()'), run('queue', 'import queue\n' + ready + 'queue.Queue().get()'), run('select', 'import select\n' + ready + 'select.select([], [], [], 30)'), run('subprocess', 'import subprocess\n' + ready + 'subprocess.run(["sleep", ".3"])'), run('regex', ready + 'import re\nre.match("(a+)+b", "a" * 40)') if False else None, run('exit in except', 'try:\n  ' + ready + '  while True: pass\nexcept KeyboardInterrupt: raise SystemExit(3)'), run('chained', 'try:\n  ' + ready + '  while True: pass\nexcept KeyboardInterrupt: 1/0'), run('raise', ready + 'raise KeyboardInterrupt'), run('exec', ready + 'exec("while True: pass")'), run('sorted', ready + 'sorted(iter(int, 1))') if False else None, run('generator', 'def g():\n  try:\n    ' + ready + '    while True: yield\n  finally: print("closed")\nfor _ in g(): pass'), run('hook', 'import sys\nsys.excepthook = lambda *a: print("hook", a[0].__name__)\n' + ready + 'while True: pass')
with open('slow_module.py', 'w') as f:
    f.write(ready + 'while True: pass\n')
run('import', 'import slow_module'), run('module', 'slow_module', program=('-m',)), run('file', 'slow_module.py', program=())
