# Standard streams that are closed, full, folders, broken pipes.
import os
import re
import subprocess
import sys

exe = sys.executable


def shell(command, stdin=b''):
    r = subprocess.run(['/bin/sh', '-c', command.replace('PY', exe)], input=stdin, capture_output=True)
    err = re.sub('0x[0-9a-f]+', '0x…', r.stderr.decode().replace(exe, '<python>'))
    print(command, r.returncode, r.stdout, err, sep='\n  ')


show = "-c 'import sys; print([s and s.name for s in (sys.stdin, sys.stdout, sys.stderr)], file=open(\"out\", \"w\"))'; cat out"
for closed in ('<&-', '>&-', '2>&-', '<&- >&-', '<&- >&- 2>&-', '</', '</dev/null', '>/dev/full', '2>/dev/full'):
    shell('PY ' + show.replace("'; cat", f"' {closed}; cat"))
shell("PY -c 'print(1)' >&-"), shell("PY -c 'print(1)' >/dev/full"), shell("PY -c 'import sys; print(1, file=sys.stderr)' 2>/dev/full"), shell("PY -c '1/0' 2>&-"), shell("PY -c 'input()' <&-"), shell("PY <&-"), shell("PY -c 'print(input())' </dev/null"), shell('PY -u -c "print(1)" >/dev/full'), shell("PY -c 'import sys; sys.stdout.write(\"x\" * 100000)' >/dev/full"), shell("PY -c 'import sys; print(1); sys.stdout.flush()' >/dev/full")
shell("PY -c 'import sys; print(1); sys.exit(5)' >/dev/full"), shell("PY -c 'print(1); 1/0' >/dev/full"), shell("PY -c 'import os; os.close(1); print(1)'"), shell("PY -c 'import os; os.close(2); 1/0'"), shell("PY -c 'import sys; sys.stdout.close(); print(1)'"), shell("PY -c 'import sys; sys.stdout.close()'"), shell("PY -c 'import sys; sys.stdin.close(); input()'")
shell("PY -c 'import sys\nfor i in range(100000): print(i)' | head -1"), shell("PY -c 'import os, sys; os.write(1, b\"x\\n\" * 10); print(\"y\" * 700000)' | head -1"), shell("(PY -c 'import time; time.sleep(.3); print(1)'; echo code $? >&2) | true"), shell("(PY -c 'import sys, time; time.sleep(.3)\ntry: print(1, flush=True)\nexcept BrokenPipeError as e: print(e.errno, file=sys.stderr)'; echo code $? >&2) | true")
shell("PY -c 'import sys; sys.stdout = open(\"f\", \"w\"); print(1)'; cat f"), shell("PY -c 'import sys; sys.stdout.detach(); print(1)'"), shell("PY -c 'import sys; sys.stdout.buffer.close(); print(1)'"), shell("PY -c 'import sys; print(repr(sys.stdin.read()))'", b'\xff\xfe'), shell("PY -c 'import sys; print(ascii(sys.stdin.read()))'", b'\xff\xfe\r\n'), shell("PY -c 'print(input(\"p\"), input())'", b'one\ntwo'), shell("PY -c 'input(); input()'", b'one\n'), shell("PY -c 'print(\"\\udc80\")'"), shell("PY -c 'import sys; print(\"\\ud800\", file=sys.stderr)'"), shell("PY -c 'raise ValueError(\"\\ud800\")'")
shell("PY -i -c 'x = 1' <&-"), shell("PY -c 'import sys; sys.stdout = 5; print(1)'"), shell("PY -c 'import sys; sys.stdin = 5; input()'"), shell("PY -c 'import sys; sys.stdin = None; input()'"), shell("PY -c 'import sys; sys.stderr = None; input(\"p\")'", b'x\n'), shell("PY -c 'import sys; sys.stdout = None; input(\"p\")'", b'x\n')
