# The threading module and what stands on it, uncaught exceptions in threads, the end of the program.
import concurrent.futures
import queue
import subprocess
import threading
import time

tasks = queue.Queue()
results = []


def worker():
    while (task := tasks.get()) is not None:
        results.append(task * task)
        tasks.task_done()


threads = [threading.Thread(target=worker, name=f"worker-{i}") for i in range(3)]
for thread in threads:
    thread.start()
for i in range(50):
    tasks.put(i)
tasks.join()
for thread in threads:
    tasks.put(None)
for thread in threads:
    thread.join()
print(sorted(results) == [i * i for i in range(50)], threading.active_count(), [t.is_alive() for t in threads])

event = threading.Event()
threading.Timer(0.02, event.set).start()
print(event.wait(10), event.wait(0.01))
barrier = threading.Barrier(3)
order = []
group = [threading.Thread(target=lambda: order.append(barrier.wait())) for _ in range(2)]
for thread in group:
    thread.start()
order.append(barrier.wait())
for thread in group:
    thread.join()
print(sorted(order))
condition = threading.Condition()
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: True))
semaphore = threading.BoundedSemaphore(1)
print(semaphore.acquire(), semaphore.acquire(timeout=0.01), semaphore.release())
try:
    semaphore.release()
except ValueError as error:
    print(error)


def failing():
    raise LookupError("in a thread")


thread = threading.Thread(target=failing, name="failing")
thread.start()
thread.join()
caught = []
threading.excepthook = lambda args: caught.append((args.exc_type, str(args.exc_value), args.thread.name))
thread = threading.Thread(target=failing, name="hooked")
thread.start()
thread.join()
print(caught)

with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda x: x + 1, range(5))), pool.submit(pow, 2, 10).result(5))
    print(repr(pool.submit(failing).exception(5)))
print(subprocess.run(["cat"], input="text", capture_output=True, text=True).stdout)
print(subprocess.run("exit 3", shell=True).returncode, subprocess.run(["sh", "-c", "kill -9 $$"]).returncode)
try:
    subprocess.run(["sleep", "9"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(type(error).__name__, error.cmd)
try:
    subprocess.Popen(["/nonexistent/program"])
except OSError as error:
    print(error)


def late():
    time.sleep(0.05)
    print("the program waits for this")


threading.Thread(target=late).start()
threading.Thread(target=lambda: time.sleep(1000), daemon=True).start()
print("end of the main thread")
