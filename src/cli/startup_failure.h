// What is printed when an interpreter cannot start.
#pragma once

#include "cli/options.h"
#include "cli/paths.h"
#include "objects/thread.h"

namespace taipan {

// The steps of start-up that may fail for reasons outside: a wrong PYTHONHOME, an unknown encoding, a broken site.
enum class StartupStep : uint8_t { kCore, kFileSystemEncoding, kStreamEncoding, kStreams, kFolderAsInput, kSite };

// Reports the exception in flight, and takes it, as CPython reports a failure of that step, on file descriptor 2.
void reportStartupFailure(Thread& thread, StartupStep step, const Options& options, const Paths& paths);

}  // namespace taipan
