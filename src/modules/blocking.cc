// See the header.
#include "modules/blocking.h"

#include "objects/interpreter_lock.h"

namespace taipan {

BlockingCall::BlockingCall(Thread& thread) : thread_(thread) { thread.lock->release(thread); }

BlockingCall::~BlockingCall() { thread_.lock->acquire(thread_); }  // errno stays: it says why the call failed

Status handleSignals(Thread& thread) {
  if (!(thread.evalBreaker.load(std::memory_order_acquire) & kBreakForSignals)) return kOk;
  thread.evalBreaker.fetch_and(~uint32_t{kBreakForSignals}, std::memory_order_acq_rel);
  auto run = thread.interpreter().runSignalHandlers;
  return run != nullptr ? run(thread) : kOk;
}

}  // namespace taipan
