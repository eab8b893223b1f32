// User and group numbers as arguments.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// A user or group number; -1 (leave it as it is) is allowed.  `kind` ("uid", "gid") begins the messages of TypeError
// and OverflowError.  May run __index__.
Result<unsigned> idArgument(Thread& thread, Value value, const char* kind);

}  // namespace taipan
