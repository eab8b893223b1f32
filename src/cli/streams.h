// sys.stdin, sys.stdout and sys.stderr: made at start-up, flushed at the end.
#pragma once

#include "cli/options.h"
#include "objects/thread.h"

namespace taipan {

// A sys.stderr that writes to the descriptor at once, until openStreams.
Status openEarlyStderr(Thread& thread);

// Opens the three over their descriptors and puts them into sys, with __stdin__ and so on; None where a descriptor is
// closed.  Also makes builtins.open the io module's.
Status openStreams(Thread& thread, const Options& options);

// Flushes stdout and stderr.  False if stdout could not be: that is reported.
bool flushStreams(Thread& thread);

}  // namespace taipan
