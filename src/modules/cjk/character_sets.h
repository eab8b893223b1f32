// The East Asian character sets: which character stands behind a code of two bytes, and the way back.
//
// Codes of sets with 94 × 94 places are in 7 bits (0x2121 … 0x7E7E); JIS X 0213 has its second plane at 0x8000 beyond the
// first.  Codes of the others are the two bytes of the encoding of that name.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace taipan::cjk {

enum class Set : uint8_t {
  kJisX0208, kJisX0212, kJisX0213, kKsX1001, kGb2312, kGbk, kGb18030, kBig5, kCp950, kHkscs, kShiftJis, kCp932, kCp949, kJohab, kCount
};

// 0: the code has no character, or (JIS X 0213, HKSCS) two: see pairOfCode.
char32_t characterOf(Set set, uint16_t code);

// Codes that stand for a character and a combining one.
struct PairCode {
  char16_t first, second;
  uint16_t code;
};
// Null if the code is none of those.
const PairCode* pairOfCode(Set set, uint16_t code);
// The code of two characters; 0: they have none together.  `second` 0 asks whether `first` begins a pair at all.
uint16_t codeOfPair(Set set, char32_t first, char32_t second);

// Four bytes of GB 18030 as a number: the character of the BMP, or 0.
char32_t gb18030OfNumber(uint32_t number);
// The number of a character of the BMP that has four bytes; -1 if it has two.
int64_t gb18030NumberOf(char32_t c);

// From characters to codes.  A set's table is made when it is first asked for.
class CodeTables {
 public:
  // 0: the set has no such character.
  uint16_t codeOf(Set set, char32_t c) {
    if (c >= 0x30000) return 0;
    Table* table = tables_[static_cast<size_t>(set)].get();
    if (!table) table = make(set);
    const uint16_t* page = table->pages[c >> 8].get();
    return page ? page[c & 255] : 0;
  }

 private:
  struct Table {
    std::unique_ptr<uint16_t[]> pages[0x300];
    void set(char32_t c, uint16_t code);
  };
  Table* make(Set set);
  std::unique_ptr<Table> tables_[static_cast<size_t>(Set::kCount)];
};

}  // namespace taipan::cjk
