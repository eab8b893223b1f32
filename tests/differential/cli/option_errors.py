# Options that are wrong, missing or combined; versions and help.
import subprocess
import sys


def run(*args, **env):
    import os
    r = subprocess.run([sys.executable, *args], input='', capture_output=True, text=True, env=os.environ | env)
    out = r.stdout.replace(sys.executable, '<python>')
    out = out if len(out) < 200 else f'{len(out.splitlines())} lines {hash(out)}'
    print(args, env, r.returncode, repr(out), r.stderr.replace(sys.executable, '<python>'), sep='\n  ')


for args in (['-z'], ['-Z', 'x'], ['--nosuch'], ['-J'], ['-m'], ['-W'], ['-X'], ['-c'], ['-Ym'], ['-sz'], ['--check-hash-based-pycs'], ['--check-hash-based-pycs', 'x'], ['--versio'], ['--help=1'], ['-?x'], ['--'], ['-'], ['-tt', '-c', 'print(1)'], ['-V'], ['--version'], ['-OV'], ['-V', '-c', 'print(1)'], ['-m', 'nosuch'], ['-m', 'nosuch.sub'], ['-m', 'os.path.nosuch'], ['-m', ''], ['-m', '.x'], ['-m', 'encodings'], ['-m', 'email'], ['-m', 'sys'], ['-m', 'zipimport', 'x'], ['-m', 'a b'], ['-m', 'this', '-c'] if False else ['-mnosuch'], ['nosuch.py', 'arg'], ['no/such/folder/x.py'], ['/'], ['\udcff' if False else 'x.pyc'], ['-X', 'utf8=2', '-c', '1'], ['-X', 'int_max_str_digits=5', '-c', '1'], ['-X', 'int_max_str_digits=x', '-c', '1'], ['-X', 'int_max_str_digits', '-c', '1'], ['-X', 'tracemalloc=x', '-c', '1'], ['-X', 'tracemalloc=-1', '-c', '1'], ['-X', 'frozen_modules=maybe', '-c', '1'], ['-X', 'nosuch', '-c', 'import sys; print(sys._xoptions)'], ['-X', 'a=b=c', '-X', 'a', '-c', 'import sys; print(sys._xoptions)'], ['-W', 'bogus', '-c', '1'], ['-W', 'error:::x', '-c', '1'], ['-W', 'a:b:c:d:e:f', '-c', '1'], ['-W', 'ignore::NoSuch', '-c', '1'], ['-W', 'ignore::no.Such', '-c', '1'], ['-W', 'ignore:::mod:-5', '-c', '1'], ['-Wi', '-Wd', '-c', 'import sys; print(sys.warnoptions)'], ['-bbb', '-c', 'import sys; print(sys.flags.bytes_warning)'], ['-OOO', '-c', 'import sys; print(sys.flags.optimize)'], ['-vq', '-V'], ['-dBEsSuIP', '-c', 'import sys; print(sys.flags)']):
    run(*args)
run('-c', '1', PYTHONHASHSEED='x'), run('-c', '1', PYTHONHASHSEED='4294967296'), run('-c', '1', PYTHONHASHSEED='-1'), run('-c', 'print(hash("a"))', PYTHONHASHSEED='42'), run('-c', '1', PYTHONUTF8='x'), run('-c', '1', PYTHONINTMAXSTRDIGITS='7'), run('-c', '1', PYTHONTRACEMALLOC='x'), run('-c', '1', PYTHONWARNINGS='nosuch,error::Bad')
run('-c', 'import sys; print(sys.flags.optimize, sys.flags.verbose, sys.flags.debug)', PYTHONOPTIMIZE='x', PYTHONDEBUG='2'), run('-c', 'import sys; print(sys.flags.inspect)', PYTHONINSPECT=''), run('-E', '-c', 'import sys; print(sys.flags.optimize)', PYTHONOPTIMIZE='2')
