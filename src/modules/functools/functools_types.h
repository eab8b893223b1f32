// The types of _functools that have files of their own.
#pragma once

#include "objects/native.h"

namespace taipan {

extern const TypeSpec kPartialType;
extern const TypeSpec kLruCacheWrapperType;
extern const TypeSpec kLruCacheLinkType;  // an entry of an lru_cache; not visible from Python

}  // namespace taipan
