// The encodings by ISO 2022: 7 bits, with escape sequences that designate character sets.
//
// A set is designated to G0 (in use) or to G1 (in use while shifted out); G2 serves single characters.
#include <string_view>

#include "modules/cjk/codec.h"

namespace taipan::cjk {

namespace {

constexpr uint8_t kEscape = 0x1B, kShiftOut = 0x0E, kShiftIn = 0x0F;
// A set's final byte, with this bit if its characters have two bytes.
constexpr uint8_t kTwoBytes = 0x80;
constexpr uint8_t kAscii = 'B', kLatin1 = 'A', kGreek = 'F';
constexpr uint8_t kJisX0208 = 'B' | kTwoBytes;

// Places in the state.
enum { kG0, kG1, kG2, kFlags = 4 };
constexpr uint8_t kShifted = 1, kPassing = 2;  // kPassing: inside an escape sequence that is none of ours

// One of the sets that an encoding uses.
struct Designation {
  uint8_t mark;
  bool inG1;
  char32_t (*decode)(uint16_t code);  // 0: none
  uint16_t (*encode)(CodeTables& tables, char32_t c);
  bool hasPairs = false;               // its codes may stand for two characters
};
enum Feature : uint8_t { kNoShift = 1, kUseG2 = 2, kUseJisX0208Prefix = 4 };
struct Variant {
  uint8_t features;
  std::span<const Designation> designations;
};

const Variant& variantOf(const Codec& codec) { return *static_cast<const Variant*>(codec.variant); }
const Designation* findDesignation(const Codec& codec, uint8_t mark) {
  for (const Designation& designation : variantOf(codec).designations) {
    if (designation.mark == mark) return &designation;
  }
  return nullptr;
}
bool has(const Codec& codec, Feature feature) { return variantOf(codec).features & feature; }

// ---------------------------------------------------------------- the sets

template <Set set>
char32_t decodeSet(uint16_t code) { return characterOf(set, code); }
template <Set set>
uint16_t encodeSet(CodeTables& tables, char32_t c) { return tables.codeOf(set, c); }
constexpr uint16_t kTildeCode = 0x2232;  // of full width, which JIS X 0208 has elsewhere
template <JisX0213 edition, bool plane2>
char32_t decodeJisX0213(uint16_t code) {
  if (code == kTildeCode && !plane2) return '~';
  return characterOfJisX0213(edition, static_cast<uint16_t>(code | (plane2 ? 0x8000 : 0)));
}
template <JisX0213 edition, bool plane2>
uint16_t encodeJisX0213(CodeTables& tables, char32_t c) {
  uint16_t code = codeOfJisX0213(tables, edition, c);
  if (code == kTildeCode) return 0;
  return bool(code & 0x8000) == plane2 ? code & 0x7FFF : 0;
}
uint16_t encodeNothing(CodeTables&, char32_t) { return 0; }

char32_t decodeRoman(uint16_t code) { return code == '\\' ? 0xA5 : code == '~' ? 0x203E : code; }
uint16_t encodeRoman(CodeTables&, char32_t c) { return c == 0xA5 ? '\\' : c == 0x203E ? '~' : 0; }
char32_t decodeKatakana(uint16_t code) { return code >= 0x21 && code <= 0x5F ? 0xFF61u + code - 0x21u : 0; }
uint16_t encodeKatakana(CodeTables&, char32_t c) {
  return c >= 0xFF61 && c <= 0xFF9F ? static_cast<uint16_t>(c - 0xFF61 + 0x21) : 0;
}

constexpr Designation kJis0208{kJisX0208, false, decodeSet<Set::kJisX0208>, encodeSet<Set::kJisX0208>};
constexpr Designation kOldJis0208{'@' | kTwoBytes, false, decodeSet<Set::kJisX0208>, encodeSet<Set::kJisX0208>};
constexpr Designation kJis0212{'D' | kTwoBytes, false, decodeSet<Set::kJisX0212>, encodeSet<Set::kJisX0212>};
constexpr Designation kRoman{'J', false, decodeRoman, encodeRoman};
constexpr Designation kKatakana{'I', false, decodeKatakana, encodeKatakana};
constexpr Designation kKoreanG0{'C' | kTwoBytes, false, decodeSet<Set::kKsX1001>, encodeSet<Set::kKsX1001>};
constexpr Designation kKoreanG1{'C' | kTwoBytes, true, decodeSet<Set::kKsX1001>, encodeSet<Set::kKsX1001>};
constexpr Designation kChinese{'A' | kTwoBytes, false, decodeSet<Set::kGb2312>, encodeSet<Set::kGb2312>};
constexpr JisX0213 k2000 = JisX0213::k2000, k2004 = JisX0213::k2004;
// The first designation of a set with pairs makes the encoder wait for a second character; but CPython 3.11 never writes
// the code of a pair.
constexpr Designation kJis2000Pairs{'O' | kTwoBytes, false, decodeJisX0213<k2000, false>, encodeNothing, true};
constexpr Designation kJis2000Plane1{'O' | kTwoBytes, false, decodeJisX0213<k2000, false>, encodeJisX0213<k2000, false>};
constexpr Designation kJis2000Plane2{'P' | kTwoBytes, false, decodeJisX0213<k2000, true>, encodeJisX0213<k2000, true>};
constexpr Designation kJis2004Pairs{'Q' | kTwoBytes, false, decodeJisX0213<k2004, false>, encodeNothing, true};
constexpr Designation kJis2004Plane1{'Q' | kTwoBytes, false, decodeJisX0213<k2004, false>, encodeJisX0213<k2004, false>};
constexpr Designation kJis2004Plane2{'P' | kTwoBytes, false, decodeJisX0213<k2004, true>, encodeJisX0213<k2004, true>};

constexpr Designation kKrSets[] = {kKoreanG1};
constexpr Designation kJpSets[] = {kJis0208, kRoman, kOldJis0208};
constexpr Designation kJp1Sets[] = {kJis0208, kJis0212, kRoman, kOldJis0208};
constexpr Designation kJp2Sets[] = {kJis0208, kJis0212, kKoreanG0, kChinese, kRoman, kOldJis0208};
constexpr Designation kJp2004Sets[] = {kJis2004Pairs, kJis0208, kJis2004Plane1, kJis2004Plane2};
constexpr Designation kJp3Sets[] = {kJis2000Pairs, kJis0208, kJis2000Plane1, kJis2000Plane2};
constexpr Designation kJpExtSets[] = {kJis0208, kJis0212, kRoman, kKatakana, kOldJis0208};

constexpr Variant kKr{0, kKrSets};
constexpr Variant kJp{kNoShift | kUseJisX0208Prefix, kJpSets};
constexpr Variant kJp1{kNoShift | kUseJisX0208Prefix, kJp1Sets};
constexpr Variant kJp2{kNoShift | kUseG2 | kUseJisX0208Prefix, kJp2Sets};
constexpr Variant kJp2004{kNoShift | kUseJisX0208Prefix, kJp2004Sets};
constexpr Variant kJp3{kNoShift | kUseJisX0208Prefix, kJp3Sets};
constexpr Variant kJpExt{kNoShift | kUseJisX0208Prefix, kJpExtSets};

// ---------------------------------------------------------------- the state

void begin(CodecState& state, bool decoding) {
  state.bytes[kG0] = state.bytes[kG1] = kAscii;
  if (decoding) state.bytes[kG2] = kAscii;
}
void shiftIn(CodecState& state, std::string& out) {
  if (!(state.bytes[kFlags] & kShifted)) return;
  out += static_cast<char>(kShiftIn);
  state.bytes[kFlags] &= static_cast<uint8_t>(~kShifted);
}
void designateAscii(CodecState& state, std::string& out) {
  if (state.bytes[kG0] == kAscii) return;
  out += "\x1B(B";
  state.bytes[kG0] = kAscii;
}
void endEncoding(CodecState& state, std::string& out) {
  shiftIn(state, out);
  designateAscii(state, out);
}
void resetDecoding(CodecState& state) {
  state.bytes[kG0] = kAscii;
  state.bytes[kFlags] &= static_cast<uint8_t>(~kShifted);
}

// ---------------------------------------------------------------- encoding

void designate(EncodeStep& step, const Designation& set) {
  std::string& out = step.out;
  CodecState& state = step.state;
  uint8_t& place = state.bytes[set.inG1 ? kG1 : kG0];
  if (!set.inG1) shiftIn(state, out);
  if (place != set.mark) {
    out += static_cast<char>(kEscape);
    if (set.mark & kTwoBytes) out += '$';
    if (set.mark != kJisX0208) out += set.inG1 ? ')' : '(';
    out += static_cast<char>(set.mark & 0x7F);
    place = set.mark;
  }
  if (set.inG1 && !(state.bytes[kFlags] & kShifted)) {
    out += static_cast<char>(kShiftOut);
    state.bytes[kFlags] |= kShifted;
  }
}

int encode(EncodeStep& step) {
  char32_t c = step.character();
  if (c < 0x80) {
    designateAscii(step.state, step.out);
    shiftIn(step.state, step.out);
    return step.put(static_cast<int>(c));
  }
  for (const Designation& set : variantOf(step.codec).designations) {
    uint16_t code = set.encode(step.tables, c);
    if (set.hasPairs && codeOfPair(Set::kJisX0213, c, 0) && !step.hasNext() && !step.flush) return kTooFew;
    if (!code) continue;
    designate(step, set);
    if (set.mark & kTwoBytes) step.putCode(code);
    else step.put(code);
    return 1;
  }
  return kIllegal;
}

// ---------------------------------------------------------------- decoding

bool endsEscape(uint8_t byte) { return (byte >= 'A' && byte <= 'Z') || byte == '@'; }
bool beginsOurEscape(uint8_t byte) { return byte == '(' || byte == ')' || byte == '$' || byte == '.' || byte == '&'; }

struct Escape {
  int place = -1;  // where the set goes; -1: no known sequence
  uint8_t mark = 0;
};
Escape readEscape(const Codec& codec, std::string_view text) {
  auto last = static_cast<uint8_t>(text.back());
  if (text.size() == 3) {
    if (text[1] == '$') return {kG0, static_cast<uint8_t>(last | kTwoBytes)};
    if (text[1] == '(') return {kG0, last};
    if (text[1] == ')') return {kG1, last};
    if (text[1] == '.' && has(codec, kUseG2)) return {kG2, last};
  } else if (text.size() == 4 && text[1] == '$') {
    if (text[2] == '(') return {kG0, static_cast<uint8_t>(last | kTwoBytes)};
    if (text[2] == ')') return {kG1, static_cast<uint8_t>(last | kTwoBytes)};
  } else if (text.size() == 6 && has(codec, kUseJisX0208Prefix) && text.substr(3) == "\x1B$B") {
    return {kG0, kJisX0208};  // ESC & @ says that it is the set of 1990
  }
  return {};
}

int decodeEscape(DecodeStep& step) {
  constexpr size_t kLongest = 16;
  size_t length = 0;
  for (size_t i = 1; i < kLongest && !length; ++i) {
    if (i >= step.left) return kTooFew;
    if (endsEscape(step.in[i])) length = i + 1;
    else if (has(step.codec, kUseJisX0208Prefix) && i + 1 < step.left && step.in[i] == '&' && step.in[i + 1] == '@') i += 2;
  }
  if (!length) return kIllegal;  // never ended
  if (length > step.left) return kTooFew;
  Escape escape = readEscape(step.codec, {reinterpret_cast<const char*>(step.in), length});
  bool known = escape.place >= 0 && (escape.mark == kAscii || findDesignation(step.codec, escape.mark) ||
                                     (escape.place == kG2 && (escape.mark == kLatin1 || escape.mark == kGreek)));
  if (!known) return kIllegal - static_cast<int>(length) + 1;
  step.state.bytes[escape.place] = escape.mark;
  return static_cast<int>(length);
}

// The upper half of ISO 8859-7; 0: none.
char32_t greek(uint8_t byte) {
  switch (byte) {
    case 0xA1: return 0x2018;
    case 0xA2: return 0x2019;
    case 0xAF: return 0x2015;
    case 0xA4: case 0xA5: case 0xAA: case 0xAE: case 0xD2: case 0xFF: return 0;
    default: break;
  }
  constexpr std::string_view kLikeLatin1 = "\xA0\xA3\xA6\xA7\xA8\xA9\xAB\xAC\xAD\xB0\xB1\xB2\xB3\xB7\xBB\xBD";
  if (kLikeLatin1.find(static_cast<char>(byte)) != std::string_view::npos) return byte;
  return byte < 0xA0 ? 0 : 0x0384u + byte - 0xB4u;
}

// One character of the set in G2.
int decodeSingleShift(DecodeStep& step) {
  if (step.left < 3) return kTooFew;
  uint8_t byte = step.in[2];
  char32_t c = 0;
  if (byte < 0x80) {
    switch (step.state.bytes[kG2]) {
      case kLatin1: return step.put(byte + 0x80u, 3);
      case kGreek: c = greek(byte ^ 0x80); break;
      case kAscii: return step.put(byte, 3);
    }
  }
  return c ? step.put(c, 3) : kIllegal - 2;
}

int decodeInSet(DecodeStep& step) {
  uint8_t mark = step.state.bytes[step.state.bytes[kFlags] & kShifted ? kG1 : kG0];
  if (mark == kAscii) return step.put(step.in[0], 1);
  const Designation* set = findDesignation(step.codec, mark);
  if (!set) return kIllegal;  // a state that was set by hand
  int width = mark & kTwoBytes ? 2 : 1;
  if (step.left < static_cast<size_t>(width)) return kTooFew;
  uint16_t code = width == 2 ? step.code() : step.in[0];
  if (set->hasPairs) {
    if (const PairCode* pair = pairOfCode(Set::kJisX0213, code)) {
      step.put(pair->first, width);
      return step.put(pair->second, width);
    }
  }
  char32_t c = set->decode(code);
  return c ? step.put(c, width) : kIllegal - width + 1;
}

int decode(DecodeStep& step) {
  uint8_t c = step.in[0], &flags = step.state.bytes[kFlags];
  if (flags & kPassing) {
    if (endsEscape(c)) flags &= static_cast<uint8_t>(~kPassing);
    return step.put(c, 1);
  }
  bool shifts = !has(step.codec, kNoShift);
  if (c == kEscape) {
    if (step.left < 2) return kTooFew;
    if (beginsOurEscape(step.in[1])) return decodeEscape(step);
    if (step.in[1] == 'N' && has(step.codec, kUseG2)) return decodeSingleShift(step);
    flags |= kPassing;
    return step.put(kEscape, 1);
  }
  if (shifts && c == kShiftIn) {
    flags &= static_cast<uint8_t>(~kShifted);
    return 1;
  }
  if (shifts && c == kShiftOut) {
    flags |= kShifted;
    return 1;
  }
  if (c == '\n') flags &= static_cast<uint8_t>(~kShifted);
  if (c < 0x20) return step.put(c, 1);
  return c >= 0x80 ? kIllegal : decodeInSet(step);
}

constexpr Codec codec(const char* name, const Variant* variant) {
  return {.name = name, .encode = encode, .decode = decode, .variant = variant, .begin = begin, .endEncoding = endEncoding,
          .resetDecoding = resetDecoding};
}
constexpr Codec kCodecs[] = {codec("iso2022_kr", &kKr),         codec("iso2022_jp", &kJp),   codec("iso2022_jp_1", &kJp1),
                             codec("iso2022_jp_2", &kJp2),      codec("iso2022_jp_2004", &kJp2004), codec("iso2022_jp_3", &kJp3),
                             codec("iso2022_jp_ext", &kJpExt)};

}  // namespace

std::span<const Codec> iso2022Codecs() { return kCodecs; }

}  // namespace taipan::cjk
