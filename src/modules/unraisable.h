// Exceptions that cannot be raised: sys.unraisablehook.
#pragma once

#include "objects/thread.h"

namespace taipan {

// Interpreter::unraisable: hands the exception to sys.unraisablehook; if that fails, reports its failure.  False: the
// hook's arguments could not be made.
bool callUnraisableHook(Thread& thread, Value exception, Value object, const char* message);

}  // namespace taipan
