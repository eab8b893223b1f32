// The plain values and named tuples of sys.
#pragma once

#include "heap/ref.h"
#include "objects/module.h"
#include "objects/thread.h"

namespace taipan {

// Adds everything that does not depend on the command line.
Status addSysValues(Thread& thread, Module* module);
// sys.get_asyncgen_hooks().
Ref<> asyncGenHooks(Thread& thread);

}  // namespace taipan
