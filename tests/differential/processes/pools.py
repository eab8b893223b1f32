"""multiprocessing by fork: queues, pools, locks, values, pipes, events; concurrent.futures with processes."""
import concurrent.futures
import multiprocessing
import os
import sys
import time
from multiprocessing import shared_memory


def square(x):
    return x * x


def fail(x):
    raise ValueError(f"no {x}")


def worker(queue, lock, total, event):
    event.wait(10)
    for i in range(50):
        with lock:
            total.release()
    queue.put((multiprocessing.current_process().name, [1, {"a": None}]))


def main():
    context = multiprocessing.get_context("fork")
    queue, lock, total, event = context.Queue(), context.RLock(), context.Semaphore(0), context.Event()
    processes = [context.Process(target=worker, name=f"w{i}", args=(queue, lock, total, event)) for i in range(3)]
    for process in processes:
        process.start()
    event.set()
    print(sorted(queue.get(timeout=20) for _ in processes))
    for process in processes:
        process.join(20)
    print(total.get_value(), [process.exitcode for process in processes])
    with context.Pool(2) as pool:
        print(pool.map(square, range(8)), pool.apply(square, (12,)), list(pool.imap(square, range(3))))
        try:
            pool.map(fail, [3])
        except ValueError as error:
            print(type(error), error)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as executor:
        print(list(executor.map(square, range(5))))
        print(type(executor.submit(fail, 1).exception()))
    left, right = context.Pipe()
    child = context.Process(target=lambda: (right.send(os.getppid() > 0), sys.exit(5)))
    child.start()
    print(left.recv())
    child.join(20)
    print(child.exitcode)
    semaphore = context.BoundedSemaphore(2)
    print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False), semaphore.acquire(timeout=0.01), semaphore.get_value())
    semaphore.release(), semaphore.release()
    for bad in (semaphore.release, lock.release):
        try:
            bad()
        except (ValueError, AssertionError) as error:
            print(type(error).__name__, error)
    memory = shared_memory.SharedMemory(create=True, size=16)
    memory.buf[:3] = b"abc"
    other = shared_memory.SharedMemory(memory.name)
    print(bytes(other.buf[:4]), other.size >= 16)
    other.close()
    memory.close()
    memory.unlink()
    slow = context.Process(target=time.sleep, args=(30,))
    slow.start()
    slow.terminate()
    slow.join(20)
    print(slow.exitcode)


if __name__ == "__main__":
    main()
