// What os.wait3() and os.wait4() need of module resource.
#pragma once

#include <sys/resource.h>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// A resource.struct_rusage; imports the module, which owns the type, if need be.
Ref<> usageResult(Thread& thread, const rusage& usage);

}  // namespace taipan
