// types.GenericAlias: list[int] and the like.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// origin[args]; args that are no tuple become one.
Ref<> newGenericAlias(Thread& thread, Value origin, Value args);

}  // namespace taipan
