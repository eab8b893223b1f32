// types.MappingProxyType: a read-only view of a mapping.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

Ref<> newMappingProxy(Thread& thread, Value mapping);

}  // namespace taipan
