// code._co_code_adaptive: the private copy of the code in the terms of CPython's dis (`dis.dis(f, adaptive=True)`).
#pragma once

#include "objects/code.h"

namespace taipan {

// The instructions as they run now, with their caches.  Each private instruction has the number of that specialised
// instruction of CPython 3.11 which does most nearly the same (the adaptive one where CPython has none), so the
// stdlib's dis can name it.  Code that has not been prepared to run is shown as compiled.  Fails for lack of memory;
// runs no Python code.
Ref<Bytes> adaptiveCode(Thread& thread, const Code* code);

}  // namespace taipan
