#include "base/text_repr.h"

#include <cstdio>

#include "base/unicode_identifiers.h"
#include "base/utf8.h"

namespace taipan {

namespace {

char chooseQuote(std::string_view text) {
  bool useDouble = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos;
  return useDouble ? '"' : '\'';
}

void appendHex(std::string* out, const char* format, uint32_t value) {
  char buffer[16];
  std::snprintf(buffer, sizeof(buffer), format, value);
  *out += buffer;
}

/// Quote, backslash and the short escapes; false for everything else.
bool appendShortEscape(std::string* out, uint32_t c, char quote) {
  switch (c) {
    case '\t': *out += "\\t"; return true;
    case '\n': *out += "\\n"; return true;
    case '\r': *out += "\\r"; return true;
    case '\\': *out += "\\\\"; return true;
    default: break;
  }
  if (c != static_cast<uint32_t>(quote)) return false;
  *out += '\\';
  *out += quote;
  return true;
}

}  // namespace

std::string strRepr(std::string_view text) {
  char quote = chooseQuote(text);
  std::string out(1, quote);
  size_t position = 0;
  while (position < text.size()) {
    uint32_t c = decodeUtf8(text, &position);
    if (c == kBadCodePoint) c = static_cast<uint8_t>(text[position++]);
    if (appendShortEscape(&out, c, quote)) continue;
    if (c < ' ' || c == 0x7F) {
      appendHex(&out, "\\x%02x", c);
    } else if (c < 0x7F || isPrintable(c)) {
      appendUtf8(&out, c);
    } else {
      appendHex(&out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
  }
  return out + quote;
}

std::string bytesRepr(std::string_view bytes) {
  char quote = chooseQuote(bytes);
  std::string out = "b";
  out += quote;
  for (char byte : bytes) {
    auto c = static_cast<uint8_t>(byte);
    if (appendShortEscape(&out, c, quote)) continue;
    if (c < ' ' || c >= 0x7F) {
      appendHex(&out, "\\x%02x", c);
    } else {
      out += byte;
    }
  }
  return out + quote;
}

}  // namespace taipan
