# -X importtime, tracemalloc, faulthandler, showrefcount, warn_default_encoding, no_debug_ranges, dev; -d, -u, -q, -t.
import os
import re
import subprocess
import sys

with open('mod.py', 'w') as f:
    f.write('import json.scanner\nfrom os import path\ndef f(x):\n    return (x +\n        None)\n')


def run(*options, code='', **env):
    r = subprocess.run([sys.executable, *options, '-c', code], capture_output=True, text=True, env=os.environ | env)
    return r.returncode, r.stdout, r.stderr.replace(os.getcwd(), '<cwd>').replace(sys.executable, '<python>')


code, out, err = run('-X', 'importtime', code='import mod, mod; import nosuch')
lines = err.splitlines()
print(code, out, lines[0]); print([re.sub(r'\s*\d+', ' N', line)[:50] if 'mod' in line else None for line in lines if re.search(r'\bmod$', line)], [line.split('|')[2] for line in lines if line.endswith(('json.scanner', 'json.decoder', ' json', 'mod', 'nosuch'))], lines[-1])
print(run('-X', 'no_debug_ranges', code='import mod\nprint(list(mod.f.__code__.co_positions())[:3])\nmod.f(1)')), print(run(code='import mod\nmod.f(1)')), print(run(code='import mod\nmod.f(1)', PYTHONNODEBUGRANGES='1'))
print(run('-X', 'tracemalloc', code='import tracemalloc as t\nprint(t.is_tracing(), t.get_traceback_limit())\nx = [0] * 100000\na, b = t.get_traced_memory(); print(a > 700000, b >= a)\nt.stop(); print(t.is_tracing(), t.get_traced_memory())\nt.start(5); print(t.get_traceback_limit()); t.clear_traces(); t.reset_peak(); print(type(t.take_snapshot()).__name__)')), print(run('-X', 'tracemalloc=7', code='import tracemalloc as t; print(t.get_traceback_limit())')), print(run(code='import tracemalloc as t\nfor a in (0, 65536, "x"):\n  try: t.start(a)\n  except Exception as e: print(type(e).__name__, e)\ntry: t.take_snapshot()\nexcept RuntimeError as e: print(e)\nprint(t.get_object_traceback([]))'))
print(run('-X', 'warn_default_encoding', code='open("mod.py").close()')), print(run('-X', 'warn_default_encoding', code='import io; io.TextIOWrapper(io.BytesIO()); open("mod.py", encoding="locale").close(); print(io.text_encoding(None), io.text_encoding("x"))')), print(run('-X', 'dev', code='import sys, faulthandler; print(sys.flags.dev_mode, faulthandler.is_enabled(), sys.warnoptions); open("mod.py")')), print(run('-X', 'dev', code='"x".encode("ascii", "nosuch")')), print(run(code='"x".encode("ascii", "nosuch")')), print(run('-X', 'dev', code='open("mod.py", encoding="utf-8", errors="nosuch")')), print(run('-X', 'dev', code='b"x".decode("utf-8", "nosuch")')), print(run('-X', 'faulthandler', code='import faulthandler; print(faulthandler.is_enabled())'))
print(run('-d', code='import sys; print(sys.flags.debug)')), print(run('-u', code='import sys; print(sys.stdout.write_through, type(sys.stdout.buffer).__name__, sys.stdin.line_buffering)')), print(run('-q', code='import sys; print(sys.flags.quiet)')), print(run('-X', 'utf8', code='import sys; print(sys.flags.utf8_mode, sys.stdout.encoding)')), print(run('-X', 'showrefcount', code='print(1)')), print(run('-X', 'pycache_prefix=cache', code='import sys, mod; print(sys.pycache_prefix)')), print(run('-X', 'int_max_str_digits=640', code='print(len(str(10**639)))\nstr(10**640)')), print(run('-X', 'frozen_modules=off', code='import os, _frozen_importlib; print(os.__spec__.origin, _frozen_importlib.__spec__.origin, os.__file__)')), print(run(code='import os, abc; print(os.__spec__.origin, abc.__spec__.loader.__name__, os.__file__, abc.__cached__ if hasattr(abc, "__cached__") else None)'))
