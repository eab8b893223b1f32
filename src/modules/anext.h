// The built-in function anext.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

extern const TypeSpec kAnextAwaitableType;
// "($module, aiterator, default=<NULL>, /)".  TypeError if it is no asynchronous iterator.
Ref<> builtinAnext(Thread& thread, const Value* args);

}  // namespace taipan
