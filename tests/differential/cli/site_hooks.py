# site: sitecustomize, usercustomize, .pth files, user site, failures in each, -S, -s, -I.
import os
import subprocess
import sys

os.makedirs('hooks'), os.makedirs('home')


def write(**files):
    for name in os.listdir('hooks'):
        os.remove('hooks/' + name) if os.path.isfile('hooks/' + name) else None
    for name, text in files.items():
        with open(f'hooks/{name}.py', 'w') as f:
            f.write(text)


def run(*options, code='import sys; print("main", "site" in sys.modules)', **env):
    base = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')} | {'HOME': os.getcwd() + '/home', 'PYTHONPATH': 'hooks', 'PYTHONDONTWRITEBYTECODE': '1'}
    r = subprocess.run([sys.executable, *options, '-c', code], capture_output=True, text=True, env=base | env)
    lines = [line for line in r.stderr.replace(os.getcwd(), '<cwd>').splitlines() if '<frozen' not in line]
    print(options, env, r.returncode, r.stdout, '\n  '.join(lines), sep='\n  ')


write(sitecustomize='print("site hook")'); run(), run('-S'), run('-E'), run('-I'), run('-s')
write(usercustomize='print("user hook")', sitecustomize=''); run(), run('-s'), run(PYTHONNOUSERSITE='1')
write(sitecustomize='1/0'); run(), run('-S')
write(sitecustomize='import nosuchmodule'); run()
write(sitecustomize='import sys; sys.exit(3)'); run()
write(sitecustomize='raise KeyboardInterrupt'); run()
write(sitecustomize='x = ('); run()
write(usercustomize='raise ValueError("user")', sitecustomize=''); run()
write(sitecustomize='import sys; sys.path.append("added"); sys.flags_seen = 1; import builtins; builtins.extra = 5'); run(code='import sys; print(extra, sys.path[-1])')
write(sitecustomize='import atexit; atexit.register(print, "from the hook")'); run(code='1/0')
write(site='print("own site")'); run()
write(site='raise ValueError("x")'); run(), run('-S')
write(sitecustomize='')
user = f'home/.local/lib/python3.11/site-packages'
os.makedirs(user), os.makedirs('home/more')
for name, text in {'a.pth': f'# comment\n\n{os.getcwd()}/home/more\nnosuchfolder\nimport sys; sys.from_pth = 1\n', 'b.pth': 'import nosuchthing\n../../more\n', 'c.pth': 'import sys; print("pth", len(sys.path) > 3)\n', 'd.pth': 'x\0y\n'}.items():
    with open(f'{user}/{name}', 'w') as f:
        f.write(text)
paths = 'import sys, os, site; print([p.replace(os.getcwd(), "<cwd>") for p in sys.path if "home" in p], getattr(sys, "from_pth", None), site.ENABLE_USER_SITE)'
run(code=paths), run('-s', code=paths), run('-I', code=paths), run('-S', code='import sys; print(any("home" in p for p in sys.path))')
run(code='import site; print(site.getusersitepackages().replace(__import__("os").getcwd(), "<cwd>"), site.getsitepackages()); print(exit, quit, help, sep="|")'), run('-S', code='exit'), run('-S', code='import site; print(hasattr(__builtins__, "exit"))'), run('-m', 'site', '--user-base', code=''), run(code='help("nosuchtopicatall")')
