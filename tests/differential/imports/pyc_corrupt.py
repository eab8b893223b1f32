# Broken cache files: foreign magic, bad flags, short headers; the source takes over.
import importlib.util
import os
import subprocess
import sys

with open('mod.py', 'w') as file:
    file.write('value = "from source"\n')
os.utime('mod.py', (1e9, 1e9))
cache = importlib.util.cache_from_source('mod.py')


def run(label):
    result = subprocess.run([sys.executable, '-c', 'import mod; print(mod.value)'], capture_output=True, text=True)
    print(label, result.returncode, result.stdout.strip(), result.stderr.strip().splitlines()[-1:])


run('fresh')
with open(cache, 'rb') as file:
    good = file.read()
print(good[:16].hex(), len(good))
for label, data in (('empty', b''), ('short', good[:3]), ('half header', good[:10]), ('magic', b'\x00' + good[1:]), ('old magic', b'\x6f\x0d\x0d\x0a' + good[4:]), ('mtime', good[:8] + b'\0\0\0\0' + good[12:]), ('size', good[:12] + b'\xff\0\0\0' + good[16:]), ('flags', good[:4] + b'\x04\0\0\0' + good[8:])):
    with open(cache, 'wb') as file:
        file.write(data)
    run(label)
    with open(cache, 'rb') as file:
        print('   repaired', file.read() == good)
os.remove(cache)
os.mkdir(cache)
run('cache is a folder')
os.rmdir(cache)
os.rmdir('__pycache__')
os.symlink('/nonexistent/place', '__pycache__')
run('dangling link')
os.remove('__pycache__')
with open('mod.pyc', 'wb') as file:
    file.write(good[:10])
os.remove('mod.py')
run('sourceless short')
with open('mod.pyc', 'wb') as file:
    file.write(b'\0' * 16 + good[16:])
run('sourceless magic')
with open('mod.pyc', 'wb') as file:
    file.write(good[:16] + b'i\x01\0\0\0')
run('not a code object')
