# PYTHON… variables: paths, startup, streams, breakpoints, case, platlibdir, hash seeds.
import os
import subprocess
import sys

os.makedirs('lib1/sub'), os.makedirs('lib2')
for name, text in {'lib1/one.py': 'x = 1', 'lib2/one.py': 'x = 2', 'lib2/two.py': 'x = 3', 'bp.py': 'def stop(*a, **k): print("stopped", a, k); return 7', 'start.py': 'print("never without a prompt")'}.items():
    with open(name, 'w') as f:
        f.write(text)


def run(code, *options, **env):
    base = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')} | {'PYTHONHASHSEED': '0'}
    r = subprocess.run([sys.executable, *options, '-c', code], input='in\n', capture_output=True, env=base | env)
    print(code, options, env, r.returncode, r.stdout, r.stderr.decode('utf-8', 'replace').replace(sys.executable, '<python>').replace(os.getcwd(), '<cwd>'), sep='\n  ')


path = 'import sys, os; print([p.replace(os.getcwd(), "<cwd>") for p in sys.path[:4]])'
run(path, PYTHONPATH='lib1'), run(path, PYTHONPATH='lib1:lib2'), run(path, PYTHONPATH=':lib1:'), run(path, PYTHONPATH='lib1//sub/..:./lib2:/abs/x'), run(path, '-E', PYTHONPATH='lib1'), run(path, '-I', PYTHONPATH='lib1'), run(path, '-P', PYTHONPATH='lib1'), run(path, PYTHONSAFEPATH='1'), run(path, PYTHONPATH='')
run('import one, two; print(one.x, two.x)', PYTHONPATH='lib1:lib2'), run('import one; print(one.x)', PYTHONPATH='lib2:lib1')
run('print(breakpoint(1, a=2))', PYTHONBREAKPOINT='bp.stop'), run('print(breakpoint())', PYTHONBREAKPOINT='0'), run('breakpoint()', PYTHONBREAKPOINT='nosuch.f'), run('breakpoint()', PYTHONBREAKPOINT='bp.nosuch'), run('print(breakpoint(5))', PYTHONBREAKPOINT='print'), run('breakpoint()', PYTHONBREAKPOINT='int') , run('import sys; sys.breakpointhook = lambda *a: 9; print(breakpoint()); del sys.breakpointhook; breakpoint()')
streams = 'import sys; print([(s.encoding, s.errors, s.line_buffering, s.write_through) for s in (sys.stdin, sys.stdout, sys.stderr)], sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.flags.utf8_mode)'
for env in ({}, {'PYTHONIOENCODING': 'ascii'}, {'PYTHONIOENCODING': 'LATIN1:ignore'}, {'PYTHONIOENCODING': ':replace'}, {'PYTHONIOENCODING': 'cp1252:'}, {'PYTHONUTF8': '1'}, {'PYTHONUTF8': '0'}, {'PYTHONUNBUFFERED': '1'}, {'LC_ALL': 'C'}, {'LC_ALL': 'POSIX', 'PYTHONCOERCECLOCALE': '0'}, {'LC_ALL': 'C', 'PYTHONUTF8': '0', 'PYTHONCOERCECLOCALE': '0'}, {'LC_ALL': 'nosuch'}):
    run(streams, **env)
run('print("é€")', PYTHONIOENCODING='ascii'), run('print("é€")', PYTHONIOENCODING='ascii:backslashreplace'), run('print("é€")', PYTHONIOENCODING='latin-1:xmlcharrefreplace'), run('print(ascii(input()))', PYTHONIOENCODING='utf-8:surrogateescape')
run('print(1)', PYTHONSTARTUP='start.py'), run('import sys; print(sys.platlibdir)', PYTHONPLATLIBDIR='lib64' if False else 'lib'), run('import sys; print(sys.flags.no_user_site, sys.dont_write_bytecode)', PYTHONNOUSERSITE='1', PYTHONDONTWRITEBYTECODE='0'), run('print({"a", "b", "c", "d"}, hash("x"))', PYTHONHASHSEED='123'), run('import tracemalloc as t; print(t.is_tracing(), t.get_traceback_limit())', PYTHONTRACEMALLOC='3'), run('import sys; print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits)', PYTHONINTMAXSTRDIGITS='0')
