// The built-in functions print and input.
#pragma once

#include <span>

#include "objects/native.h"

namespace taipan {

// For the builtins module.
std::span<const MethodDef> printAndInput();

}  // namespace taipan
