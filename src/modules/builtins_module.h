// The builtins module: functions, types and constants.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// Makes the module, and sets Interpreter::builtinsDict.  print, open, exec and their like are added by builtins_io.
Status createBuiltins(Thread& thread);

}  // namespace taipan
