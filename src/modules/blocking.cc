// See the header.  There is no way yet to start a second thread in an interpreter (module _thread has not landed), so
// nobody waits for the lock: giving it up has nothing to do.  The interpreter's lock is to be released and taken here.
#include "modules/blocking.h"

#include <errno.h>

namespace taipan {

BlockingCall::BlockingCall(Thread& thread) : thread_(thread) {}

BlockingCall::~BlockingCall() {
  savedErrno_ = errno;  // taking the lock back must not hide why the call failed
  errno = savedErrno_;
}

Status handleSignals(Thread& thread) {
  // Python-level handlers come with module _signal, which sets this bit.
  thread.evalBreaker.fetch_and(~uint32_t{kBreakForSignals});
  return kOk;
}

}  // namespace taipan
