// EUC-KR, Windows' extension of it (code page 949), and Johab.
#include "modules/cjk/codec.h"

namespace taipan::cjk {

namespace {

// A syllable that KS X 1001 lacks is written as a filler and its three jamo, two bytes each.
constexpr int kJamoRow = 0xA4, kFiller = 0xD4;
constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;
constexpr int kMedials = 21, kFinals = 28;
constexpr int kFirstMedial = 0xBF;
// The second bytes of the jamo, by their number in syllables.
constexpr uint8_t kInitialCodes[] = {0xA1, 0xA2, 0xA4, 0xA7, 0xA8, 0xA9, 0xB1, 0xB2, 0xB3, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE};
constexpr uint8_t kFinalCodes[kFinals] = {kFiller, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE,
                                          0xAF, 0xB0, 0xB1, 0xB2, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE};

template <size_t count>
int numberOf(const uint8_t (&codes)[count], int code) {
  for (size_t i = 0; i < count; ++i) {
    if (codes[i] == code) return static_cast<int>(i);
  }
  return -1;
}

int encodeEucKr(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) return step.put(static_cast<int>(c));
  if (uint16_t code = step.tables.codeOf(Set::kKsX1001, c)) return step.putCode(code | 0x8080u);
  if (c < kFirstSyllable || c > kLastSyllable) return kIllegal;
  int number = static_cast<int>(c - kFirstSyllable);
  for (int jamo : {kFiller, int{kInitialCodes[number / (kMedials * kFinals)]}, kFirstMedial + number / kFinals % kMedials,
                   int{kFinalCodes[number % kFinals]}}) {
    step.putCode(static_cast<uint32_t>(kJamoRow << 8 | jamo));
  }
  return 1;
}

int decodeJamo(DecodeStep& step) {
  if (step.left < 8) return kTooFew;
  const uint8_t* in = step.in;
  int initial = numberOf(kInitialCodes, in[3]), medial = in[5] - kFirstMedial, final = numberOf(kFinalCodes, in[7]);
  bool rows = in[2] == kJamoRow && in[4] == kJamoRow && in[6] == kJamoRow;
  if (!rows || initial < 0 || medial < 0 || medial >= kMedials || final < 0) return kIllegal;
  return step.put(kFirstSyllable + static_cast<char32_t>((initial * kMedials + medial) * kFinals + final), 8);
}

int decodeEucKr(DecodeStep& step) {
  if (step.in[0] < 0x80) return step.put(step.in[0], 1);
  if (step.left < 2) return kTooFew;
  if (step.in[0] == kJamoRow && step.in[1] == kFiller) return decodeJamo(step);
  char32_t c = (step.code() & 0x8080) == 0x8080 ? characterOf(Set::kKsX1001, step.code() & 0x7F7F) : 0;
  return c ? step.put(c, 2) : kIllegal;
}

constexpr Codec kCodecs[] = {{.name = "euc_kr", .encode = encodeEucKr, .decode = decodeEucKr},
                             {.name = "cp949", .encode = encodeDouble, .decode = decodeDouble, .set = Set::kCp949},
                             {.name = "johab", .encode = encodeDouble, .decode = decodeDouble, .set = Set::kJohab}};

}  // namespace

std::span<const Codec> koreanCodecs() { return kCodecs; }

}  // namespace taipan::cjk
