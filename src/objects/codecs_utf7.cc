// UTF-7 (RFC 2152): ASCII in which other characters stand as UTF-16 in base64 between '+' and '-'.
#include <cstring>

#include "objects/codecs.h"

namespace taipan {

namespace {

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int base64Value(uint32_t c) {
  if (c == 0 || c > 127) return -1;
  const char* found = std::strchr(kBase64, static_cast<int>(c));
  return found ? static_cast<int>(found - kBase64) : -1;
}
// Written as they are: everything printable but + \ ~, and white space.
bool isDirect(uint32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return true;
  return c >= 32 && c < 126 && c != '+' && c != '\\';
}

// Bits waiting for a whole base64 digit, or for a whole UTF-16 unit.
struct Bits {
  uint32_t buffer = 0;
  int count = 0;
  void put(uint32_t unit, std::string* out) {
    buffer = buffer << 16 | unit;
    for (count += 16; count >= 6; count -= 6) out->push_back(kBase64[buffer >> (count - 6) & 63]);
  }
  void flush(std::string* out) {
    if (count) out->push_back(kBase64[buffer << (6 - count) & 63]);
    *this = Bits();
  }
};

class Utf7Decoder {
 public:
  Utf7Decoder(Thread& thread, std::string_view bytes, const char* errors)
      : thread_(thread), errors_(thread, "utf7", errors, bytes), out_(thread) {}

  Ref<Str> run(size_t* consumed) {
    do {
      while (at_ < errors_.bytes().size()) TRY(step(static_cast<uint8_t>(errors_.bytes()[at_])));
      if (!shifted_ || consumed) break;
      shifted_ = false;
      if (surrogate_ || count_ >= 6 || (count_ > 0 && buffer_ != 0)) {
        TRY(errors_.handle(start_, errors_.bytes().size(), "unterminated shift sequence", &out_, &at_));
      }
    } while (at_ < errors_.bytes().size());
    if (consumed) *consumed = shifted_ ? start_ : at_;
    Ref<Str> text = TRY(out_.finish());
    return shifted_ ? substring(thread_, text, 0, shiftedFrom_) : std::move(text);
  }

 private:
  Status fail(const char* reason) { return errors_.handle(start_, at_, reason, &out_, &at_); }

  Status step(uint8_t c) {
    if (shifted_) return inBase64(c);
    if (c == '+') return openShift();
    if (c < 128) {
      at_++;
      out_.append(uint32_t{c});
      return kOk;
    }
    start_ = at_++;
    return fail("unexpected special character");
  }

  Status openShift() {
    start_ = at_++;
    std::string_view bytes = errors_.bytes();
    if (at_ < bytes.size() && bytes[at_] == '-') {
      at_++;
      out_.append(uint32_t{'+'});
    } else if (at_ < bytes.size() && base64Value(static_cast<uint8_t>(bytes[at_])) < 0) {
      at_++;
      return fail("ill-formed sequence");
    } else {
      shifted_ = true;
      surrogate_ = 0;
      shiftedFrom_ = out_.length();
      count_ = 0;
      buffer_ = 0;
    }
    return kOk;
  }

  Status inBase64(uint8_t c) {
    int value = base64Value(c);
    if (value < 0) return closeShift(c);
    at_++;
    buffer_ = buffer_ << 6 | static_cast<uint32_t>(value);
    count_ += 6;
    if (count_ < 16) return kOk;
    count_ -= 16;
    uint32_t unit = buffer_ >> count_ & 0xFFFF;
    buffer_ &= (1u << count_) - 1;
    if (surrogate_) {
      uint32_t high = surrogate_;
      surrogate_ = 0;
      if ((unit & 0xFC00) == 0xDC00) {
        out_.append(0x10000 + ((high & 0x3FF) << 10) + (unit & 0x3FF));
        return kOk;
      }
      out_.append(high);
    }
    if ((unit & 0xFC00) == 0xD800) surrogate_ = unit;
    else out_.append(unit);
    return kOk;
  }

  Status closeShift(uint8_t c) {
    shifted_ = false;
    if (count_ >= 6 || (count_ > 0 && buffer_ != 0)) {
      at_++;
      return fail(count_ >= 6 ? "partial character in shift sequence" : "non-zero padding bits in shift sequence");
    }
    if (surrogate_ && c < 128 && c != '+') out_.append(surrogate_);
    surrogate_ = 0;
    if (c == '-') at_++;
    return kOk;
  }

  Thread& thread_;
  DecodeErrors errors_;
  StrBuilder out_;
  size_t at_ = 0, start_ = 0, shiftedFrom_ = 0;
  bool shifted_ = false;
  uint32_t surrogate_ = 0, buffer_ = 0;
  int count_ = 0;
};

}  // namespace

std::string encodeUtf7(const Str* text) {
  std::string out;
  Bits bits;
  bool shifted = false;
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (isDirect(c)) {
      if (shifted) {
        bits.flush(&out);
        shifted = false;
        if (base64Value(c) >= 0 || c == '-') out.push_back('-');
      }
      out.push_back(static_cast<char>(c));
      continue;
    }
    if (!shifted) {
      if (c == '+') {
        out += "+-";
        continue;
      }
      out.push_back('+');
      shifted = true;
    }
    if (c >= 0x10000) {
      bits.put(0xD800 + ((c - 0x10000) >> 10), &out);
      c = 0xDC00 + ((c - 0x10000) & 0x3FF);
    }
    bits.put(c, &out);
  }
  bits.flush(&out);
  if (shifted) out.push_back('-');
  return out;
}

Ref<Str> decodeUtf7(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed) {
  return Utf7Decoder(thread, bytes, errors).run(consumed);
}

}  // namespace taipan
