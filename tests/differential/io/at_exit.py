# What happens to output at exit: closed or broken stdout and stderr, daemon threads, streams left open.
import os, subprocess, sys, tempfile
d = tempfile.mkdtemp(); path = os.path.join(d, 'out')
def run(code, *options, stdin=None, **kw):
    p = subprocess.run([sys.executable, *options, '-c', code], capture_output='stdout' not in kw, input=stdin, env={'PATH': '/usr/bin', 'HOME': d, 'LC_ALL': 'C.UTF-8'}, **kw)
    out = lambda b: ascii((b or b'').decode('utf-8', 'replace').replace(d, 'DIR'))
    import re
    print(p.returncode, out(p.stdout), re.sub('0x[0-9a-f]+', 'ADDR', out(p.stderr)))
run('print("x"); import sys; sys.stdout.close()'); run('import sys; sys.stdout.close(); print("y")'); run('import sys; del sys.stdout; print("w")'); run('import sys; sys.stdout = None; print("n")'); run('import sys; sys.stderr = None; print("n"); 1/0')
run('import os; print("a"); os.close(1)'); run('import os, sys; print("a"); os.close(1); sys.stdout.flush()'); run('import os; os.close(2); print("b"); 1/0'); run('import os, sys; sys.stderr.write("kept"); os._exit(3)'); run('import sys; print("lost"); import os; os._exit(4)'); run('import sys; print("shown", flush=True); import os; os._exit(4)')
run('f = open(%r, "w"); f.write("data"); x = [f]; x.append(x)' % path); print(open(path).read())
run('f = open(%r, "w"); f.write("more"); import sys; sys.exit("message")' % path); print(open(path).read())
run('import sys; sys.stdout.detach(); print("v")'); run('import sys; sys.stdout.buffer.close()'); run('import sys; sys.stdin.close(); print(sys.stdin.closed); input()'); run('import sys; del sys.stdin; input()'); run('import sys; sys.stdin = None; input()'); run('import sys; sys.stdout = None; input()', stdin=b'q\n')
run('''class C:
    def __del__(self): print("out")
c = C(); print("first")''')
run('''import sys, io
class S(io.StringIO):
    def flush(self): raise ValueError("flush")
sys.stdout = S(); print("x")''')
run('''import sys
class S:
    def write(self, s): sys.__stdout__.write(s.upper())
sys.stdout = S(); print("x")
raise SystemExit(5)'''); run('''import sys
class S:
    def write(self, s): sys.__stdout__.write(s.upper())
sys.stderr = S(); 1/0''')
run('import atexit, sys; atexit.register(print, "late"); sys.stdout.write("early ")'); run('import sys; sys.stdout.write("\\ud800")'); run('import sys; sys.stderr.write("\\ud800\\n"); sys.stdout.reconfigure(errors="replace"); print("\\ud800")')
run('print("x" * 100000, end="")', stdout=subprocess.DEVNULL)
if os.path.exists('/dev/full'):
    for code in ('print("x")', 'print("x", flush=True)', 'import sys; sys.stdout.write("x" * 20000)', 'import sys; sys.stdout.buffer.write(b"x"); sys.stdout.flush()'):
        with open('/dev/full', 'wb') as full: run(code, stdout=full, stderr=subprocess.PIPE)
        with open('/dev/full', 'wb') as full: run(code, '-u', stdout=full, stderr=subprocess.PIPE)
    with open('/dev/full', 'wb') as full: run('import sys; sys.stderr.write("x"); 1/0', stdout=subprocess.PIPE, stderr=full)
r, w = os.pipe(); os.close(r); run('print("x" * 10)', stdout=w, stderr=subprocess.PIPE); run('for i in range(100000): print(i)', stdout=w, stderr=subprocess.PIPE); os.close(w)
run('import sys; print(sys.stdout.line_buffering, sys.stdout.write_through, sys.stderr.line_buffering, sys.stderr.write_through, sys.stdin.line_buffering, sys.stdout.errors, sys.stderr.errors, sys.stdin.errors, sys.stdout.mode, sys.stdin.mode, sys.stdout.name, sys.stdout.buffer.name, sys.stdout.newlines)'); run('import sys; print(sys.stdout.line_buffering, sys.stdout.write_through, sys.stderr.write_through, type(sys.stdout.buffer).__name__, sys.stdout)', '-u')
