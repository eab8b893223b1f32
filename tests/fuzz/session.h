// One interpreter for all inputs of a fuzz target.
#pragma once

#include "objects/code.h"
#include "objects/thread.h"

namespace taipan::fuzz {

// Made at the first call; ends the process if memory is short.
Thread& session();
// Drops what an input left behind: the exception in flight, cycles.
void cleanUp(Thread& thread);
// Verifies `code` and the code among its constants, all the way down.
Status verifyAll(Thread& thread, Code* code);
// Runs `code` with no builtins; an endless loop is interrupted after a moment.  Results and exceptions are dropped.
void runFor(Thread& thread, Code* code);

}  // namespace taipan::fuzz
