// See the header.
#include "objects/import_lock.h"

#include <errno.h>

#include "objects/interpreter_lock.h"

namespace taipan {

void ImportLock::acquire(Thread& thread) {
  if (owner_ != &thread) {
    if (sem_trywait(&free_) != 0) {
      thread.lock->release(thread);
      while (sem_wait(&free_) != 0 && errno == EINTR) {
      }
      thread.lock->acquire(thread);
    }
    owner_ = &thread;
  }
  ++depth_;
}

bool ImportLock::release(Thread& thread) {
  if (owner_ != &thread) return false;
  if (--depth_ == 0) {
    owner_ = nullptr;
    sem_post(&free_);
  }
  return true;
}

void ImportLock::resetAfterFork(Thread& thread) {
  sem_init(&free_, 0, 0);  // the parent's threads may have been waiting on it
  owner_ = &thread;
  if (depth_ > 0) --depth_;
  if (depth_ > 0) return;
  owner_ = nullptr;
  sem_post(&free_);
}

}  // namespace taipan
