// The Unicode character database, version 14 and 3.2: properties, decompositions and compositions.  Nothing here fails
// or runs Python code; any code point up to U+10FFFF may be asked for.
#pragma once

#include <cstdint>
#include <span>

namespace taipan::unicode {

struct Properties {
  uint8_t category, bidirectional, combining, mirrored, width;
};
// `old`: as in Unicode 3.2, where later characters are unassigned.
const Properties& properties(uint32_t c, bool old);
const char* categoryName(const Properties& p);
const char* bidirectionalName(const Properties& p);
const char* widthName(const Properties& p);
bool isUnassigned(const Properties& p);

// One step of decomposition: the tag ("<compat>", "" for a canonical one) and the characters; none: no decomposition.
std::span<const uint32_t> decomposition(uint32_t c, const char** tag);
// The mapping that Unicode 3.2 had in place of a corrected one; 0 if there is none.
uint32_t oldDecomposition(uint32_t c);
// The primary composite of two characters, or 0.
uint32_t composition(uint32_t a, uint32_t b);

struct OldNumber {
  uint32_t codePoint;
  int decimal;       // -1: none
  bool hasValue;
  double value;
};
// The numeric properties in Unicode 3.2 where they differ from today's; null if they do not.
const OldNumber* oldNumber(uint32_t c);

std::span<const char* const> nameAliases();  // names that a character has besides its own
extern const char* const kUnicodeVersion;
extern const char* const kOldUnicodeVersion;

}  // namespace taipan::unicode
