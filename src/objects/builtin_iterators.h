// enumerate, reversed, zip, map and filter.
#pragma once

#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

extern const TypeSpec kEnumerateType, kReversedType, kZipType, kMapType, kFilterType;

}  // namespace taipan
