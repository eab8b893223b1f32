// The end of an interpreter's modules.
#pragma once

#include "objects/thread.h"

namespace taipan {

// Drops all modules in CPython's order, so that objects' finalizers run and see what they see there: garbage is
// collected, sys.modules is emptied, what survives loses its globals one by one, sys and builtins last.  Runs Python
// code; exceptions are reported as unraisable.
void finalizeModules(Thread& thread);

// Can anybody see whether finalizeModules runs?  That takes an object with a finalizer (a class with __del__, a suspended
// generator, an open file or socket that is none of the standard streams) or a weak reference with a callback.  A short
// program has none, and the process may just end.  Runs no Python code.
bool isEndObservable(Thread& thread);

}  // namespace taipan
