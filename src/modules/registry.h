// The native modules, in a visible list.
#pragma once

#include <span>
#include <string_view>

#include "objects/native.h"

namespace taipan {

// Every native module, in the order of sys.builtin_module_names.
std::span<const ModuleSpec* const> nativeModules();
// Null if there is none of that name.
const ModuleSpec* findNativeModule(std::string_view name);

}  // namespace taipan
