// mappingproxy: a read-only view of any mapping.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct MappingProxy : Object {
  Value mapping;
};

extern const TypeSpec kMappingProxyType;

Ref<> newMappingProxy(Thread& thread, Value mapping);

}  // namespace taipan
