// What the end of the interpreter needs of atexit.
#pragma once

#include "objects/thread.h"

namespace taipan {

// Calls the registered functions, last first; their exceptions are reported, not raised.
void runAtExit(Thread& thread);

}  // namespace taipan
