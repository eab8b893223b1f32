// What start-up and the end need of module faulthandler.
#pragma once

#include "objects/thread.h"

namespace taipan {

// faulthandler.enable() with standard error (-X faulthandler, PYTHONFAULTHANDLER, -X dev).
Status enableFaultHandler(Thread& thread);
// Gives back every signal and stops the watchdog; before the interpreter's memory goes.
void finishFaultHandler(Interpreter& interpreter);
// In the child after fork(): the watchdog's thread is not there any more.
void forgetWatchdog();

}  // namespace taipan
