// An East Asian encoding: two functions that take one step, a character or sequence at a time, and a state for those
// encodings that shift.  What to do about errors is the business of multibyte_codec.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "modules/cjk/character_sets.h"
#include "objects/str.h"

namespace taipan::cjk {

// What shifting encodings remember; visible to Python through getstate().
struct CodecState {
  uint8_t bytes[8] = {};
};

struct Codec;

struct EncodeStep {
  const Codec& codec;
  CodeTables& tables;
  CodecState& state;
  const Str* text;
  size_t position, end;
  bool flush;  // no more text will follow
  std::string& out;

  char32_t character() const { return text->at(position); }
  bool hasNext() const { return position + 1 < end; }
  char32_t next() const { return text->at(position + 1); }
  int put(int byte) {
    out += static_cast<char>(byte);
    return 1;
  }
  int putCode(uint32_t code) {
    put(static_cast<int>(code >> 8));
    return put(static_cast<int>(code & 255));
  }
};

struct DecodeStep {
  const Codec& codec;
  CodecState& state;
  const uint8_t* in;
  size_t left;  // at least 1
  StrBuilder& out;

  uint16_t code() const { return static_cast<uint16_t>(in[0] << 8 | in[1]); }
  // Writes a character and says how many bytes it took.
  int put(char32_t c, int consumed) {
    out.append(static_cast<uint32_t>(c));
    return consumed;
  }
};

// A step's result: what it consumed (characters or bytes), kTooFew, or kIllegal - n: an error n + 1 long.
constexpr int kTooFew = 0, kIllegal = -1;

struct Codec {
  const char* name;
  int (*encode)(EncodeStep& step);
  int (*decode)(DecodeStep& step);
  Set set = Set::kCount;                                  // of encodings that are little more than one set
  const void* variant = nullptr;                          // what else the functions need to know
  void (*begin)(CodecState& state, bool decoding) = nullptr;  // the state at the start; null: zeros
  void (*endEncoding)(CodecState& state, std::string& out) = nullptr;  // writes what leads back to it
  void (*resetDecoding)(CodecState& state) = nullptr;

  void start(CodecState& state, bool decoding) const {
    state = {};
    if (begin) begin(state, decoding);
  }
};

// Of encodings in which a character is an ASCII byte or a code of two bytes in `set`.
int encodeDouble(EncodeStep& step);
int decodeDouble(DecodeStep& step);

std::span<const Codec> chineseCodecs();     // codecs_cn.cc
std::span<const Codec> hongKongCodecs();    // codecs_tw_hk.cc, as the next
std::span<const Codec> taiwanCodecs();
std::span<const Codec> japaneseCodecs();    // codecs_jp.cc
std::span<const Codec> koreanCodecs();      // codecs_kr.cc
std::span<const Codec> iso2022Codecs();     // codecs_iso2022.cc

// JIS X 0213 (codecs_jp.cc), of 2004 or, a little different, of 2000.
enum class JisX0213 : uint8_t { k2000, k2004 };
char32_t characterOfJisX0213(JisX0213 edition, uint16_t code);
uint16_t codeOfJisX0213(CodeTables& tables, JisX0213 edition, char32_t c);

}  // namespace taipan::cjk
