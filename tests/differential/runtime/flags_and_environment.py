# sys.flags, sys._xoptions, sys.warnoptions, sys.argv and sys.orig_argv from options and environment.
import subprocess
import sys

SHOW = 'import sys; print(sys.flags); print(sys._xoptions, sys.warnoptions, sys.argv, sys.orig_argv[1:], sys.dont_write_bytecode, sys.pycache_prefix)'


def run(*options, code=SHOW, **env):
    result = subprocess.run([sys.executable, *options, '-c', code, 'arg', '-x'], capture_output=True, text=True, env={'PYTHONHASHSEED': '0', **env})
    print(options, env, result.returncode, result.stdout, result.stderr.replace(sys.executable, '<python>'), sep='\n')


run(), run('-bbdEiqsSvO' .replace('v', '').replace('i', '')), run('-I'), run('-OO'), run('-P'), run('-X', 'dev'), run('-X', 'utf8=0'), run('-X', 'a=b', '-X', 'c', '-X', 'd=', '-Xe=f=g')
run('-W', 'ignore', '-Wdefault::DeprecationWarning', '-b'), run('-X', 'pycache_prefix=/some/where'), run('-X', 'warn_default_encoding'), run('-X', 'int_max_str_digits=5000'), run('-R')
run(PYTHONDEBUG='2', PYTHONOPTIMIZE='x', PYTHONDONTWRITEBYTECODE='0', PYTHONNOUSERSITE='1', PYTHONSAFEPATH='1'), run('-O', PYTHONOPTIMIZE='2'), run('-E', PYTHONOPTIMIZE='2'), run(PYTHONDONTWRITEBYTECODE='1', PYTHONPYCACHEPREFIX='/p'), run('-X', 'pycache_prefix=/q', PYTHONPYCACHEPREFIX='/p')
run(PYTHONDEVMODE='1', PYTHONWARNINGS='ignore,error::UserWarning,,once'), run(PYTHONUTF8='1'), run(PYTHONUTF8='0', LC_ALL='C'), run(LC_ALL='C.UTF-8'), run(PYTHONINTMAXSTRDIGITS='0'), run(PYTHONWARNDEFAULTENCODING='1'), run(PYTHONHASHSEED='12')
PATHS = 'import sys; print(sys.path, sys.prefix, sys.exec_prefix, sys.base_prefix, sys.platlibdir, sys._stdlib_dir, sys.executable == sys.orig_argv[0])'
run(code=PATHS), run('-I', code=PATHS), run('-S', code=PATHS), run('-P', code=PATHS), run(code=PATHS, PYTHONPATH='/a:/b'), run('-E', code=PATHS, PYTHONPATH='/a'), run(code=PATHS, PYTHONHOME='/usr'), run('-s', code=PATHS, HOME='/root')
STREAMS = 'import sys; [print(s, s.errors, s.line_buffering, s.write_through) for s in (sys.stdin, sys.stdout, sys.stderr)]'
run(code=STREAMS), run('-u', code=STREAMS), run(code=STREAMS, PYTHONIOENCODING='latin-1:replace'), run(code=STREAMS, PYTHONIOENCODING=':ignore'), run(code=STREAMS, PYTHONIOENCODING='utf-16'.replace('16', '8')), run(code=STREAMS, PYTHONUNBUFFERED='1'), run(code=STREAMS, LC_ALL='C.UTF-8')
run(code='import os; print(os.environ)'), run(code='import os; print(os.environ)', PYTHONCOERCECLOCALE='0'), run(code='import os; print(os.environ)', PYTHONCOERCECLOCALE='warn'), run(code='import os; print(os.environ)', LC_ALL='C')
