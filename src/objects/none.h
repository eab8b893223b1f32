// The types of the constants None, NotImplemented and Ellipsis; the constants themselves are immediates.
#pragma once

#include "objects/native.h"

namespace taipan {

extern const TypeSpec kNoneType;
extern const TypeSpec kNotImplementedType;
extern const TypeSpec kEllipsisType;

}  // namespace taipan
