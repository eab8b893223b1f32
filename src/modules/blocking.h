// Calls that may block: the interpreter's lock is free meanwhile.
#pragma once

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

}  // namespace taipan
