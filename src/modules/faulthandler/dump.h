// Tracebacks written without allocation or locks, so that a signal handler may do it while anything is half done.
#pragma once

#include <cstdint>

#include "objects/thread.h"

namespace taipan::fault {

// All of these write to `fd`, run no Python code and never fail; they may read frames that are changing, so the
// text of a running thread is a best effort, as in CPython.
void writeText(int fd, const char* text);
void writeNumber(int fd, uint64_t number, int base = 10, int width = 0);
// "Stack (most recent call first):" and the frames of `thread`, innermost first, at most 100.
void dumpStack(int fd, const Thread* thread);
// Every thread of the interpreter with a header of its own; `current` is marked.
void dumpThreads(int fd, Interpreter& interpreter, const Thread* current);
// The interpreter's state of the calling native thread; null if it has none.
const Thread* callingThread(Interpreter& interpreter);

}  // namespace taipan::fault
