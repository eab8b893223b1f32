// The tables of int's methods and getters, for its TypeSpec.
#pragma once

#include "objects/native.h"

namespace taipan {

constexpr size_t kIntMethodCount = 13, kIntGetSetCount = 4;
extern const MethodDef kIntMethods[kIntMethodCount];
extern const GetSetDef kIntGetSets[kIntGetSetCount];

}  // namespace taipan
