# Streams that are closed, missing files, bad options, standard input as program, interrupted programs.
import os
import signal
import subprocess
import sys
import time


def run(*arguments, stdin='', **kw):
    result = subprocess.run([sys.executable, *arguments], input=stdin, capture_output=True, text=True, **kw)
    clean = lambda t: t.replace(os.getcwd(), '<cwd>').replace(sys.executable, '<python>')
    print(arguments, result.returncode, repr(clean(result.stdout)[:300]), repr(clean(result.stderr)[:500]))


run('missing.py'), run('.'), run('/dev/null'), run('-', 'arg', stdin='import sys; print(sys.argv)'), run(stdin='print("from stdin", __name__)\n'), run(stdin='x = (\n'), run(stdin='1/0\n'), run('-q', stdin='print(5)'), run('-c', 'print(1'), run('-c', '  print(1)'), run('-c', ''), run('-c', 'import sys; print(sys.stdin.read())', stdin='data')
run('-i', '-c', 'x = 5', stdin='print(x)\n'), run('-u', '-c', 'print(1)'), run('-x', '-c', 'print(2)'), run('-b', '-c', 'print(b"a" == "a")'), run('-bb', '-c', 'print(b"a" == "a")'), run('-W', 'error', '-c', 'import warnings; warnings.warn("w")'), run('-W', 'ignore', '-c', 'import warnings; warnings.warn("w")'), run('-c', 'import warnings; warnings.warn("w")'), run('-X', 'dev', '-c', 'import sys; print(sys.flags.dev_mode)'), run('-P', '-c', 'import sys; print("" in sys.path, sys.flags.safe_path)'), run('-O', '-c', 'assert 0; print(__debug__)'), run('-s', '-S', '-c', 'import sys; print("site" in sys.modules, sys.flags.no_site)'), run('-v', '-h') if False else None, run('-X', 'int_max_str_digits=640', '-c', 'int("1" * 641)'), run('-X', 'int_max_str_digits=5', '-c', '0')
run('-c', 'print("é")', env={'PYTHONIOENCODING': 'ascii'}), run('-c', 'print("é")', env={'PYTHONIOENCODING': 'ascii:replace'}), run('-c', 'import sys; print(sys.flags.hash_randomization)', env={'PYTHONHASHSEED': 'bad'}), run('-c', 'print(hash("a") == hash("a"))', env={'PYTHONHASHSEED': '5'}), run('-c', 'import sys; print(sys.path[1:2])', env={'PYTHONPATH': '/some/where:/else'}), run('-E', '-c', 'import sys; print("/some/where" in sys.path)', env={'PYTHONPATH': '/some/where'}), run('-c', 'import sys; print(sys.stdout.encoding, sys.getfilesystemencoding())', env={'PYTHONUTF8': '1'})
for shell in ('"$0" -c "print(1)" >&-', '"$0" -c "import sys; print(sys.stdout, sys.stdin)" <&- ', '"$0" -c "print(1)" > /dev/full', '"$0" -c "for i in range(100000): print(i)" | head -1', '"$0" -c "import sys; sys.stderr.write(str(1))" 2>&-', '"$0" -c "1/0" 2>&-', '"$0" -c "import os; os.kill(os.getpid(), 2); import time; time.sleep(5)"; echo $?', '"$0" -c "import os; os.kill(os.getpid(), 15); import time; time.sleep(5)"; echo $?', '"$0" -c "import os; os.abort()" 2>/dev/null; echo $?'):
    r = subprocess.run(['sh', '-c', shell, sys.executable], capture_output=True, text=True); print(shell, r.returncode, repr(r.stdout), repr(r.stderr[-300:].replace(sys.executable, '<python>')))
p = subprocess.Popen([sys.executable, '-c', 'import time\ntry:\n    print("ready", flush=True)\n    time.sleep(30)\nexcept KeyboardInterrupt:\n    print("interrupted")\n    raise'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True); p.stdout.readline(); p.send_signal(signal.SIGINT); out, err = p.communicate(); print(p.returncode, out, err.splitlines()[-1])
