// Prints uncaught exceptions the way CPython's built-in sys.excepthook does: chains, groups, notes,
// source lines with carets, and "Did you mean" hints.
#pragma once

#include <string>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// The report of `exception` (an exception instance; anything else gives CPython's complaint), WTF-8.
// Runs Python code (str, repr, attributes), whose errors are swallowed.
std::string exceptionReport(Thread& thread, Value exception);

// The traceback part alone, with its header; `traceback` may be None.
std::string tracebackReport(Thread& thread, Value traceback);

// Writes text to sys.stderr, or to the file descriptor where that is missing or fails.
void writeToStderr(Thread& thread, const std::string& wtf8);

// The default sys.excepthook.
void printException(Thread& thread, Value exception);

// ". Did you mean: 'x'?" or nothing.
std::string suggestionFor(Thread& thread, Value exception);

}  // namespace taipan
