// One run of the program: start-up, the user's code, the end.
#pragma once

#include "cli/options.h"

namespace taipan {

// The exit code.  Never returns early: whatever happens is reported as python3.11 would.
int launch(int argc, char** argv, const Options& options);

}  // namespace taipan
