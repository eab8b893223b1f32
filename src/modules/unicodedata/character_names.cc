// From a character to its name.  See the header.
#include "modules/unicodedata/character_names.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "base/unicode_names.h"
#include "modules/unicodedata/character_database.h"
#include "objects/unicode_data.h"

namespace taipan {

using namespace unicode_tables;

namespace {

constexpr size_t kNamesInBlock = 32;

// Goes through the names of a block; `take(ordinal, name, code point)` ends the walk by returning true.
template <class Take>
void walkBlock(size_t block, Take take) {
  size_t at = kNameBlocks[block], end = block + 1 < kNameBlockCount ? kNameBlocks[block + 1] : kNameBlobSize;
  std::string name;
  for (uint32_t ordinal = static_cast<uint32_t>(block * kNamesInBlock); at < end; ordinal++) {
    name.resize(static_cast<uint8_t>(kNameBlob[at]));
    const char* rest = kNameBlob + at + 1;
    size_t length = std::strlen(rest);
    name.append(rest, length);
    at += length + 5;
    auto byte = [&](size_t back) { return static_cast<uint32_t>(static_cast<uint8_t>(kNameBlob[at - back])); };
    if (take(ordinal, name, byte(3) << 16 | byte(2) << 8 | byte(1))) return;
  }
}
bool isIdeograph(uint32_t c) {
  static constexpr uint32_t kRanges[][2] = {{0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B738},
                                            {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A}};
  for (auto [first, last] : kRanges) {
    if (c >= first && c <= last) return true;
  }
  return false;
}
std::string hangulName(uint32_t i) {
  static constexpr const char* kLead[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S",
                                          "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
  static constexpr const char* kVowel[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE",
                                           "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
  static constexpr const char* kTail[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT",
                                          "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};
  return std::string("HANGUL SYLLABLE ") + kLead[i / 588] + kVowel[i % 588 / 28] + kTail[i % 28];
}

}  // namespace

void CharacterNames::buildIndex() {
  std::span<const char* const> aliases = unicode::nameAliases();
  for (size_t block = 0; block < kNameBlockCount; block++) {
    walkBlock(block, [&](uint32_t ordinal, const std::string& name, uint32_t c) {
      // Control characters have aliases only.
      if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
      if (std::find(aliases.begin(), aliases.end(), std::string_view(name)) == aliases.end()) index_.emplace_back(c, ordinal);
      return false;
    });
  }
  std::sort(index_.begin(), index_.end());
}
std::string CharacterNames::nameAt(uint32_t ordinal) const {
  std::string found;
  walkBlock(ordinal / kNamesInBlock, [&](uint32_t at, const std::string& name, uint32_t) {
    if (at == ordinal) found = name;
    return at == ordinal;
  });
  return found;
}
std::string CharacterNames::find(uint32_t c) {
  if (c - 0xAC00 < 11172) return hangulName(c - 0xAC00);
  if (isIdeograph(c)) {
    char text[40];
    snprintf(text, sizeof text, "CJK UNIFIED IDEOGRAPH-%X", c);
    return text;
  }
  if (index_.empty()) buildIndex();
  auto found = std::lower_bound(index_.begin(), index_.end(), std::pair<uint32_t, uint32_t>(c, 0));
  return found != index_.end() && found->first == c ? nameAt(found->second) : std::string();
}

}  // namespace taipan
