# The sanitizer, where there is one, leaves the signals alone:
# env: ASAN_OPTIONS=detect_leaks=0:handle_segv=0:handle_abort=0:handle_sigfpe=0
"""faulthandler: dumps on demand, after a time, at signals; fatal signals in child processes."""
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import time


def normal(text):
    return re.sub(r"0x[0-9a-f]{16}", "0x…", text.decode() if isinstance(text, bytes) else text).replace(__file__, "FILE")


def inner(file):
    faulthandler.dump_traceback(file)
    faulthandler.dump_traceback(file, all_threads=False)


def outer(file):
    return inner(file)


with tempfile.TemporaryFile("w+") as file:
    outer(file)
    file.seek(0)
    print(normal(file.read()))

with tempfile.TemporaryFile("w+") as file:
    faulthandler.dump_traceback_later(0.05, file=file)
    time.sleep(0.3)
    faulthandler.dump_traceback_later(1000, file=file)
    faulthandler.cancel_dump_traceback_later()
    file.seek(0)
    print(normal(file.read()))

with tempfile.TemporaryFile("w+") as file:
    seen = []
    signal.signal(signal.SIGUSR1, lambda *args: seen.append(args[0]))
    faulthandler.register(signal.SIGUSR1, file=file, all_threads=False, chain=True)
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(0.05)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1), seen)
    file.seek(0)
    print(normal(file.read()))

print(faulthandler.is_enabled(), faulthandler.disable())
for wrong in (lambda: faulthandler.register(signal.SIGSEGV), lambda: faulthandler.register(0), lambda: faulthandler.enable(-1),
              lambda: faulthandler.dump_traceback_later(0), lambda: faulthandler.enable(object()), lambda: faulthandler.register(1000)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)

for body in ("def f(): faulthandler._sigsegv()\nf()", "faulthandler._sigabrt()", "faulthandler._sigfpe()"):
    code = f"import faulthandler\nfaulthandler.enable()\n{body}"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True)
    print(result.returncode, normal(result.stderr))
result = subprocess.run([sys.executable, "-X", "faulthandler", "-c", "import faulthandler; print(faulthandler.is_enabled())"], capture_output=True)
print(result)
