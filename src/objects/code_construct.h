// Code objects from what Python code gives: code(…) and code.replace().
#pragma once

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/containers.h"
#include "objects/thread.h"

namespace taipan {

struct Code;

// slots.create of code: 16 to 18 positional arguments.  TypeError, ValueError, SystemError with CPython's texts.
Ref<> codeCreate(Thread& thread, Type* type, const Arguments& args);
// code.replace(**fields): a copy with other fields; errors likewise.
Ref<> codeReplace(Thread& thread, Value self, const Arguments& args);
// Names of the variables that have a bit of `mask` (LocalKind), in order.  MemoryError only.
Ref<Tuple> codeLocalNames(Thread& thread, Code* self, uint8_t mask);

}  // namespace taipan
