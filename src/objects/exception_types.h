// Specs of the exception types, made from exception_ids.def.
#pragma once

#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

// Calls `visit` for each exception type's spec, bases first.
Status forEachExceptionSpec(Thread& thread, Status (*visit)(Thread& thread, const TypeSpec& spec));

}  // namespace taipan
