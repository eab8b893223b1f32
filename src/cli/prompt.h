// The interactive prompt.
#pragma once

#include "objects/dict.h"
#include "objects/thread.h"

namespace taipan {

// Reads statements from standard input, prompting with sys.ps1 and sys.ps2 on standard error, and runs each in `globals`,
// until the input ends.  Exceptions are reported and forgotten; false: SystemExit is in flight.
bool runPrompt(Thread& thread, Dict* globals);

}  // namespace taipan
