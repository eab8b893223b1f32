// The built-in function __import__.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// Adds __import__ to the builtins.
Status installImport(Thread& thread);
// A native module by name, made and put into sys.modules if it is not there.  Empty without exception: none of that name.
Ref<> importNative(Thread& thread, Str* name);

}  // namespace taipan
