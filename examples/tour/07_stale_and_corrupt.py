# A cache that is older than its source is made anew; a corrupt one is repaired from the source.
import os
import subprocess
import sys

CACHE = '__pycache__/mod.cpython-311.pyc'


def write(text, when):
    with open('mod.py', 'w') as file:
        file.write(text)
    os.utime('mod.py', (when, when))


def run(label):
    print(label, flush=True)
    subprocess.run([sys.executable, '-c', 'import mod; print("  ", mod.v)'])


def header():
    with open(CACHE, 'rb') as file:
        return [int.from_bytes(file.read(4), 'little') for _ in range(4)][1:]


write('v = 1\n', 1_000_000_000)
run('first'), print(header())
write('v = 22\n', 1_000_000_500)
run('newer source'), print(header())
write('v = 333\n', 900_000_000)
run('source with an older time'), print(header())
for label, damage in (('truncated', lambda b: b[:10]), ('wrong magic', lambda b: b'\0\0\0\0' + b[4:]), ('empty', lambda b: b'')):
    with open(CACHE, 'rb') as file:
        good = file.read()
    with open(CACHE, 'wb') as file:
        file.write(damage(good))
    run(label)
    with open(CACHE, 'rb') as file:
        print('   repaired:', file.read() == good)
