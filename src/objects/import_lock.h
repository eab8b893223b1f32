// The import lock, which importlib holds around its table of module locks and fork() around the fork, so that a child
// finds the table whole.  One thread may take it many times.
#pragma once

#include <semaphore.h>

#include "objects/thread.h"

namespace taipan {

// All members need the interpreter's lock.
class ImportLock {
 public:
  ImportLock() { sem_init(&free_, 0, 1); }
  ~ImportLock() { sem_destroy(&free_); }
  ImportLock(const ImportLock&) = delete;

  // Waits without the interpreter's lock; handlers of signals do not run meanwhile.
  void acquire(Thread& thread);
  // False: `thread` does not hold it.
  bool release(Thread& thread);
  bool isHeld() const { return owner_ != nullptr; }
  // In the child after fork(), for which `thread` took the lock once: gives that up, and keeps the lock only if the
  // fork happened within an import.
  void resetAfterFork(Thread& thread);

 private:
  // The semaphore is the lock; it stands at 0 while a thread has it.  `owner_` says which, as soon as that thread has
  // the interpreter's lock back: until then nobody else may take the semaphore for free because no owner is named.
  sem_t free_;
  Thread* owner_ = nullptr;
  int depth_ = 0;
};

}  // namespace taipan
