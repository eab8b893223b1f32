# pyvenv.cfg beside or above the executable: prefixes, paths, base executable; links and copies.
import os
import subprocess
import sys

show = 'import sys, os; w = os.getcwd(); base = os.path.dirname(sys.argv[1]); print([str(x).replace(w, "<cwd>").replace(sys.argv[1], "<python>").replace(base, "<bin>") for x in (sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, sys.executable, sys._base_executable, sys.flags.no_user_site, [p for p in sys.path if w in p])])'
real = os.path.realpath(sys.executable)


def run(exe, *options, code=show, **env):
    r = subprocess.run([exe, *options, '-c', code, real], capture_output=True, text=True, env={**os.environ, **env})
    print(exe.replace(os.getcwd(), '<cwd>'), options, r.returncode, r.stdout, r.stderr.replace(os.getcwd(), '<cwd>').replace(real, '<python>'), sep='\n  ')


def environment(name, config):
    os.makedirs(f'{name}/bin'), os.makedirs(f'{name}/lib/python3.11/site-packages')
    os.symlink(real, f'{name}/bin/python')
    with open(f'{name}/lib/python3.11/site-packages/inside.py', 'w') as f:
        f.write('where = "inside"\n')
    if config is not None:
        with open(f'{name}/pyvenv.cfg', 'w') as f:
            f.write(config)
    return os.path.abspath(f'{name}/bin/python')


home = f'home = {os.path.dirname(real)}\n'
for name, config in (('plain', home), ('system', home + 'include-system-site-packages = true\n'), ('nosystem', home + 'include-system-site-packages = false\nversion = 3.11.2\n'), ('spaces', '  HOME   =   ' + os.path.dirname(real) + '  \n'), ('nohome', 'version = 3.11.2\n'), ('none', None), ('empty', '')):
    exe = environment(name, config)
    run(exe), run(exe, '-I', code='import sys; print(sys.prefix == sys.base_prefix)')
    run(exe, code='import inside; print(inside.where)')
run(os.path.abspath('plain/bin/python'), PATH='/nowhere'), run('plain/bin/python')
os.symlink('plain/bin/python', 'outer'); run(os.path.abspath('outer'))
run(os.path.abspath('plain/bin/python'), '-S'), run(os.path.abspath('plain/bin/python'), '-s'), run(os.path.abspath('plain/bin/python'), code='import sysconfig, os; print(sysconfig.get_path("purelib", "venv").replace(os.getcwd(), "<cwd>"))')
r = subprocess.run([sys.executable, '-m', 'venv', '--without-pip', 'made'], capture_output=True, text=True)
print(r.returncode, r.stdout, r.stderr.replace(sys.executable, '<python>'), sorted(os.listdir('made')), sorted(n for n in os.listdir('made/bin') if not n.startswith(('python', 'taipan'))), [line.split(' = ')[0] for line in open('made/pyvenv.cfg')])
r = subprocess.run(['made/bin/python', '-c', 'import sys, os; print(sys.prefix.replace(os.getcwd(), "<cwd>"), sys.base_prefix)'], capture_output=True, text=True); print(r.stdout, r.stderr)
