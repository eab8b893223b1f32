// Properties of characters by Unicode 14: what str methods, repr, the lexer and `re` ask about code points.
// Generated tables: unicode_tables.inc (generate_unicode_data.py).  Nothing here fails or runs Python code;
// any code point up to U+10FFFF may be asked for.
#pragma once

#include <cstdint>

namespace taipan::unicode {

enum CharacterFlag : uint16_t {
  kAlpha = 1 << 0, kDecimal = 1 << 1, kDigit = 1 << 2, kNumeric = 1 << 3, kLower = 1 << 4,
  kUpper = 1 << 5, kTitle = 1 << 6, kSpace = 1 << 7, kPrintable = 1 << 8, kIdentifierStart = 1 << 9,
  kIdentifierContinue = 1 << 10, kCased = 1 << 11, kCaseIgnorable = 1 << 12, kLineBreak = 1 << 13,
};

// Flags of `c`, as above.
uint16_t flags(uint32_t c);
inline bool has(uint32_t c, uint16_t flag) { return (flags(c) & flag) != 0; }
inline bool isAlnum(uint32_t c) { return has(c, kAlpha | kDecimal | kDigit | kNumeric); }
inline bool isSpace(uint32_t c) { return c < 128 ? c == 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) : has(c, kSpace); }
inline bool isLineBreak(uint32_t c) { return has(c, kLineBreak); }
inline bool isPrintable(uint32_t c) { return c < 127 ? c >= 32 : has(c, kPrintable); }

// "Lu", "Nd" …
const char* category(uint32_t c);
int digitValue(uint32_t c);    // -1 if none
int decimalValue(uint32_t c);  // -1 if none
// False if `c` has no numeric value.
bool numericValue(uint32_t c, double* value);

// Full case mappings: write up to three code points, give how many.
int toUpperFull(uint32_t c, uint32_t* out);
int toLowerFull(uint32_t c, uint32_t* out);
int toTitleFull(uint32_t c, uint32_t* out);
int foldFull(uint32_t c, uint32_t* out);
// Simple mapping, as `re` uses.
uint32_t toLowerSimple(uint32_t c);
uint32_t toUpperSimple(uint32_t c);

}  // namespace taipan::unicode
