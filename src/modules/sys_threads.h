// The functions of sys that look at threads.
#pragma once

#include "heap/ref.h"
#include "objects/module.h"
#include "objects/thread.h"

namespace taipan {

// Adds _current_frames, _current_exceptions, getswitchinterval and setswitchinterval.
Status addSysThreadFunctions(Thread& thread, Module* module);

}  // namespace taipan
