// Two-stage lookup: kFirstStage names the block of 128 code points, kSecondStage the record of each
// code point in it.  Case mappings are deltas, or references into kSpecialCasing for mappings to several characters.
#include "objects/unicode_data.h"

#include <cstddef>

namespace taipan::unicode {

namespace {

struct CharacterRecord {
  uint16_t flags;
  uint8_t category;
  uint8_t digit;  // 255: none
  int32_t upper, lower, title, fold;
  int32_t simpleLower;
};

struct NumericEntry {
  uint32_t codePoint;
  double value;
};

#include "objects/unicode_tables.inc"

const CharacterRecord& recordOf(uint32_t c) {
  if (c > 0x10FFFF) c = 0xFFFF;  // unassigned
  size_t block = kFirstStage[c >> kBlockShift];
  return kRecords[kSecondStage[(block << kBlockShift) + (c & ((1u << kBlockShift) - 1))]];
}

int applyMapping(uint32_t c, int32_t mapping, uint32_t* out) {
  // Deltas lie within ±0x110000, so bit 24 with a positive sign marks a reference.
  if (mapping >= (1 << 24)) {
    int count = (mapping >> 16) & 0xFF;
    for (int i = 0; i < count; i++) out[i] = kSpecialCasing[(mapping & 0xFFFF) + i];
    return count;
  }
  out[0] = c + static_cast<uint32_t>(mapping);
  return 1;
}

}  // namespace

uint16_t flags(uint32_t c) { return recordOf(c).flags; }
const char* category(uint32_t c) { return kCategoryNames[recordOf(c).category]; }

int digitValue(uint32_t c) {
  const CharacterRecord& record = recordOf(c);
  return record.digit == 255 ? -1 : record.digit;
}

int decimalValue(uint32_t c) {
  const CharacterRecord& record = recordOf(c);
  return record.flags & kDecimal ? record.digit : -1;
}

bool numericValue(uint32_t c, double* value) {
  const CharacterRecord& record = recordOf(c);
  if (record.digit != 255) {
    *value = record.digit;
    return true;
  }
  size_t low = 0, high = sizeof(kNumericValues) / sizeof(kNumericValues[0]);
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (kNumericValues[middle].codePoint < c) low = middle + 1;
    else high = middle;
  }
  if (low == sizeof(kNumericValues) / sizeof(kNumericValues[0]) || kNumericValues[low].codePoint != c) return false;
  *value = kNumericValues[low].value;
  return true;
}

int toUpperFull(uint32_t c, uint32_t* out) { return applyMapping(c, recordOf(c).upper, out); }
int toLowerFull(uint32_t c, uint32_t* out) { return applyMapping(c, recordOf(c).lower, out); }
int toTitleFull(uint32_t c, uint32_t* out) { return applyMapping(c, recordOf(c).title, out); }
int foldFull(uint32_t c, uint32_t* out) { return applyMapping(c, recordOf(c).fold, out); }
uint32_t toLowerSimple(uint32_t c) { return c + static_cast<uint32_t>(recordOf(c).simpleLower); }
uint32_t toUpperSimple(uint32_t c) {
  uint32_t out[3];
  return toUpperFull(c, out) == 1 ? out[0] : c;
}

}  // namespace taipan::unicode
