// The tables of float's methods and getters, for its TypeSpec.
#pragma once

#include "objects/native.h"

namespace taipan {

constexpr size_t kFloatMethodCount = 12, kFloatGetSetCount = 2;
extern const MethodDef kFloatMethods[kFloatMethodCount];
extern const GetSetDef kFloatGetSets[kFloatGetSetCount];

// float.hex and float.fromhex (float_hex.cc).
Ref<> floatHex(Thread& thread, const Value* args);
Ref<> floatFromHex(Thread& thread, const Value* args);

}  // namespace taipan
