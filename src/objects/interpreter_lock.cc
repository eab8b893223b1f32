// See the header.  One mutex guards the lock's fields; it is held for a few instructions only.
#include "objects/interpreter_lock.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <new>
#include <utility>

#include "objects/dict.h"

namespace taipan {

namespace {

constexpr int64_t kMicrosecondsPerSecond = 1000000;

timespec deadlineAfter(int64_t microseconds) {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  int64_t nanoseconds = now.tv_nsec + microseconds % kMicrosecondsPerSecond * 1000;
  return {static_cast<time_t>(now.tv_sec + microseconds / kMicrosecondsPerSecond + nanoseconds / 1000000000),
          static_cast<long>(nanoseconds % 1000000000)};
}

// What destroyObject keeps on the interpreter belongs to the thread that runs: it changes hands with the lock.
void saveDestruction(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  thread.destroyDepth = interpreter.destroyDepth;
  thread.destroyLater = interpreter.destroyLater;
  interpreter.destroyDepth = 0;
  interpreter.destroyLater = nullptr;
}
void restoreDestruction(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  interpreter.destroyDepth = thread.destroyDepth;
  interpreter.destroyLater = thread.destroyLater;
}

}  // namespace

InterpreterLock::InterpreterLock() { initialize(); }

InterpreterLock::~InterpreterLock() {
  pthread_cond_destroy(&released_);
  pthread_cond_destroy(&switched_);
  pthread_mutex_destroy(&mutex_);
}

void InterpreterLock::initialize() {
  pthread_mutex_init(&mutex_, nullptr);
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&released_, &attributes);
  pthread_cond_init(&switched_, &attributes);
  pthread_condattr_destroy(&attributes);
}

// With the mutex held: returns when nobody holds the lock.
void InterpreterLock::waitForTurn() {
  ++waiting_;
  while (holder_ != nullptr) {
    uint64_t seen = switches_;
    timespec deadline = deadlineAfter(switchMicroseconds_);
    int error = pthread_cond_timedwait(&released_, &mutex_, &deadline);
    if (error == ETIMEDOUT && holder_ != nullptr && seen == switches_) {
      holder_->evalBreaker.fetch_or(kBreakForLock, std::memory_order_relaxed);
    }
  }
  --waiting_;
}

void InterpreterLock::take(Thread& thread) {
  holder_ = &thread;
  if (last_ != &thread) {
    last_ = &thread;
    ++switches_;
    pthread_cond_broadcast(&switched_);
  }
  thread.interpreter().currentThread = &thread;
  restoreDestruction(thread);
}

void InterpreterLock::acquire(Thread& thread) {
  int savedErrno = errno;
  pthread_mutex_lock(&mutex_);
  if (holder_ != nullptr) waitForTurn();
  if (survivor_ != nullptr && survivor_ != &thread) {
    // The interpreter is ending and may be gone the next moment; nothing of it may be touched.  The stack of this
    // thread may hold references, so it must not be unwound either.
    pthread_cond_signal(&released_);
    pthread_cond_broadcast(&switched_);
    pthread_mutex_unlock(&mutex_);
    while (true) pause();
  }
  take(thread);
  pthread_mutex_unlock(&mutex_);
  errno = savedErrno;
}

void InterpreterLock::release(Thread& thread) {
  saveDestruction(thread);
  pthread_mutex_lock(&mutex_);
  holder_ = nullptr;
  thread.evalBreaker.fetch_and(~uint32_t{kBreakForLock}, std::memory_order_relaxed);
  if (waiting_ != 0) pthread_cond_signal(&released_);
  pthread_mutex_unlock(&mutex_);
}

void InterpreterLock::letOthersRun(Thread& thread) {
  saveDestruction(thread);
  pthread_mutex_lock(&mutex_);
  thread.evalBreaker.fetch_and(~uint32_t{kBreakForLock}, std::memory_order_relaxed);
  holder_ = nullptr;
  if (waiting_ != 0) {
    pthread_cond_signal(&released_);
    // Without this the thread that runs anyway would win each time.
    while (last_ == &thread && waiting_ != 0) pthread_cond_wait(&switched_, &mutex_);
  }
  pthread_mutex_unlock(&mutex_);
  acquire(thread);
}

void InterpreterLock::close(Thread& survivor) {
  pthread_mutex_lock(&mutex_);
  survivor_ = &survivor;
  pthread_mutex_unlock(&mutex_);
}

void InterpreterLock::resetAfterFork(Thread& thread) {
  initialize();  // the parent's other threads may have held the mutex; they do not exist here
  holder_ = last_ = &thread;
  waiting_ = 0;
  thread.evalBreaker.fetch_and(~uint32_t{kBreakForLock}, std::memory_order_relaxed);
}

const char* nativeStackLimit() {
  constexpr size_t kReserve = 256 * 1024, kLargest = 64 * 1024 * 1024;
  const char* here = static_cast<const char*>(__builtin_frame_address(0));
  pthread_attr_t attributes;
  void* lowest = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
  }
  rlimit limit{};
  bool isMain = getpid() == static_cast<pid_t>(syscall(SYS_gettid));
  // The main thread's stack grows on demand, up to the limit; an unlimited one is not to be taken literally.
  if (lowest == nullptr || (isMain && getrlimit(RLIMIT_STACK, &limit) == 0)) {
    size = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > kLargest ? kLargest : limit.rlim_cur;
    if (size < 2 * kReserve) size = 2 * kReserve;
    return here - size + kReserve;
  }
  // Small stacks keep half of themselves as the reserve.
  size_t reserve = size / 2 < kReserve ? size / 2 : kReserve;
  return static_cast<const char*>(lowest) + reserve;
}

Thread* newThreadState(Thread& creator) {
  Interpreter& interpreter = creator.interpreter();
  auto* thread = new (std::nothrow) Thread(interpreter);
  if (thread == nullptr) return nullptr;
  thread->lock = creator.lock;
  thread->recursionLimit = creator.recursionLimit;
  thread->next = interpreter.threads;
  if (thread->next != nullptr) thread->next->previous = thread;
  interpreter.threads = thread;
  return thread;
}

void bindThreadState(Thread& thread) {
  thread.stackLimit = nativeStackLimit();
  thread.threadId = static_cast<uint64_t>(pthread_self());
}

void clearThreadState(Thread& thread) {
  Value* const places[] = {&thread.asyncException,    &thread.profileFunction,   &thread.profileArgument,
                           &thread.traceFunction,     &thread.traceArgument,     &thread.asyncGenFirstIter,
                           &thread.asyncGenFinalizer, &thread.context};
  // Destructors may set some of it anew, but not for ever.
  constexpr int kRounds = 3;
  bool dropped = true;
  for (int round = 0; dropped && round < kRounds; ++round) {
    dropped = false;
    if (Dict* dict = std::exchange(thread.dict, nullptr)) decref(Value(dict));
    for (Value* place : places) {
      Value old = std::exchange(*place, Value());
      dropped |= old.isObject();
      decrefOrEmpty(old);
    }
  }
  thread.clearException();
}

void unlinkThreadState(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  if (thread.previous != nullptr) thread.previous->next = thread.next;
  else interpreter.threads = thread.next;
  if (thread.next != nullptr) thread.next->previous = thread.previous;
  thread.next = thread.previous = nullptr;
}

}  // namespace taipan
