// What the running Python frame says, for native code that acts on its caller's behalf.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct Dict;

// Globals of the innermost Python frame, borrowed; null (no exception) if none runs.
Dict* currentGlobals(Thread& thread);
// Its locals, as locals() gives them.  Empty + SystemError if none runs.
Ref<> currentLocals(Thread& thread);
// co_flags of its code; 0 if none runs.
int32_t currentCodeFlags(Thread& thread);
// The frame object `depth` levels up (0: the innermost); ValueError "call stack is not deep enough".
Ref<> frameAtDepth(Thread& thread, int64_t depth);

}  // namespace taipan
