// What identifiers need of Unicode 14: XID classes, printability, and NFKC.  The tables are
// generated into unicode_identifier_tables.cc by generate_unicode_identifiers.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace taipan {

bool isXidStart(uint32_t codePoint);  // also '_'
bool isXidContinue(uint32_t codePoint);
/// str.isprintable of one character.
bool isPrintable(uint32_t codePoint);

/// Byte offset of the first character that keeps `name` from being an identifier, or npos.
size_t findInvalidIdentifierCharacter(std::string_view name);

/// The NFKC form of WTF-8 text.
std::string normalizeNfkc(std::string_view text);

}  // namespace taipan
