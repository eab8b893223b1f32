// The end of an interpreter's modules.
#pragma once

#include "objects/thread.h"

namespace taipan {

// Drops all modules in CPython's order, so that objects' finalizers run and see what they see there: garbage is
// collected, sys.modules is emptied, what survives loses its globals one by one, sys and builtins last.  Runs Python
// code; exceptions are reported as unraisable.
void finalizeModules(Thread& thread);

}  // namespace taipan
