# Help, version, unknown options, values out of range.
import subprocess
import sys


def run(*arguments, **env):
    result = subprocess.run([sys.executable, *arguments], input='', capture_output=True, text=True, env=env)
    clean = lambda t: t.replace(sys.executable, '<python>')
    print(arguments, env, result.returncode, clean(result.stdout), clean(result.stderr), sep='\n')


for option in ('-h', '--help', '-?', '--help-env', '--help-xoptions', '--help-all', '-V', '--version', '-Vh', '-hV'):
    run(option)
for options in (['-Z'], ['--nothing'], ['-c'], ['-m'], ['-W'], ['-X'], ['-J'], ['--check-hash-based-pycs'], ['--check-hash-based-pycs', 'x'], ['-VZ'], ['-qc'], ['-V', '-Z'], ['--', '-Z']):
    run(*options)
for option in ('int_max_str_digits', 'int_max_str_digits=5', 'int_max_str_digits=x', 'int_max_str_digits=0', 'utf8=2', 'frozen_modules=x', 'tracemalloc=x', 'tracemalloc=-1', 'unknown=3'):
    run('-X', option, '-c', 'import sys; print(sys._xoptions, sys.get_int_max_str_digits())')
run('-c', 'pass', PYTHONHASHSEED='x'), run('-c', 'pass', PYTHONHASHSEED='-1'), run('-c', 'pass', PYTHONHASHSEED='4294967296'), run('-c', 'pass', PYTHONINTMAXSTRDIGITS='5'), run('-c', 'pass', PYTHONUTF8='7'), run('-c', 'pass', PYTHONTRACEMALLOC='x'), run('-E', '-c', 'pass', PYTHONHASHSEED='x')
run('-m', 'nothing_there'), run('-m', 'os.nothing'), run('-m', 'xml'), run('-m', ''), run('nothing.py', '-Z')
