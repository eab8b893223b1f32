// Specs of the types in native_function.cc, and staticmethod objects for them.
#pragma once

#include "objects/native.h"

namespace taipan {

extern const TypeSpec kBuiltinFunctionType, kMethodDescriptorType, kClassMethodDescriptorType,
    kWrapperDescriptorType, kGetSetDescriptorType, kMemberDescriptorType, kMethodWrapperType;

Ref<> newStaticMethod(Thread& thread, Value callable);  // class_helpers.cc
Ref<> newClassMethod(Thread& thread, Value callable);

}  // namespace taipan
