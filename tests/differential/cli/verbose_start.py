# -v reports imports from the first one on, before the streams are open; sys.stderr is usable at any time.
import subprocess
import sys

for options in (['-v'], ['-vv'], ['-v', '-S', '-E']):
    done = subprocess.run([sys.executable, *options, '-c', 'import colorsys; print(colorsys.__name__)'], capture_output=True, text=True)
    print(options, done.returncode, done.stdout, "import 'colorsys'" in done.stderr, 'Fatal' in done.stderr, 'Traceback' in done.stderr)
