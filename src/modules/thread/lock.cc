// _thread.lock and RLock.  Both wait on POSIX semaphores: any thread may release one, and signals interrupt the wait.
#include <errno.h>

#include "modules/blocking.h"
#include "modules/thread/thread_internal.h"
#include "modules/time_span.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/int.h"
#include "objects/number_arguments.h"
#include "objects/str.h"

namespace taipan {

namespace {

struct RLock : Object {
  sem_t semaphore;
  uint64_t owner;  // threadId; meaningful while count is not 0
  uint64_t count;
  Object* weakRefs;
};

Lock* lockOf(Value v) { return v.as<Lock>(); }
RLock* rlockOf(Value v) { return v.as<RLock>(); }

// --- lock

void lockDestroy(Object* object) { sem_destroy(&static_cast<Lock*>(object)->semaphore); }

Ref<> lockAcquire(Thread& thread, Value self, const Arguments& args) {
  int64_t timeout = TRY(acquireTimeout(thread, args));
  Ref<> keep = newRef(self);
  bool taken = TRY(waitForSemaphore(thread, &lockOf(self)->semaphore, timeout));
  if (taken) lockOf(self)->locked = true;
  return newRef(Value::boolean(taken));
}

Ref<> lockRelease(Thread& thread, const Value* args) {
  if (!lockOf(args[0])->locked) return thread.raise(TypeId::kRuntimeError, "release unlocked lock");
  releaseLock(lockOf(args[0]));
  return newRef(kNone);
}
Ref<> lockExit(Thread& thread, Value self, const Arguments&) { return lockRelease(thread, &self); }
Ref<> lockLocked(Thread&, const Value* args) { return newRef(Value::boolean(lockOf(args[0])->locked)); }

Ref<> lockReset(Thread&, const Value* args) {
  Lock* lock = lockOf(args[0]);
  sem_destroy(&lock->semaphore);
  sem_init(&lock->semaphore, 0, 1);
  lock->locked = false;
  return newRef(kNone);
}

Ref<> lockRepr(Thread& thread, Value self) {
  return formatStr(thread, "<{} {} object at 0x{:x}>", lockOf(self)->locked ? "locked" : "unlocked",
                   self.object()->type->nativeName, reinterpret_cast<uint64_t>(self.object()));
}

const MethodDef kLockMethods[] = {
    {"acquire", nullptr, nullptr, lockAcquire, MethodKind::kInstance, "Takes the lock; False if that was not possible in time."},
    {"acquire_lock", nullptr, nullptr, lockAcquire, MethodKind::kInstance, "Takes the lock; False if that was not possible in time."},
    {"release", "($self, /)", lockRelease, nullptr, MethodKind::kInstance, "Frees the lock."},
    {"release_lock", "($self, /)", lockRelease, nullptr, MethodKind::kInstance, "Frees the lock."},
    {"locked", "($self, /)", lockLocked, nullptr, MethodKind::kInstance, "Is the lock taken?"},
    {"locked_lock", "($self, /)", lockLocked, nullptr, MethodKind::kInstance, "Is the lock taken?"},
    {"__enter__", nullptr, nullptr, lockAcquire, MethodKind::kInstance, "Takes the lock."},
    {"__exit__", nullptr, nullptr, lockExit, MethodKind::kInstance, "Frees the lock."},
    {"_at_fork_reinit", "($self, /)", lockReset, nullptr, MethodKind::kInstance, "Makes the lock free in a forked child."},
};

// --- RLock

void rlockDestroy(Object* object) { sem_destroy(&static_cast<RLock*>(object)->semaphore); }

Ref<> rlockCreate(Thread& thread, Type* type, const Arguments&) {
  Ref<RLock> lock = TRY(newObject<RLock>(thread, type));
  sem_init(&lock->semaphore, 0, 1);
  lock->owner = lock->count = 0;
  return lock;
}

bool isOwner(Thread& thread, RLock* lock) { return lock->count != 0 && lock->owner == thread.threadId; }

Ref<> rlockAcquire(Thread& thread, Value self, const Arguments& args) {
  int64_t timeout = TRY(acquireTimeout(thread, args));
  RLock* lock = rlockOf(self);
  if (isOwner(thread, lock)) {
    if (lock->count == UINT64_MAX) return thread.raise(TypeId::kOverflowError, "Internal lock count overflowed");
    ++lock->count;
    return newRef(Value::boolean(true));
  }
  Ref<> keep = newRef(self);
  bool taken = TRY(waitForSemaphore(thread, &lock->semaphore, timeout));
  if (taken) {
    lock->owner = thread.threadId;
    lock->count = 1;
  }
  return newRef(Value::boolean(taken));
}

Ref<> rlockRelease(Thread& thread, const Value* args) {
  RLock* lock = rlockOf(args[0]);
  if (!isOwner(thread, lock)) return thread.raise(TypeId::kRuntimeError, "cannot release un-acquired lock");
  if (--lock->count == 0) {
    lock->owner = 0;
    sem_post(&lock->semaphore);
  }
  return newRef(kNone);
}
Ref<> rlockExit(Thread& thread, Value self, const Arguments&) { return rlockRelease(thread, &self); }
Ref<> rlockIsOwned(Thread& thread, const Value* args) {
  return newRef(Value::boolean(isOwner(thread, rlockOf(args[0]))));
}

// The pair that Condition.wait() uses: gives the lock up whatever its count, and takes it back.
Ref<> rlockReleaseSave(Thread& thread, const Value* args) {
  RLock* lock = rlockOf(args[0]);
  if (lock->count == 0) return thread.raise(TypeId::kRuntimeError, "cannot release un-acquired lock");
  Ref<> count = TRY(newIntUnsigned(thread, lock->count)), owner = TRY(newIntUnsigned(thread, lock->owner));
  Ref<Tuple> state = TRY(makeTuple(thread, count.get(), owner.get()));
  lock->count = lock->owner = 0;
  sem_post(&lock->semaphore);
  return state;
}
Ref<> rlockAcquireRestore(Thread& thread, const Value* args) {
  if (!isTuple(args[1])) {
    return thread.raiseTypeError("_acquire_restore() argument 1 must be 2-item sequence, not {!N}", args[1]);
  }
  Tuple* state = args[1].as<Tuple>();
  if (state->size != 2) {
    return thread.raiseTypeError("_acquire_restore() argument 1 must be sequence of length 2, not {}", state->size);
  }
  int64_t count = TRY(sizeArgument(thread, state->items[0]));
  int64_t owner = TRY(sizeArgument(thread, state->items[1]));
  Ref<> keep = newRef(args[0]);
  // A signal handler that raises must not leave the caller without the lock.
  RLock* lock = rlockOf(args[0]);
  Ref<> raised;
  while (true) {
    Result<bool> taken = waitForSemaphore(thread, &lock->semaphore, kForever);
    if (taken) break;
    raised = thread.takeException();
  }
  lock->owner = static_cast<uint64_t>(owner);
  lock->count = static_cast<uint64_t>(count);
  if (raised) return thread.restoreException(std::move(raised));
  return newRef(kNone);
}

Ref<> rlockReset(Thread&, const Value* args) {
  RLock* lock = rlockOf(args[0]);
  sem_destroy(&lock->semaphore);
  sem_init(&lock->semaphore, 0, 1);
  lock->owner = lock->count = 0;
  return newRef(kNone);
}

Ref<> rlockRepr(Thread& thread, Value self) {
  RLock* lock = rlockOf(self);
  return formatStr(thread, "<{} {} object owner={} count={} at 0x{:x}>", lock->count ? "locked" : "unlocked",
                   self.object()->type->nativeName, lock->owner, lock->count, reinterpret_cast<uint64_t>(self.object()));
}

const MethodDef kRLockMethods[] = {
    {"acquire", nullptr, nullptr, rlockAcquire, MethodKind::kInstance, "Takes the lock; its owner may take it again."},
    {"release", "($self, /)", rlockRelease, nullptr, MethodKind::kInstance, "Frees the lock once."},
    {"_is_owned", "($self, /)", rlockIsOwned, nullptr, MethodKind::kInstance, "Does this thread own the lock?"},
    {"_acquire_restore", "($self, state, /)", rlockAcquireRestore, nullptr, MethodKind::kInstance, "Undoes _release_save()."},
    {"_release_save", "($self, /)", rlockReleaseSave, nullptr, MethodKind::kInstance, "Frees the lock altogether."},
    {"__enter__", nullptr, nullptr, rlockAcquire, MethodKind::kInstance, "Takes the lock."},
    {"__exit__", nullptr, nullptr, rlockExit, MethodKind::kInstance, "Frees the lock once."},
    {"_at_fork_reinit", "($self, /)", rlockReset, nullptr, MethodKind::kInstance, "Makes the lock free in a forked child."},
};

const Slots kLockSlots = [] {
  Slots slots;
  slots.release = lockDestroy;
  slots.repr = lockRepr;
  return slots;
}();
const Slots kRLockSlots = [] {
  Slots slots;
  slots.release = rlockDestroy;
  slots.create = rlockCreate;
  slots.repr = rlockRepr;
  return slots;
}();

}  // namespace

Result<int64_t> acquireTimeout(Thread& thread, const Arguments& args) {
  size_t keywords = keywordCount(args), given = args.positionalCount + keywords;
  if (given > 2) return thread.raiseTypeError("acquire() takes at most 2 {}arguments ({} given)", args.positionalCount ? "" : "keyword ", given);
  Value blocking = args.positionalCount > 0 ? args[0] : Value(), span = args.positionalCount > 1 ? args[1] : Value();
  for (size_t i = 0; i < keywords; ++i) {
    Str* name = args.keywordNames->items[i].as<Str>();
    bool isBlocking = strEqualText(name, "blocking");
    if (!isBlocking && !strEqualText(name, "timeout")) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for acquire()", name);
    }
    Value& place = isBlocking ? blocking : span;
    if (!place.isEmpty()) {
      return thread.raiseTypeError("argument for acquire() given by name ('{}') and position ({})", name, isBlocking ? 1 : 2);
    }
    place = args[args.positionalCount + i];
  }
  bool waits = blocking.isEmpty() || TRY(isTrue(thread, blocking));
  int64_t timeout = -kNanosecondsPerSecond;
  if (!span.isEmpty()) timeout = TRY(nanosecondsArgument(thread, span));
  if (!waits && timeout != -kNanosecondsPerSecond) {
    return thread.raiseValueError("can't specify a timeout for a non-blocking call");
  }
  if (timeout < 0 && timeout != -kNanosecondsPerSecond) {
    return thread.raiseValueError("timeout value must be positive");
  }
  if (!waits) return int64_t{0};
  if (timeout == -kNanosecondsPerSecond) return kForever;
  if (timeout > static_cast<int64_t>(kTimeoutMax) * kNanosecondsPerSecond + 854775000) {
    return thread.raise(TypeId::kOverflowError, "timeout value is too large");
  }
  return timeout;
}

Result<bool> waitForSemaphore(Thread& thread, sem_t* semaphore, int64_t timeout) {
  while (sem_trywait(semaphore) != 0) {
    if (errno == EINTR) continue;
    if (timeout == 0) return false;
    int64_t deadline = timeout > 0 ? deadlineAfter(timeout) : kForever;
    while (true) {
      int result;
      {
        BlockingCall unlocked(thread);
        timespec until = toTimespec(deadline);
        result = timeout > 0 ? sem_clockwait(semaphore, CLOCK_MONOTONIC, &until) : sem_wait(semaphore);
      }
      if (result == 0) return true;
      if (errno != EINTR) return false;
      TRY(handleSignals(thread));
    }
  }
  return true;
}

Ref<Lock> newLock(Thread& thread) {
  Ref<Lock> lock = TRY(newObject<Lock>(thread, thread.type(TypeId::kLock)));
  sem_init(&lock->semaphore, 0, 1);
  lock->locked = false;
  lock->weakRefs = nullptr;
  return lock;
}

void releaseLock(Lock* lock) {
  lock->locked = false;
  sem_post(&lock->semaphore);
}

const TypeSpec kLockType = {.id = TypeId::kLock, .name = "_thread.lock", .basicSize = sizeof(Lock),
                            .flags = kTypeDisallowInstantiation | kTypeImmutable, .slots = &kLockSlots, .methods = kLockMethods,
                            .weakRefsOffset = offsetof(Lock, weakRefs), .doc = "A lock that any thread may free."};
const TypeSpec kRLockType = {.id = TypeId::kRLock, .name = "_thread.RLock", .basicSize = sizeof(RLock),
                             .flags = kTypeIsBaseType | kTypeHasGc, .slots = &kRLockSlots, .methods = kRLockMethods,
                             .weakRefsOffset = offsetof(RLock, weakRefs), .doc = "A lock that its owner may take several times."};

}  // namespace taipan
