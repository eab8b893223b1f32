// Quickening: the private copy of verified bytecode.
#pragma once

#include "objects/code.h"

namespace taipan {

// Rewrites `units`, a copy of the code's canonical instructions: caches emptied, instructions with caches in their
// adaptive form, frequent pairs joined.  code->starts is filled in already.
void quicken(const Code* code, Unit* units);

}  // namespace taipan
