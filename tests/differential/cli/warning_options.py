# -W and PYTHONWARNINGS: order, categories, modules, lines, what is shown and where.
import os
import subprocess
import sys

with open('mod.py', 'w') as f:
    f.write('import warnings\ndef go():\n    warnings.warn("one", DeprecationWarning)\n    warnings.warn("two", UserWarning)\n    warnings.warn("three", SyntaxWarning, stacklevel=2)\ngo(); go()\n')


def run(*options, code='import mod\nfor i in range(2): mod.go()', **env):
    base = {k: v for k, v in os.environ.items() if k != 'PYTHONWARNINGS'}
    r = subprocess.run([sys.executable, *options, '-c', code], capture_output=True, text=True, env=base | env)
    print(options, env, r.returncode, r.stdout, r.stderr.replace(os.getcwd(), '<cwd>').replace(sys.executable, '<python>'), sep='\n  ')


for options in ([], ['-Wd'], ['-Wi'], ['-We'], ['-Wa'], ['-Wm'], ['-Wo'], ['-W', 'default::DeprecationWarning'], ['-W', 'error::UserWarning'], ['-W', 'ignore:two'], ['-W', 'ignore:TWO:UserWarning'], ['-W', 'error:::mod'], ['-W', 'error:::mo'], ['-W', 'default:::mod:3'], ['-W', 'error', '-W', 'ignore::UserWarning'], ['-W', 'ignore', '-W', 'error'], ['-W', ''], ['-W', ':'], ['-W', 'once', '-W', 'default:::mod'], ['-W', 'always::mod.X'], ['-W', 'error::Warning'], ['-W', 'error::Exception'], ['-W', 'err'], ['-W', 'def:thr'], ['-W', 'ignore:::mod:x']):
    run(*options)
run(PYTHONWARNINGS='error'), run('-W', 'ignore', PYTHONWARNINGS='error'), run(PYTHONWARNINGS='ignore,default::UserWarning'), run('-E', PYTHONWARNINGS='error'), run('-I', PYTHONWARNINGS='error'), run('-X', 'dev', '-W', 'ignore::UserWarning')
show = 'import warnings, sys; print(sys.warnoptions); print([(f[0], f[1] and f[1].pattern, f[2].__name__, f[3] and f[3].pattern, f[4]) for f in warnings.filters])'
run(code=show), run('-Wd', code=show), run('-bb', code=show), run('-X', 'dev', code=show), run('-W', 'ignore:a.b:UserWarning:c.d:5', '-W', 'error', code=show), run('-b', '-We', code=show, PYTHONWARNINGS='once')
run('-W', 'error', code='x = "\\d"'), run('-Wd', code='x = "\\d"; 1 is 1'), run(code='1 is 1\nassert (1, 2)\n"a"()'), run('-Walways', code='def f():\n  import warnings\n  warnings.warn("x", stacklevel=5)\nf()'), run(code='import warnings\nwarnings.warn_explicit("m", UserWarning, "file.py", 7)\nwarnings.showwarning = lambda *a, **k: print("shown", a[0])\nwarnings.warn("y")')
run('-We', code='import sys; sys.stdout.write("x"); open("mod.py")'), run('-Wd', code='import sys; open("mod.py")'), run('-Wd', code='def f():\n  async def g(): pass\n  g()\nf()')
