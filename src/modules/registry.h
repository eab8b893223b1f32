// The native modules, in a visible list: registry.def.
#pragma once

#include <span>
#include <string_view>

#include "objects/native.h"

namespace taipan {

// Every native module, in no order.
std::span<const ModuleSpec* const> nativeModules();
// Null if there is none of that name.
const ModuleSpec* findNativeModule(std::string_view name);

}  // namespace taipan
