// Look-ups in the generated tables (generate_unicodedata_tables.py): two stages for properties, binary search elsewhere.
#include "modules/unicodedata/character_database.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace taipan::unicode {
namespace {

struct Decomposition {
  uint32_t codePoint, at;  // kDecompositionWords[at]: tag << 8 | count, then the characters
};
struct Composition {
  uint32_t first, second, composite;
};
struct OldDecomposition {
  uint32_t codePoint, to;
};

#include "modules/unicodedata/unicodedata_tables.inc"

// The entry of a sorted table whose codePoint is `c`, or null.
template <class Entry, size_t size>
const Entry* findEntry(const Entry (&table)[size], uint32_t c) {
  const Entry* found = std::lower_bound(std::begin(table), std::end(table), c,
                                        [](const Entry& entry, uint32_t wanted) { return entry.codePoint < wanted; });
  return found != std::end(table) && found->codePoint == c ? found : nullptr;
}

}  // namespace

const char* const kUnicodeVersion = kVersion;
const char* const kOldUnicodeVersion = kOldVersion;

const Properties& properties(uint32_t c, bool old) {
  const uint16_t* first = old ? kOldFirst : kNewFirst;
  const uint16_t* second = old ? kOldSecond : kNewSecond;
  return kProperties[second[(size_t{first[c >> kShift]} << kShift) + (c & ((1u << kShift) - 1))]];
}
const char* categoryName(const Properties& p) { return kCategories[p.category]; }
const char* bidirectionalName(const Properties& p) { return kBidirectional[p.bidirectional]; }
const char* widthName(const Properties& p) { return kWidths[p.width]; }
bool isUnassigned(const Properties& p) { return std::string_view(categoryName(p)) == "Cn"; }

std::span<const uint32_t> decomposition(uint32_t c, const char** tag) {
  const Decomposition* entry = findEntry(kDecompositions, c);
  if (!entry) return {};
  uint32_t header = kDecompositionWords[entry->at];
  *tag = kTags[header >> 8];
  return {kDecompositionWords + entry->at + 1, header & 0xFF};
}
uint32_t oldDecomposition(uint32_t c) {
  const OldDecomposition* entry = findEntry(kOldDecompositions, c);
  return entry ? entry->to : 0;
}
uint32_t composition(uint32_t a, uint32_t b) {
  const Composition* found = std::lower_bound(
      std::begin(kCompositions), std::end(kCompositions), uint64_t{a} << 32 | b,
      [](const Composition& entry, uint64_t wanted) { return (uint64_t{entry.first} << 32 | entry.second) < wanted; });
  return found != std::end(kCompositions) && found->first == a && found->second == b ? found->composite : 0;
}
const OldNumber* oldNumber(uint32_t c) { return findEntry(kOldNumbers, c); }
std::span<const char* const> nameAliases() { return kAliases; }

}  // namespace taipan::unicode
