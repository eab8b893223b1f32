// What the files of module _thread share.
#pragma once

#include <semaphore.h>

#include "heap/object.h"
#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

// _thread.lock: taken while the semaphore stands at 0.
struct Lock : Object {
  sem_t semaphore;
  bool locked;  // changed under the interpreter's lock; tells release() and repr()
  Object* weakRefs;
};

extern const TypeSpec kLockType, kRLockType, kThreadLocalType, kThreadLocalDummyType;

constexpr int64_t kForever = -1;
constexpr double kTimeoutMax = 9223372036.0;  // seconds: what fits 64 bits of nanoseconds

// acquire(blocking=True, timeout=-1): how long to wait in nanoseconds, kForever, or 0.
Result<int64_t> acquireTimeout(Thread& thread, const Arguments& args);
// Takes the semaphore, running signal handlers meanwhile.  False: the time is over.  Fails if a handler raised.
Result<bool> waitForSemaphore(Thread& thread, sem_t* semaphore, int64_t timeout);

Ref<Lock> newLock(Thread& thread);
void releaseLock(Lock* lock);
// The thread ends: its values in all _local objects go.
void dropThreadLocals(Thread& thread);

}  // namespace taipan
