#include "base/utf8.h"

#include <cstring>

namespace taipan {

uint32_t decodeUtf8(std::string_view text, size_t* position, SurrogateRule rule) {
  size_t at = *position;
  auto byte = [&](size_t i) -> uint32_t {
    return at + i < text.size() ? static_cast<uint8_t>(text[at + i]) : 0u;
  };
  auto continues = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  uint32_t lead = byte(0);
  if (lead < 0x80) {
    *position = at + 1;
    return lead;
  }
  if (lead >= 0xC2 && lead <= 0xDF && continues(1)) {
    *position = at + 2;
    return (lead & 0x1F) << 6 | (byte(1) & 0x3F);
  }
  if (lead >= 0xE0 && lead <= 0xEF && continues(1) && continues(2)) {
    uint32_t c = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (c < 0x800 || (isSurrogate(c) && rule == SurrogateRule::kReject)) return kBadCodePoint;
    *position = at + 3;
    return c;
  }
  if (lead >= 0xF0 && lead <= 0xF4 && continues(1) && continues(2) && continues(3)) {
    uint32_t c = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
                 (byte(3) & 0x3F);
    if (c < 0x10000 || c > kMaxCodePoint) return kBadCodePoint;
    *position = at + 4;
    return c;
  }
  return kBadCodePoint;
}

size_t encodeUtf8(char* out, uint32_t c) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | c >> 6);
    out[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | c >> 12);
    out[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out[2] = static_cast<char>(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | c >> 18);
  out[1] = static_cast<char>(0x80 | (c >> 12 & 0x3F));
  out[2] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  out[3] = static_cast<char>(0x80 | (c & 0x3F));
  return 4;
}

void appendUtf8(std::string* out, uint32_t codePoint) {
  char buffer[4];
  out->append(buffer, encodeUtf8(buffer, codePoint));
}

size_t countCodePoints(std::string_view text) {
  size_t count = 0;
  for (char c : text) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return count;
}

size_t findInvalidUtf8(std::string_view text, SurrogateRule rule) {
  size_t position = 0;
  while (position < text.size()) {
    if (static_cast<uint8_t>(text[position]) < 0x80) {
      position++;
    } else if (decodeUtf8(text, &position, rule) == kBadCodePoint) {
      return position;
    }
  }
  return std::string_view::npos;
}

bool isAscii(std::string_view text) {
  size_t i = 0;
  for (; i + 64 <= text.size(); i += 64) {
    uint64_t words[8], all = 0;
    std::memcpy(words, text.data() + i, sizeof words);
    for (uint64_t word : words) all |= word;
    if (all & 0x8080808080808080u) return false;
  }
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if (word & 0x8080808080808080u) return false;
  }
  for (; i < text.size(); i++) {
    if (static_cast<uint8_t>(text[i]) >= 0x80) return false;
  }
  return true;
}

}  // namespace taipan
