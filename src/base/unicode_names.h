// Characters by name (Unicode 14), as in "\N{...}" escapes and unicodedata.lookup.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace taipan {

/// The code point of a character name or common alias, in any letter case; 0xFFFFFFFF if unknown.
uint32_t lookupCharacterName(std::string_view name);

namespace unicode_tables {
extern const char* const kNameBlob;
extern const size_t kNameBlobSize;
extern const uint32_t* const kNameBlocks;
extern const size_t kNameBlockCount;
}  // namespace unicode_tables

}  // namespace taipan
