// See the header.  The tables are rows of characters; what differs between an encoding and the one it extends is a list.
#include "modules/cjk/character_sets.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace taipan::cjk {

namespace {

struct CodeCharacter {
  uint16_t code;
  char16_t character;  // 0: none
};
// `length` numbers from `number` on stand for as many characters from `character` on.
struct NumberRun {
  uint16_t number;
  char16_t character;
  uint16_t length;
};

#include "modules/cjk/cjk_tables.inc"

constexpr char32_t kNone = 0xFFFD;

constexpr bool between(int value, int low, int high) { return value >= low && value <= high; }
char32_t orZero(char32_t c) { return c == kNone ? 0 : c; }

char32_t in94Rows(const char32_t* table, uint16_t code) {
  int row = (code >> 8) - 0x21, cell = (code & 255) - 0x21;
  if (!between(row, 0, 93) || !between(cell, 0, 93)) return 0;
  return orZero(table[row * 94 + cell]);
}

// Rows of trail bytes 40…7E and A1…FE.
char32_t inBig5Rows(const char32_t* table, int firstLead, int lastLead, uint16_t code) {
  int lead = code >> 8, trail = code & 255;
  if (!between(lead, firstLead, lastLead)) return 0;
  int cell = between(trail, 0x40, 0x7E) ? trail - 0x40 : between(trail, 0xA1, 0xFE) ? trail - 0xA1 + 63 : -1;
  return cell < 0 ? 0 : orZero(table[(lead - firstLead) * 157 + cell]);
}

char32_t inGbkRows(uint16_t code) {
  int lead = code >> 8, trail = code & 255;
  if (!between(lead, 0x81, 0xFE) || !between(trail, 0x40, 0xFE)) return 0;
  return orZero(kGbk[(lead - 0x81) * 191 + trail - 0x40]);
}

// The entry of a list sorted by code, or null.
const CodeCharacter* findCode(std::span<const CodeCharacter> list, uint16_t code) {
  auto at = std::lower_bound(list.begin(), list.end(), code, [](const CodeCharacter& entry, uint16_t c) { return entry.code < c; });
  return at != list.end() && at->code == code ? &*at : nullptr;
}

// Two bytes of Shift JIS as a code of JIS X 0208; 0 if they are none.
uint16_t jisOfShiftJis(uint16_t code) {
  int lead = code >> 8, trail = code & 255;
  if (!(between(lead, 0x81, 0x9F) || between(lead, 0xE0, 0xFC)) || !(between(trail, 0x40, 0x7E) || between(trail, 0x80, 0xFC))) return 0;
  int row = 2 * (lead < 0xE0 ? lead - 0x81 : lead - 0xC1), cell = trail < 0x80 ? trail - 0x40 : trail - 0x41;
  if (cell >= 94) ++row, cell -= 94;
  return row < 94 ? static_cast<uint16_t>((row + 0x21) << 8 | (cell + 0x21)) : 0;
}

char32_t shiftJis(uint16_t code) {
  uint16_t jis = jisOfShiftJis(code);
  return jis ? in94Rows(kJisX0208, jis) : 0;
}

char32_t cp932(uint16_t code) {
  int lead = code >> 8, trail = code & 255;
  if (between(lead, 0xF0, 0xF9) && (between(trail, 0x40, 0x7E) || between(trail, 0x80, 0xFC))) {
    return 0xE000u + static_cast<char32_t>(188 * (lead - 0xF0) + (trail < 0x80 ? trail - 0x40 : trail - 0x41));
  }
  if (const CodeCharacter* own = findCode(kCp932Differences, code)) return own->character;
  return shiftJis(code);
}

char32_t johab(uint16_t code) {
  int lead = code >> 8, trail = code & 255;
  if (between(lead, 0x84, 0xD3)) {
    return between(trail, 0x41, 0xFE) ? orZero(kJohabSyllables[(lead - 0x84) * 190 + trail - 0x41]) : 0;
  }
  bool special = between(lead, 0xD9, 0xDE) || between(lead, 0xE0, 0xF9);
  if (!special || !(between(trail, 0x31, 0x7E) || between(trail, 0x91, 0xFE)) || (lead == 0xDA && between(trail, 0xA1, 0xD3))) return 0;
  int row = lead < 0xE0 ? 2 * (lead - 0xD9) : 2 * lead - 0x197, cell = trail < 0x91 ? trail - 0x31 : trail - 0x43;
  if (cell >= 94) ++row, cell -= 94;
  return in94Rows(kKsX1001, static_cast<uint16_t>((row + 0x21) << 8 | (cell + 0x21)));
}

std::span<const uint16_t> oneWayCodes(Set set) {
  switch (set) {
    case Set::kCp932: return kCp932OneWay;
    case Set::kCp950: return kCp950OneWay;
    case Set::kBig5: return kBig5OneWay;
    case Set::kHkscs: return kHkscsOneWay;
    case Set::kJohab: return kJohabOneWay;
    default: return {};
  }
}
std::span<const CodeCharacter> encodeOnlyCodes(Set set) {
  if (set == Set::kCp932) return kCp932EncodeOnly;
  if (set == Set::kCp950) return kCp950EncodeOnly;
  return {};
}
std::span<const PairCode> pairsOf(Set set) {
  if (set == Set::kJisX0213) return kJisX0213Pairs;
  if (set == Set::kHkscs) return kHkscsPairs;
  return {};
}

}  // namespace

char32_t characterOf(Set set, uint16_t code) {
  switch (set) {
    case Set::kJisX0208: return in94Rows(kJisX0208, code);
    case Set::kJisX0212: return in94Rows(kJisX0212, code);
    case Set::kJisX0213: return in94Rows(code & 0x8000 ? kJisX0213Plane2 : kJisX0213Plane1, code & 0x7FFF);
    case Set::kKsX1001: return in94Rows(kKsX1001, code);
    case Set::kGb2312: return in94Rows(kGb2312, code);
    case Set::kGbk: return inGbkRows(code);
    case Set::kGb18030: {
      const CodeCharacter* own = findCode(kGb18030Differences, code);
      return own ? own->character : inGbkRows(code);
    }
    case Set::kBig5: return inBig5Rows(kBig5, 0xA1, 0xF9, code);
    case Set::kCp950: {
      const CodeCharacter* own = findCode(kCp950Differences, code);
      return own ? own->character : inBig5Rows(kBig5, 0xA1, 0xF9, code);
    }
    case Set::kHkscs: return inBig5Rows(kHkscs, 0x87, 0xFE, code);
    case Set::kShiftJis: return shiftJis(code);
    case Set::kCp932: return cp932(code);
    case Set::kCp949: {
      if (char32_t c = (code & 0x8080) == 0x8080 ? in94Rows(kKsX1001, code & 0x7F7F) : 0) return c;
      int lead = code >> 8, trail = code & 255;
      return between(lead, 0x81, 0xC6) && between(trail, 0x41, 0xFE) ? orZero(kCp949Syllables[(lead - 0x81) * 190 + trail - 0x41]) : 0;
    }
    case Set::kJohab: return johab(code);
    case Set::kCount: break;
  }
  return 0;
}

const PairCode* pairOfCode(Set set, uint16_t code) {
  for (const PairCode& pair : pairsOf(set)) {
    if (pair.code == code) return &pair;
  }
  return nullptr;
}

uint16_t codeOfPair(Set set, char32_t first, char32_t second) {
  for (const PairCode& pair : pairsOf(set)) {
    if (pair.first == first && (second == 0 || pair.second == second)) return pair.code;
  }
  return 0;
}

char32_t gb18030OfNumber(uint32_t number) {
  auto at = std::upper_bound(std::begin(kGb18030Runs), std::end(kGb18030Runs), number,
                             [](uint32_t n, const NumberRun& run) { return n < run.number; });
  if (at == std::begin(kGb18030Runs)) return 0;
  --at;
  return number - at->number < at->length ? at->character + (number - at->number) : 0;
}

int64_t gb18030NumberOf(char32_t c) {
  for (const NumberRun& run : kGb18030Runs) {
    if (c >= run.character && c - run.character < run.length) return run.number + (c - run.character);
  }
  return -1;
}

void CodeTables::Table::set(char32_t c, uint16_t code) {
  std::unique_ptr<uint16_t[]>& page = pages[c >> 8];
  if (!page) page = std::make_unique<uint16_t[]>(256);
  page[c & 255] = code;
}

CodeTables::Table* CodeTables::make(Set set) {
  auto table = std::make_unique<Table>();
  std::span<const uint16_t> oneWay = oneWayCodes(set);
  for (uint32_t code = 0x2121; code <= 0xFFFF; ++code) {
    char32_t c = characterOf(set, static_cast<uint16_t>(code));
    if (c && !std::binary_search(oneWay.begin(), oneWay.end(), code)) table->set(c, static_cast<uint16_t>(code));
  }
  for (const CodeCharacter& extra : encodeOnlyCodes(set)) table->set(extra.character, extra.code);
  tables_[static_cast<size_t>(set)] = std::move(table);
  return tables_[static_cast<size_t>(set)].get();
}

}  // namespace taipan::cjk
