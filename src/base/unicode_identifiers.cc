#include "base/unicode_identifiers.h"

#include <algorithm>
#include <vector>

#include "base/unicode_identifier_tables.h"
#include "base/utf8.h"

namespace taipan {

using namespace unicode_tables;

namespace {

bool inRanges(std::span<const Range> ranges, uint32_t c) {
  auto it = std::upper_bound(ranges.begin(), ranges.end(), c,
                             [](uint32_t value, const Range& r) { return value < r.first; });
  return it != ranges.begin() && c <= (it - 1)->last;
}

uint8_t combiningClass(uint32_t c) {
  auto it = std::upper_bound(kCombiningClasses.begin(), kCombiningClasses.end(), c,
                             [](uint32_t v, const CombiningClass& r) { return v < r.first; });
  return it != kCombiningClasses.begin() && c <= (it - 1)->last ? (it - 1)->value : 0;
}

// Hangul syllables compose arithmetically (Unicode Standard 3.12).
constexpr uint32_t kSBase = 0xAC00, kLBase = 0x1100, kVBase = 0x1161, kTBase = 0x11A7;
constexpr uint32_t kLCount = 19, kVCount = 21, kTCount = 28, kSCount = kLCount * kVCount * kTCount;

void decompose(uint32_t c, std::vector<uint32_t>* out) {
  if (c >= kSBase && c < kSBase + kSCount) {
    uint32_t index = c - kSBase;
    out->push_back(kLBase + index / (kVCount * kTCount));
    out->push_back(kVBase + index % (kVCount * kTCount) / kTCount);
    if (index % kTCount != 0) out->push_back(kTBase + index % kTCount);
    return;
  }
  auto it = std::lower_bound(kDecompositions.begin(), kDecompositions.end(), c,
                             [](const Decomposition& d, uint32_t v) { return d.codePoint < v; });
  if (it != kDecompositions.end() && it->codePoint == c) {
    auto text = kDecompositionText.subspan(it->start, it->length);
    out->insert(out->end(), text.begin(), text.end());
  } else {
    out->push_back(c);
  }
}

/// The composite of two characters, or 0.
uint32_t compose(uint32_t first, uint32_t second) {
  if (first >= kLBase && first < kLBase + kLCount && second >= kVBase && second < kVBase + kVCount) {
    return kSBase + ((first - kLBase) * kVCount + (second - kVBase)) * kTCount;
  }
  if (first >= kSBase && first < kSBase + kSCount && (first - kSBase) % kTCount == 0 &&
      second > kTBase && second < kTBase + kTCount) {
    return first + (second - kTBase);
  }
  auto it = std::lower_bound(kCompositions.begin(), kCompositions.end(), std::pair(first, second),
                             [](const Composition& c, std::pair<uint32_t, uint32_t> key) {
                               return std::pair(c.first, c.second) < key;
                             });
  if (it != kCompositions.end() && it->first == first && it->second == second) return it->result;
  return 0;
}

}  // namespace

bool isXidStart(uint32_t c) { return inRanges(kXidStart, c); }
bool isXidContinue(uint32_t c) { return inRanges(kXidContinue, c); }
bool isPrintable(uint32_t c) { return !inRanges(kNotPrintable, c); }

size_t findInvalidIdentifierCharacter(std::string_view name) {
  size_t position = 0;
  while (position < name.size()) {
    size_t at = position;
    uint32_t c = decodeUtf8(name, &position);
    if (c == kBadCodePoint || !(at == 0 ? isXidStart(c) : isXidContinue(c))) return at;
  }
  return std::string_view::npos;
}

std::string normalizeNfkc(std::string_view text) {
  std::vector<uint32_t> chars;
  size_t position = 0;
  while (position < text.size()) {
    uint32_t c = decodeUtf8(text, &position);
    if (c == kBadCodePoint) return std::string(text);
    decompose(c, &chars);
  }
  // Canonical order: runs of marks sorted stably by class.
  for (size_t i = 0; i < chars.size();) {
    if (combiningClass(chars[i]) == 0) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < chars.size() && combiningClass(chars[end]) != 0) end++;
    // Class, place and character in one sortable word.
    std::vector<uint64_t> run;
    for (size_t k = i; k < end; k++) {
      run.push_back(uint64_t{combiningClass(chars[k])} << 56 | uint64_t{k - i} << 21 | chars[k]);
    }
    std::sort(run.begin(), run.end());
    for (size_t k = i; k < end; k++) chars[k] = run[k - i] & 0x1FFFFF;
    i = end;
  }
  std::vector<uint32_t> out;
  size_t starter = SIZE_MAX;
  int lastClass = -1;
  for (uint32_t c : chars) {
    int ccc = combiningClass(c);
    if (starter != SIZE_MAX && (lastClass < ccc || lastClass == -1)) {
      uint32_t composite = compose(out[starter], c);
      if (composite != 0) {
        out[starter] = composite;
        continue;
      }
    }
    if (ccc == 0) {
      starter = out.size();
      lastClass = -1;
    } else {
      lastClass = ccc;
    }
    out.push_back(c);
  }
  std::string result;
  for (uint32_t c : out) appendUtf8(&result, c);
  return result;
}

}  // namespace taipan
