// The frame stack of a thread: chunks in which frames lie one behind the other.
#pragma once

#include "objects/frame.h"

namespace taipan {

// Raises MemoryError.  The frame's header is set, its locals empty; it owns new references to function and
// code; it is not linked to the thread.
Frame* pushFrame(Thread& thread, Function* function, Code* code);
// Gives the memory of the topmost frame back (its contents are gone already).
void popFrameMemory(Thread& thread, Frame* frame);
// Unlinks the thread's innermost frame, on the stack, and drops its contents.
void leaveFrame(Thread& thread, Frame* frame);
void freeFrameStack(Thread& thread);

// A frame with the arguments of a call bound to its locals (copied).  TypeError as CPython words it.
Frame* bindCall(Thread& thread, Function* function, const Arguments& args);
// As enterFrame for recursion: counts and links; RecursionError.
bool enterFrame(Thread& thread, Frame* frame);

}  // namespace taipan
