# Threads that import the same modules at once: each is executed once, and nobody waits for ever.
import _imp, importlib, os, sys, tempfile, threading
sys.dont_write_bytecode = True
folder = tempfile.mkdtemp(); sys.path.insert(0, folder)
def write(name, text):
    with open(os.path.join(folder, name + '.py'), 'w') as f: f.write(text)
write('plain', 'import counted; counted.runs.append(__name__)\nimport time; time.sleep(0.001)\nvalue = 42\n')
write('ring_a', 'import time; time.sleep(0.002)\nimport ring_b\ndone = True\n')
write('ring_b', 'import time; time.sleep(0.002)\nimport ring_a\ndone = True\n')
write('failing', 'import counted; counted.runs.append(__name__); raise ValueError(1)\n')
counted = type(sys)('counted'); counted.runs = []; sys.modules['counted'] = counted
sys.setswitchinterval(1e-5)
def run(names, n=24):
    errors, ready = [], threading.Barrier(n)
    def work(k):
        ready.wait()
        try:
            for name in names[k % len(names):] + names[:k % len(names)]: importlib.import_module(name)
        except Exception as e: errors.append((type(e).__name__, str(e)))
    ts = [threading.Thread(target=work, args=(k,)) for k in range(n)]
    for t in ts: t.start()
    for t in ts: t.join()
    return errors
for i in range(12):
    for name in 'plain', 'ring_a', 'ring_b': sys.modules.pop(name, None)
    counted.runs.clear()
    importlib.invalidate_caches()
    print(run(['plain', 'ring_a', 'ring_b']), counted.runs, sys.modules['ring_a'].done, sys.modules['ring_b'].done)
counted.runs.clear(); print(set(run(['failing'])), len(counted.runs), 'failing' in sys.modules)
# The lock by itself: as many releases as acquisitions, in each thread, and never two owners.
inside, worst = 0, 0
def lock(k):
    global inside, worst
    for i in range(300):
        _imp.acquire_lock(); _imp.acquire_lock(); inside += 1; worst = max(worst, inside)
        inside -= 1; _imp.release_lock(); _imp.release_lock()
ts = [threading.Thread(target=lock, args=(k,)) for k in range(8)]
for t in ts: t.start()
for t in ts: t.join()
print(worst, _imp.lock_held())
