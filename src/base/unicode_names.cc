// Blocks of 32 front-coded names are found by binary search and scanned; Hangul syllables and CJK
// ideographs have names that follow from their numbers.
#include "base/unicode_names.h"

#include <cstring>
#include <string>

namespace taipan {

using namespace unicode_tables;

namespace {

constexpr uint32_t kUnknown = 0xFFFFFFFF;
constexpr size_t kLongestName = 256;

/// "CJK UNIFIED IDEOGRAPH-4E00".
uint32_t lookupIdeograph(std::string_view digits) {
  if (digits.size() < 4 || digits.size() > 5) return kUnknown;
  uint32_t c = 0;
  for (char d : digits) {
    if (d >= '0' && d <= '9') c = c * 16 + static_cast<uint32_t>(d - '0');
    else if (d >= 'A' && d <= 'F') c = c * 16 + static_cast<uint32_t>(d - 'A' + 10);
    else return kUnknown;
  }
  static constexpr uint32_t kRanges[][2] = {{0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF},
                                            {0x2A700, 0x2B738}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1},
                                            {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A}};
  for (auto [first, last] : kRanges) {
    if (c >= first && c <= last) return c;
  }
  return kUnknown;
}

uint32_t lookupHangul(std::string_view name) {
  static constexpr const char* kLead[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S",
                                          "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
  static constexpr const char* kVowel[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE",
                                           "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
  static constexpr const char* kTail[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG",
                                          "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S",
                                          "SS", "NG", "J", "C", "K", "T", "P", "H"};
  auto longest = [&](auto& table, size_t count) -> int {
    int best = -1;
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
      std::string_view text(table[i]);
      if (name.starts_with(text) && (best < 0 || text.size() > length)) {
        best = static_cast<int>(i);
        length = text.size();
      }
    }
    if (best >= 0) name.remove_prefix(length);
    return best;
  };
  int lead = longest(kLead, 19);
  int vowel = longest(kVowel, 21);
  int tail = longest(kTail, 28);
  if (lead < 0 || vowel < 0 || tail < 0 || !name.empty()) return kUnknown;
  return static_cast<uint32_t>(0xAC00 + (lead * 21 + vowel) * 28 + tail);
}

}  // namespace

uint32_t lookupCharacterName(std::string_view given) {
  if (given.empty() || given.size() > kLongestName) return kUnknown;
  std::string name;
  for (char c : given) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  constexpr std::string_view kIdeograph = "CJK UNIFIED IDEOGRAPH-";
  constexpr std::string_view kHangul = "HANGUL SYLLABLE ";
  if (name.starts_with(kIdeograph)) return lookupIdeograph(std::string_view(name).substr(kIdeograph.size()));
  if (name.starts_with(kHangul)) return lookupHangul(std::string_view(name).substr(kHangul.size()));
  size_t low = 0;
  size_t high = kNameBlockCount;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (name.compare(kNameBlob + kNameBlocks[middle] + 1) < 0) high = middle;
    else low = middle;
  }
  size_t at = kNameBlocks[low];
  size_t end = low + 1 < kNameBlockCount ? kNameBlocks[low + 1] : kNameBlobSize;
  std::string current;
  while (at < end) {
    current.resize(static_cast<uint8_t>(kNameBlob[at]));
    const char* rest = kNameBlob + at + 1;
    size_t length = std::strlen(rest);
    current.append(rest, length);
    at += 1 + length + 1 + 3;
    if (current == name) {
      auto byte = [&](size_t back) { return static_cast<uint32_t>(static_cast<uint8_t>(kNameBlob[at - back])); };
      return byte(3) << 16 | byte(2) << 8 | byte(1);
    }
  }
  return kUnknown;
}

}  // namespace taipan
