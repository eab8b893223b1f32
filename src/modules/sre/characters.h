// What a pattern asks about single characters: categories, case, membership in a set.  Nothing here fails.
#pragma once

#include <cstdint>

#include "modules/sre/sre_code.h"

namespace taipan::sre {

// How a character is changed before it is compared.
enum class Fold : uint8_t { kNone, kAscii, kUnicode, kLocale };

bool inCategory(CategoryCode category, uint32_t c);
uint32_t lowerAscii(uint32_t c);
uint32_t lowerUnicode(uint32_t c);  // the first character of the full mapping; so upperUnicode
uint32_t upperUnicode(uint32_t c);
uint32_t lowerLocale(uint32_t c);
uint32_t upperLocale(uint32_t c);
uint32_t fold(Fold how, uint32_t c);
bool isWord(uint32_t c);         // [a-zA-Z0-9_]
bool isLocaleWord(uint32_t c);
bool isUnicodeWord(uint32_t c);

// Membership in a set's code (validated: it ends with FAILURE), case as it stands.
bool inSetCode(const uint32_t* code, uint32_t c);

}  // namespace taipan::sre
