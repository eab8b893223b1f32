// GB 2312 in its EUC form and in HZ's, GBK and GB 18030.
#include "modules/cjk/codec.h"

namespace taipan::cjk {

namespace {

int encodeGb2312(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) return step.put(static_cast<int>(c));
  uint16_t code = step.tables.codeOf(Set::kGb2312, c);
  return code ? step.putCode(code | 0x8080u) : kIllegal;
}
int decodeGb2312(DecodeStep& step) {
  if (step.in[0] < 0x80) return step.put(step.in[0], 1);
  if (step.left < 2) return kTooFew;
  char32_t c = (step.code() & 0x8080) == 0x8080 ? characterOf(Set::kGb2312, step.code() & 0x7F7F) : 0;
  return c ? step.put(c, 2) : kIllegal;
}

// ---------------------------------------------------------------- GB 18030: what GBK lacks has four bytes

constexpr uint32_t kBeyondBmp = 189000;  // the number of U+10000

int putNumber(EncodeStep& step, uint32_t number) {
  step.put(static_cast<int>(0x81 + number / 12600));
  step.put(static_cast<int>(0x30 + number / 1260 % 10));
  step.put(static_cast<int>(0x81 + number / 10 % 126));
  return step.put(static_cast<int>(0x30 + number % 10));
}

int encodeGb18030(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) return step.put(static_cast<int>(c));
  if (c >= 0x10000) return putNumber(step, kBeyondBmp + static_cast<uint32_t>(c - 0x10000));
  if (uint16_t code = step.tables.codeOf(Set::kGb18030, c)) return step.putCode(code);
  int64_t number = gb18030NumberOf(c);
  return number < 0 ? kIllegal : putNumber(step, static_cast<uint32_t>(number));
}

bool isDigit(uint8_t byte) { return byte >= 0x30 && byte <= 0x39; }

int decodeFourBytes(DecodeStep& step) {
  if (step.left < 4) return kTooFew;
  const uint8_t* in = step.in;
  if (in[0] < 0x81 || in[0] > 0xFE || in[2] < 0x81 || in[2] > 0xFE || !isDigit(in[3])) return kIllegal;
  auto number = static_cast<uint32_t>((((in[0] - 0x81) * 10 + in[1] - 0x30) * 126 + in[2] - 0x81) * 10 + in[3] - 0x30);
  if (number >= kBeyondBmp) {
    return number - kBeyondBmp < 0x100000 ? step.put(0x10000 + number - kBeyondBmp, 4) : kIllegal;
  }
  char32_t c = gb18030OfNumber(number);
  return c ? step.put(c, 4) : kIllegal;
}

int decodeGb18030(DecodeStep& step) {
  if (step.in[0] < 0x80) return step.put(step.in[0], 1);
  if (step.left < 2) return kTooFew;
  return isDigit(step.in[1]) ? decodeFourBytes(step) : decodeDouble(step);
}

// ---------------------------------------------------------------- HZ: GB 2312 between ~{ and ~}, in 7 bits

int encodeHz(EncodeStep& step) {
  char32_t c = step.character();
  uint8_t& shifted = step.state.bytes[0];
  if (c < 0x80) {
    if (shifted) step.out += "~}";
    shifted = 0;
    if (c == '~') step.put('~');
    return step.put(static_cast<int>(c));
  }
  uint16_t code = step.tables.codeOf(Set::kGb2312, c);
  if (!code) return kIllegal;
  if (!shifted) step.out += "~{";
  shifted = 1;
  return step.putCode(code);
}
void endHz(CodecState& state, std::string& out) {
  if (state.bytes[0]) out += "~}";
  state.bytes[0] = 0;
}

int decodeHz(DecodeStep& step) {
  uint8_t c = step.in[0];
  uint8_t& shifted = step.state.bytes[0];
  if (c == '~') {
    if (step.left < 2) return kTooFew;
    uint8_t next = step.in[1];
    if (shifted ? next != '}' : next != '~' && next != '{' && next != '\n') return kIllegal;
    if (next == '~') step.put('~', 2);
    if (next == '{' || next == '}') shifted = next == '{';
    return 2;
  }
  if (c >= 0x80) return kIllegal;
  if (!shifted) return step.put(c, 1);
  if (step.left < 2) return kTooFew;
  char32_t decoded = characterOf(Set::kGb2312, step.code());
  return decoded ? step.put(decoded, 2) : kIllegal;
}
void resetHz(CodecState& state) { state.bytes[0] = 0; }

constexpr Codec kCodecs[] = {
    {.name = "gb2312", .encode = encodeGb2312, .decode = decodeGb2312},
    {.name = "gbk", .encode = encodeDouble, .decode = decodeDouble, .set = Set::kGbk},
    {.name = "gb18030", .encode = encodeGb18030, .decode = decodeGb18030, .set = Set::kGb18030},
    {.name = "hz", .encode = encodeHz, .decode = decodeHz, .endEncoding = endHz, .resetDecoding = resetHz}};

}  // namespace

std::span<const Codec> chineseCodecs() { return kCodecs; }

}  // namespace taipan::cjk
