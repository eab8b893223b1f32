// Strings as Python's repr writes them.
#pragma once

#include <string>
#include <string_view>

namespace taipan {

/// repr(str) of WTF-8 text, itself WTF-8.
std::string strRepr(std::string_view text);
/// repr(bytes).
std::string bytesRepr(std::string_view bytes);

}  // namespace taipan
