"""Interpreters that end while daemon threads are in the middle of things, and children forked among threads: all end, in time."""
import os
import random
import signal
import subprocess
import sys
import time

# What daemon threads hold when the process ends under them is no leak.
os.environ['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'

WORK = '''
import io, os, random, sys, threading, time, queue, socket, zlib, tempfile, json, re, gc, select, signal, contextvars, weakref, hashlib
sys.setswitchinterval(random.Random(SEED).choice([1e-6, 1e-4, 0.005]))
rng = random.Random(SEED)
null = open(os.devnull, 'w'); temporary = tempfile.TemporaryFile('w+'); q = queue.SimpleQueue(); fullq = queue.Queue(1); loc = threading.local()
cond = threading.Condition(); rlock = threading.RLock(); event = threading.Event(); r, w = os.pipe(); pair = socket.socketpair(); data = os.urandom(70000)
class Noisy:
    def __del__(self):
        for i in range(3): null.write('x')
        q.put(1)
def printing(): print('x' * rng.randrange(100), file=rng.choice([null, temporary, sys.stderr]))
def importing():
    for name in 'colorsys', 'sched', 'bisect': sys.modules.pop(name, None); __import__(name)
def waiting(): event.wait(rng.choice([0, 0.001, None]))
def condition():
    with cond: cond.wait(0.001); cond.notify_all()
def locks():
    with rlock, rlock: pass
def queues(): q.put(Noisy()); q.get(timeout=0.001); fullq.put(1)
def reading(): select.select([r], [], [], 0.001); os.read(r, 1)
def sockets(): pair[0].sendall(b'x' * 10); pair[1].recv(10)
def native(): zlib.compress(data); hashlib.sha256(data); zlib.crc32(data)
def objects(): loc.x = Noisy(); [Noisy() for i in range(5)]; json.dumps([1] * 50); re.findall('(a|b)*c', 'abc' * 20); gc.collect(0)
def starting(): t = threading.Thread(target=objects, daemon=True); t.start(); rng.random() < 0.5 and t.join()
def sleeping(): time.sleep(0.0005)
def signals(): os.kill(os.getpid(), signal.SIGUSR1)
def raising(): raise ValueError if rng.random() < 0.01 else KeyError
signal.signal(signal.SIGUSR1, lambda *a: None)
threading.excepthook = lambda *a: None
ALL = [printing, importing, waiting, condition, locks, queues, reading, sockets, native, objects, starting, sleeping, signals, raising]
def loop(work):
    while True:
        try: work()
        except (KeyError, queue.Empty, RuntimeError, OSError): pass
threads = [threading.Thread(target=loop, args=(work,), daemon=True) for work in rng.choices(ALL, k=8)]
for t in threads: t.start()
'''
FORK = '''
for i in range(3):
    pid = os.fork()
    if pid == 0:
        t = threading.Thread(target=objects); t.start(); t.join()
        import colorsys
        sys.exit(0) if i else os._exit(0)
    if os.waitpid(pid, 0)[1]: print('the child failed'); os._exit(1)
'''
ENDINGS = ['', 'time.sleep(0.01)', 'sys.exit(0)', 'import atexit; atexit.register(lambda: time.sleep(0.003))', 'x = Noisy(); x.x = x; del x',
           'time.sleep(0.003); print("end")', 'threading.Thread(target=lambda: time.sleep(0.005)).start()', 'keep = [Noisy() for i in range(100)]']
start = 1 if '--seed' not in sys.argv else int(sys.argv[sys.argv.index('--seed') + 1])
deadline = time.monotonic() + 25
seed = start
while seed < start + 80 and time.monotonic() < deadline:
    rng = random.Random(seed)
    program = f'SEED = {seed}\n' + WORK
    # Children of a process whose threads print or import may find those locks taken for ever, as in CPython.
    if rng.random() < 0.3: program += f'''for t in threads: t.join(0.001)\n''' + (FORK if seed % 2 else '').replace('import colorsys', 'pass')
    program += rng.choice(ENDINGS) + '\n'
    if 'os.fork' in program: program = program.replace('null.write', 'len')
    try:
        done = subprocess.run([sys.executable, '-c', program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=20)
    except subprocess.TimeoutExpired:
        print('hangs:', seed)
        sys.exit(1)
    if done.returncode != 0:
        print('fails:', seed, done.returncode, done.stderr[-500:])
        sys.exit(1)
    seed += 1
print('done')
