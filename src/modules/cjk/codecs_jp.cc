// Shift JIS and EUC-JP, with JIS X 0208 and JIS X 0212 or with JIS X 0213, and Windows' code page 932.
#include <algorithm>
#include <iterator>

#include "modules/cjk/codec.h"

namespace taipan::cjk {

namespace {

constexpr JisX0213 k2000 = JisX0213::k2000, k2004 = JisX0213::k2004;

constexpr char32_t kFirstKatakana = 0xFF61, kLastKatakana = 0xFF9F;  // of half width: bytes A1 … DF
bool isKatakana(char32_t c) { return c >= kFirstKatakana && c <= kLastKatakana; }
bool isKatakanaByte(uint8_t byte) { return byte >= 0xA1 && byte <= 0xDF; }
int katakanaByte(char32_t c) { return static_cast<int>(c - kFirstKatakana) + 0xA1; }
char32_t katakanaOf(uint8_t byte) { return kFirstKatakana + (byte - 0xA1u); }

// What the edition of 2004 added to that of 2000, and the one code that changed.
constexpr char32_t kAddedIn2004[] = {0x4FF1, 0x525D, 0x541E, 0x5653, 0x59F8, 0x5C5B, 0x5E77, 0x7626, 0x7E6B, 0x20B9F};
constexpr uint16_t kChangedCode = 0xFD3B;
constexpr char32_t kChanged2000 = 0x9B1D, kChanged2004 = 0x9B1C;
bool isAdded(char32_t c) { return std::find(std::begin(kAddedIn2004), std::end(kAddedIn2004), c) != std::end(kAddedIn2004); }

bool isExcluded(JisX0213 edition, char32_t c) { return edition == k2000 && (c == kChanged2004 || isAdded(c)); }

// ---------------------------------------------------------------- Shift JIS: the arithmetic

bool isLead(uint8_t byte) { return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC); }
bool isTrail(uint8_t byte) { return byte >= 0x40 && byte <= 0xFC && byte != 0x7F; }

// Rows of the second plane that follow those of the first in Shift JIS.
constexpr uint8_t kPlane2Rows[] = {1,  8,  3,  4,  5,  12, 13, 14, 15, 78, 79, 80, 81,
                                   82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94};

// Two bytes as a code of JIS X 0213; 0: none.
uint16_t jisOfShiftJis(uint8_t lead, uint8_t trail) {
  if (!isLead(lead) || !isTrail(trail)) return 0;
  int row = 2 * (lead < 0xE0 ? lead - 0x81 : lead - 0xC1), cell = trail < 0x80 ? trail - 0x40 : trail - 0x41;
  if (cell >= 94) ++row, cell -= 94;
  int code = cell + 0x21;
  if (row < 94) return static_cast<uint16_t>((row + 0x21) << 8 | code);
  return static_cast<uint16_t>(0x8000 | (kPlane2Rows[row - 94] + 0x20) << 8 | code);
}
uint16_t shiftJisOfJis(uint16_t code) {
  int row = ((code & 0x7F00) >> 8) - 0x21, cell = (code & 255) - 0x21;
  if (code & 0x8000) row = 94 + static_cast<int>(std::find(std::begin(kPlane2Rows), std::end(kPlane2Rows), row + 1) - kPlane2Rows);
  if (row & 1) cell += 94;
  int lead = row / 2 + 0x81, trail = cell + 0x40;
  if (lead > 0x9F) lead += 0x40;
  if (trail > 0x7E) ++trail;
  return static_cast<uint16_t>(lead << 8 | trail);
}

// ---------------------------------------------------------------- Shift JIS, code page 932

constexpr uint8_t kLastLead = 0xEA;  // of JIS X 0208: its last rows are empty

int encodeShiftJis(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) return step.put(static_cast<int>(c));
  if (c == 0xA5) return step.put('\\');
  if (c == 0x203E) return step.put('~');
  if (isKatakana(c)) return step.put(katakanaByte(c));
  uint16_t code = step.tables.codeOf(Set::kJisX0208, c);
  return code ? step.putCode(shiftJisOfJis(code)) : kIllegal;
}
int decodeShiftJis(DecodeStep& step) {
  uint8_t byte = step.in[0];
  if (byte < 0x80) return step.put(byte, 1);
  if (isKatakanaByte(byte)) return step.put(katakanaOf(byte), 1);
  if (!isLead(byte) || byte > kLastLead) return kIllegal;
  if (step.left < 2) return kTooFew;
  uint16_t code = jisOfShiftJis(byte, step.in[1]);
  char32_t c = code & 0x8000 ? 0 : characterOf(Set::kJisX0208, code);
  return c ? step.put(c, 2) : kIllegal;
}

constexpr char32_t kCp932Singles[] = {0xF8F0, 0xF8F1, 0xF8F2, 0xF8F3};  // bytes A0, FD, FE, FF

int encodeCp932(EncodeStep& step) {
  char32_t c = step.character();
  if (c <= 0x80) return step.put(static_cast<int>(c));
  if (isKatakana(c)) return step.put(katakanaByte(c));
  if (c >= 0xF8F0 && c <= 0xF8F3) return step.put(c == 0xF8F0 ? 0xA0 : static_cast<int>(c - 0xF8F1) + 0xFD);
  return encodeDouble(step);
}
int decodeCp932(DecodeStep& step) {
  uint8_t byte = step.in[0];
  if (byte <= 0x80) return step.put(byte, 1);
  if (isKatakanaByte(byte)) return step.put(katakanaOf(byte), 1);
  if (byte == 0xA0 || byte >= 0xFD) return step.put(kCp932Singles[byte == 0xA0 ? 0 : byte - 0xFC], 1);
  return decodeDouble(step);
}

// ---------------------------------------------------------------- EUC-JP

constexpr uint8_t kKatakanaFollows = 0x8E, kOtherSetFollows = 0x8F;

int encodeEucJp(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) return step.put(static_cast<int>(c));
  if (c == 0xA5) return step.put('\\');
  if (c == 0x203E) return step.put('~');
  if (isKatakana(c)) return step.putCode(static_cast<uint32_t>(kKatakanaFollows << 8 | katakanaByte(c)));
  if (uint16_t code = step.tables.codeOf(Set::kJisX0208, c)) return step.putCode(code | 0x8080u);
  uint16_t code = step.tables.codeOf(Set::kJisX0212, c);
  if (!code) return kIllegal;
  step.put(kOtherSetFollows);
  return step.putCode(code | 0x8080u);
}

// What EUC-JP and its successors have in common: all but two bytes of the main set and three of the other.
// The code of either, the latter with 0x8000, goes to *code; else the result is the step's.
int decodeEucFrame(DecodeStep& step, uint16_t* code) {
  const uint8_t* in = step.in;
  *code = 0;
  if (in[0] < 0x80) return step.put(in[0], 1);
  if (step.left < 2) return kTooFew;
  if (in[0] == kKatakanaFollows) return isKatakanaByte(in[1]) ? step.put(katakanaOf(in[1]), 2) : kIllegal;
  size_t at = in[0] == kOtherSetFollows;
  if (step.left < 2 + at) return kTooFew;
  if (in[at] < 0xA1 || in[at + 1] < 0xA1) return kIllegal;
  *code = static_cast<uint16_t>(((in[at] << 8 | in[at + 1]) & 0x7F7F) | (at ? 0x8000 : 0));
  return static_cast<int>(2 + at);
}

int decodeEucJp(DecodeStep& step) {
  uint16_t code;
  int result = decodeEucFrame(step, &code);
  if (!code) return result;
  char32_t c = code & 0x8000 ? characterOf(Set::kJisX0212, code & 0x7FFF) : characterOf(Set::kJisX0208, code);
  return c ? step.put(c, result) : kIllegal;
}

// ---------------------------------------------------------------- with JIS X 0213

JisX0213 editionOf(const Codec& codec) { return *static_cast<const JisX0213*>(codec.variant); }

// The code of what stands at the step, perhaps two characters; 0: none, -1: the next one must be known first.
int jisX0213At(EncodeStep& step, int* consumed) {
  char32_t c = step.character();
  *consumed = 1;
  if (codeOfPair(Set::kJisX0213, c, 0)) {
    if (!step.hasNext() && !step.flush) return -1;
    if (uint16_t code = step.hasNext() ? codeOfPair(Set::kJisX0213, c, step.next()) : 0) {
      *consumed = 2;
      return code;
    }
  }
  return codeOfJisX0213(step.tables, editionOf(step.codec), c);
}

int encodeEucJis(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) return step.put(static_cast<int>(c));
  if (isKatakana(c)) return step.putCode(static_cast<uint32_t>(kKatakanaFollows << 8 | katakanaByte(c)));
  int consumed, code = jisX0213At(step, &consumed);
  if (code == 0 && !isExcluded(editionOf(step.codec), c)) {
    if (uint16_t other = step.tables.codeOf(Set::kJisX0212, c)) code = other | 0x8000;
  }
  if (code <= 0) return code ? kTooFew : kIllegal;
  if (code & 0x8000) step.put(kOtherSetFollows);
  step.putCode(static_cast<uint32_t>(code) | 0x8080u);
  return consumed;
}

// Writes the character or the two of a code.
int putJisX0213(DecodeStep& step, uint16_t code, int consumed) {
  if (const PairCode* pair = pairOfCode(Set::kJisX0213, code)) {
    step.put(pair->first, consumed);
    return step.put(pair->second, consumed);
  }
  JisX0213 edition = editionOf(step.codec);
  if (char32_t c = characterOfJisX0213(edition, code)) return step.put(c, consumed);
  bool isLater = edition == k2000 && characterOf(Set::kJisX0213, code);
  return isLater && !(code & 0x8000) ? kIllegal - 1 : kIllegal;
}

int decodeEucJis(DecodeStep& step) {
  uint16_t code;
  int result = decodeEucFrame(step, &code);
  if (!code) return result;
  int done = putJisX0213(step, code, result);
  if (done > 0 || !(code & 0x8000)) return done;
  // Where the second plane is empty JIS X 0212 still stands.
  char32_t c = characterOf(Set::kJisX0212, code & 0x7FFF);
  return c ? step.put(c, result) : done;
}

// Here the bytes of backslash and tilde are the yen sign and the overline, as in JIS X 0201.
constexpr uint16_t kBackslashCode = 0x2140, kTildeCode = 0x2232;

int encodeShiftJis2004(EncodeStep& step) {
  char32_t c = step.character();
  if (c == 0xA5) return step.put('\\');
  if (c == 0x203E) return step.put('~');
  if (c == '\\') return step.putCode(shiftJisOfJis(kBackslashCode));
  if (c == '~') return step.putCode(shiftJisOfJis(kTildeCode));
  if (c < 0x80) return step.put(static_cast<int>(c));
  if (isKatakana(c)) return step.put(katakanaByte(c));
  int consumed, code = jisX0213At(step, &consumed);
  if (code <= 0) return code ? kTooFew : kIllegal;
  if (code == kBackslashCode || code == kTildeCode) return kIllegal;
  step.putCode(shiftJisOfJis(static_cast<uint16_t>(code)));
  return consumed;
}

int decodeShiftJis2004(DecodeStep& step) {
  uint8_t byte = step.in[0];
  if (byte == '\\') return step.put(0xA5, 1);
  if (byte == '~') return step.put(0x203E, 1);
  if (byte < 0x80) return step.put(byte, 1);
  if (isKatakanaByte(byte)) return step.put(katakanaOf(byte), 1);
  if (!isLead(byte)) return kIllegal;
  if (step.left < 2) return kTooFew;
  uint16_t code = jisOfShiftJis(byte, step.in[1]);
  if (!code) return kIllegal;
  if (code == kBackslashCode) return step.put('\\', 2);
  if (code == kTildeCode) return step.put('~', 2);
  return putJisX0213(step, code, 2);
}

constexpr Codec kCodecs[] = {
    {.name = "shift_jis", .encode = encodeShiftJis, .decode = decodeShiftJis},
    {.name = "cp932", .encode = encodeCp932, .decode = decodeCp932, .set = Set::kCp932},
    {.name = "euc_jp", .encode = encodeEucJp, .decode = decodeEucJp},
    {.name = "shift_jis_2004", .encode = encodeShiftJis2004, .decode = decodeShiftJis2004, .variant = &k2004},
    {.name = "euc_jis_2004", .encode = encodeEucJis, .decode = decodeEucJis, .variant = &k2004},
    {.name = "euc_jisx0213", .encode = encodeEucJis, .decode = decodeEucJis, .variant = &k2000},
    {.name = "shift_jisx0213", .encode = encodeShiftJis2004, .decode = decodeShiftJis2004, .variant = &k2000}};

}  // namespace

char32_t characterOfJisX0213(JisX0213 edition, uint16_t code) {
  char32_t c = characterOf(Set::kJisX0213, code);
  if (edition == JisX0213::k2004) return c;
  if (code == kChangedCode) return kChanged2000;
  return isAdded(c) ? 0 : c;
}

uint16_t codeOfJisX0213(CodeTables& tables, JisX0213 edition, char32_t c) {
  if (edition == JisX0213::k2000) {
    if (c == kChanged2000) return kChangedCode;
    if (isExcluded(edition, c)) return 0;
  }
  return tables.codeOf(Set::kJisX0213, c);
}

std::span<const Codec> japaneseCodecs() { return kCodecs; }

}  // namespace taipan::cjk
