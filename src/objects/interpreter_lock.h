// The interpreter's lock: only the thread that holds it may touch Values.
//
// A thread that wants the lock waits for one switch interval; if nobody gave it up meanwhile, it sets the holder's
// eval breaker (kBreakForLock), and the holder lets another thread in at the next back edge or call.
#pragma once

#include <pthread.h>

#include <atomic>
#include <cstdint>

#include "objects/import_lock.h"
#include "objects/thread.h"

namespace taipan {

class InterpreterLock {
 public:
  InterpreterLock();
  ~InterpreterLock();
  InterpreterLock(const InterpreterLock&) = delete;

  // Waits for the lock; `thread` is current then.  Does not return in other threads than the survivor once the
  // lock is closed: they sleep until the process ends.
  void acquire(Thread& thread);
  void release(Thread& thread);
  // For the holder whose breaker was set: lets one waiting thread run before it goes on.
  void letOthersRun(Thread& thread);
  // From now on only `survivor`, which holds the lock, gets it.
  void close(Thread& survivor);
  // In the child after fork(): the forking thread holds the lock, and nobody waits.
  void resetAfterFork(Thread& thread);

  int64_t switchMicroseconds() const { return switchMicroseconds_; }
  void setSwitchMicroseconds(int64_t microseconds) { switchMicroseconds_ = microseconds; }

  ImportLock& importLock() { return importLock_; }

 private:
  void initialize();
  void waitForTurn();
  void take(Thread& thread);

  pthread_mutex_t mutex_;
  pthread_cond_t released_, switched_;
  Thread* holder_ = nullptr;
  Thread* last_ = nullptr;      // held it last; compared only
  uint64_t switches_ = 0;       // times that it went to another thread
  int waiting_ = 0;
  Thread* survivor_ = nullptr;  // set: closed to all others
  std::atomic<int64_t> switchMicroseconds_ = 5000;
  ImportLock importLock_;
};

// A state for a thread that is about to start, linked into the interpreter's list.  Needs the lock.  It inherits the
// recursion limit of `creator`.  Null: no memory.
Thread* newThreadState(Thread& creator);
// Called by the new thread itself, which holds the lock: its stack limit and its identity.
void bindThreadState(Thread& thread);
// Drops what the state holds.  Needs the lock; may run Python code, in the running thread.
void clearThreadState(Thread& thread);
// Takes the state out of the interpreter's list; it stays valid.  Needs the lock.
void unlinkThreadState(Thread& thread);
// The lowest address that native code on the calling thread may use.
const char* nativeStackLimit();

}  // namespace taipan
