// bool: the two immediates True and False; a subclass of int.
#pragma once

#include "objects/native.h"

namespace taipan {

extern const TypeSpec kBoolType;

}  // namespace taipan
