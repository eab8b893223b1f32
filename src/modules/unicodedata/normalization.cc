// Normalization: full decomposition, canonical ordering, and composition.  Hangul syllables go by arithmetic.
#include "modules/unicodedata/normalization.h"

#include <algorithm>
#include <utility>

#include "modules/unicodedata/character_database.h"

namespace taipan::unicode {
namespace {

constexpr uint32_t kSyllables = 0xAC00, kLeads = 0x1100, kVowels = 0x1161, kTails = 0x11A7;
constexpr uint32_t kLeadCount = 19, kVowelCount = 21, kTailCount = 28, kSyllableCount = kLeadCount * kVowelCount * kTailCount;

uint8_t combiningClass(uint32_t c) { return properties(c, false).combining; }

void decompose(uint32_t c, bool compatibility, bool old, std::vector<uint32_t>& out) {
  if (c - kSyllables < kSyllableCount) {
    uint32_t i = c - kSyllables;
    out.push_back(kLeads + i / (kVowelCount * kTailCount));
    out.push_back(kVowels + i % (kVowelCount * kTailCount) / kTailCount);
    if (i % kTailCount) out.push_back(kTails + i % kTailCount);
    return;
  }
  if (old && isUnassigned(properties(c, true))) {
    out.push_back(c);
    return;
  }
  if (uint32_t former = old ? oldDecomposition(c) : 0) {
    out.push_back(former);
    return;
  }
  const char* tag = "";
  std::span<const uint32_t> parts = c < 0xA0 ? std::span<const uint32_t>() : decomposition(c, &tag);
  if (parts.empty() || (*tag && !compatibility)) {
    out.push_back(c);
    return;
  }
  for (uint32_t part : parts) decompose(part, compatibility, old, out);
}
// Sorts by class, keeping equals in order.
void sortRun(uint32_t* run, size_t size) {
  if (size < 2) return;
  std::vector<std::pair<uint64_t, uint32_t>> keyed;  // (class, place) and character
  for (size_t i = 0; i < size; i++) keyed.emplace_back(uint64_t{combiningClass(run[i])} << 48 | i, run[i]);
  std::sort(keyed.begin(), keyed.end());
  for (size_t i = 0; i < size; i++) run[i] = keyed[i].second;
}
// Sorts each run of combining characters by class, keeping equals in order.
void order(std::vector<uint32_t>& text) {
  for (size_t i = 0; i < text.size();) {
    if (text[i] < 0x300 || combiningClass(text[i]) == 0) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < text.size() && combiningClass(text[end]) != 0) end++;
    sortRun(text.data() + i, end - i);
    i = end;
  }
}
uint32_t compose(uint32_t a, uint32_t b) {
  if (a - kLeads < kLeadCount && b - kVowels < kVowelCount) {
    return kSyllables + ((a - kLeads) * kVowelCount + (b - kVowels)) * kTailCount;
  }
  if (a - kSyllables < kSyllableCount && (a - kSyllables) % kTailCount == 0 && b - kTails - 1 < kTailCount - 1) {
    return a + (b - kTails);
  }
  return composition(a, b);
}
void composeAll(std::vector<uint32_t>& text) {
  size_t out = 0, starter = 0;
  bool hasStarter = false;
  int lastClass = -1;  // of the last character kept behind the starter; -1: there is none
  for (uint32_t c : text) {
    int ownClass = combiningClass(c);
    if (hasStarter && lastClass < ownClass) {
      if (uint32_t composite = compose(text[starter], c)) {
        text[starter] = composite;
        continue;
      }
    }
    if (ownClass == 0) {
      starter = out;
      hasStarter = true;
      lastClass = -1;
    } else {
      lastClass = ownClass;
    }
    text[out++] = c;
  }
  text.resize(out);
}

}  // namespace

std::vector<uint32_t> normalize(const Str* text, bool composed, bool compatibility, bool old) {
  std::vector<uint32_t> result;
  result.reserve(text->length() + 16);
  for (size_t i = 0; i < text->length(); i++) decompose(text->at(i), compatibility, old, result);
  order(result);
  if (composed) composeAll(result);
  return result;
}

}  // namespace taipan::unicode
