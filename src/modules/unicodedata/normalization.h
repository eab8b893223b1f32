// Unicode normalization forms (UAX #15).
#pragma once

#include <vector>

#include "objects/str.h"

namespace taipan::unicode {

// The text in form C (`compose`) or D, with compatibility mappings in forms KC and KD.  `old`: by Unicode 3.2.
std::vector<uint32_t> normalize(const Str* text, bool compose, bool compatibility, bool old);

}  // namespace taipan::unicode
