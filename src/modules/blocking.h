// Calls that may block: the interpreter's lock is free meanwhile.
#pragma once

#include <errno.h>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// Gives the interpreter's lock up for its lifetime.  No Value may be touched meanwhile.  Keeps errno.
class BlockingCall {
 public:
  explicit BlockingCall(Thread& thread);
  ~BlockingCall();
  BlockingCall(const BlockingCall&) = delete;

 private:
  Thread& thread_;
};

// Runs the Python handlers of signals that came in; fails if one raised.
Status handleSignals(Thread& thread);

// What a system call returns, repeated while signals interrupt it.  It runs without the interpreter's lock: it may not
// touch Values.  Negative: it failed, errno says why.  Fails only if a handler raised.
template <class Call>
auto retryInterrupted(Thread& thread, Call systemCall) -> Result<decltype(systemCall())> {
  while (true) {
    decltype(systemCall()) result;
    {
      BlockingCall unlocked(thread);
      result = systemCall();
    }
    if (result >= 0 || errno != EINTR) return result;
    TRY(handleSignals(thread));
  }
}
// As retryInterrupted, but a failed call raises OSError, with `filename` if it is not empty.
template <class Call>
auto blockingCall(Thread& thread, Call systemCall, Value filename = Value()) -> Result<decltype(systemCall())> {
  auto result = TRY(retryInterrupted(thread, systemCall));
  if (result < 0) return thread.raiseErrno(errno, filename);
  return result;
}

}  // namespace taipan
