// Big5, its Windows code page 950 and Hong Kong's extension of it; and what all encodings of two bytes share.
#include "modules/cjk/codec.h"

namespace taipan::cjk {

int encodeDouble(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) return step.put(static_cast<int>(c));
  uint16_t code = step.tables.codeOf(step.codec.set, c);
  return code ? step.putCode(code) : kIllegal;
}

int decodeDouble(DecodeStep& step) {
  if (step.in[0] < 0x80) return step.put(step.in[0], 1);
  if (step.left < 2) return kTooFew;
  char32_t c = characterOf(step.codec.set, step.code());
  return c ? step.put(c, 2) : kIllegal;
}

namespace {

// Two letters have codes with a combining character too.
int encodeHkscs(EncodeStep& step) {
  char32_t c = step.character();
  if (codeOfPair(Set::kHkscs, c, 0)) {
    if (!step.hasNext() && !step.flush) return kTooFew;
    if (uint16_t code = step.hasNext() ? codeOfPair(Set::kHkscs, c, step.next()) : 0) {
      step.putCode(code);
      return 2;
    }
  }
  return encodeDouble(step);
}

int decodeHkscs(DecodeStep& step) {
  if (step.in[0] >= 0x80 && step.left >= 2) {
    if (const PairCode* pair = pairOfCode(Set::kHkscs, step.code())) {
      step.put(pair->first, 2);
      return step.put(pair->second, 2);
    }
  }
  return decodeDouble(step);
}

constexpr Codec kTaiwan[] = {{.name = "big5", .encode = encodeDouble, .decode = decodeDouble, .set = Set::kBig5},
                             {.name = "cp950", .encode = encodeDouble, .decode = decodeDouble, .set = Set::kCp950}};
constexpr Codec kHongKong[] = {{.name = "big5hkscs", .encode = encodeHkscs, .decode = decodeHkscs, .set = Set::kHkscs}};

}  // namespace

std::span<const Codec> taiwanCodecs() { return kTaiwan; }
std::span<const Codec> hongKongCodecs() { return kHongKong; }

}  // namespace taipan::cjk
