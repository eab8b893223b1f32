// What start-up, the end and fork() need of module _thread.
#pragma once

#include "objects/thread.h"

namespace taipan {

// threading._shutdown(), if that module was imported: waits for the threads that are no daemons.  Errors are reported.
void waitForThreads(Thread& thread);
// In the child after fork(): only the calling thread is left; it becomes the main thread.
void keepOnlyThread(Thread& thread);

}  // namespace taipan
