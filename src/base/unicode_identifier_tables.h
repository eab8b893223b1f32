// The layout of the generated tables; private to unicode_identifiers.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace taipan::unicode_tables {

struct Range {
  uint32_t first;
  uint32_t last;
};
struct Decomposition {
  uint32_t codePoint;
  uint16_t start;  // into decompositionText
  uint8_t length;
};
struct CombiningClass {
  uint32_t first;
  uint32_t last;
  uint8_t value;
};
struct Composition {
  uint32_t first;
  uint32_t second;
  uint32_t result;
};

extern const std::span<const Range> kXidStart, kXidContinue, kNotPrintable;
extern const std::span<const Decomposition> kDecompositions;  // full compatibility forms
extern const std::span<const uint32_t> kDecompositionText;
extern const std::span<const CombiningClass> kCombiningClasses;
extern const std::span<const Composition> kCompositions;

}  // namespace taipan::unicode_tables
